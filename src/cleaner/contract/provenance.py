"""Where a record comes from: the input, the pipeline, what the page says of itself, its kind, its warnings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cleaner.blocks import InputKind, PageKind, WarningCode
from cleaner.contract.parts import Part, Sha256
from cleaner.contract.vocabulary import Mode


class Source(Part):
    """Where the page came from."""

    uri: str
    """The input as it was named: a path, an address, or a file and the record inside it."""
    url: str | None
    """The web address of the page, where known."""
    kind: InputKind
    """How the input was written."""
    media_type: str
    """MIME type, from the content."""
    encoding: str
    """The character encoding the bytes were read with (WHATWG name)."""
    sha256: Sha256
    """Of the raw bytes."""
    bytes: Annotated[int, Field(ge=0)]
    """Length of the raw input."""
    fetched_at: str | None
    """When the page was fetched (ISO 8601), where the source says so."""


class Pipeline(Part):
    """What made this record. The same bytes and the same fingerprint give the same record, byte for byte."""

    version: str
    """Version of `cleaner`."""
    fingerprint: str
    """Hash over code version, configuration, vocabulary and models; where what is known of the page's site had a say,
    followed by `+` and the hash of that.
    """
    mode: Mode
    """Which language pipeline ran."""


class Metadata(Part):
    """What the page says of itself."""

    title: str | None
    """The page's title, without the site's name."""
    dek: str | None
    """The stand-first under the title."""
    category: str | None
    """Category or breadcrumb as printed."""
    authors: tuple[str, ...]
    """Names of the authors."""
    reviewed_by: tuple[str, ...]
    """Names of medical reviewers."""
    published: str | None
    """Date or time of publication (ISO 8601)."""
    modified: str | None
    """Date or time of the last change or review (ISO 8601)."""
    language: str | None
    """BCP 47 language of the text."""
    site_name: str | None
    """Name of the web site."""
    canonical_url: str | None
    """The address the page gives for itself."""


class RecognisedKind(Part):
    """What kind of page it is: by what it declares, its address and how it is built."""

    kind: PageKind
    """The kind."""
    confidence: float | None
    """The chance the model gives its likeliest kind, 0 to 1; null where it was not asked."""
    evidence: tuple[str, ...]
    """The clues that spoke most for it, such as `type:newsarticle`, `path:product`, `prose share:7`."""


class PageWarning(Part):
    """Something to know before trusting the record."""

    code: WarningCode
    """For machines."""
    message: str
    """For people."""
