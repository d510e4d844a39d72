"""The output contract: `CleanPage`. Everything an analyst reads is defined, and described, in this folder."""

from __future__ import annotations

from typing import Final, Literal

from cleaner.contract.content import Faq, Reference, RelatedLink, Removed, Section, TextBlock
from cleaner.contract.dosages import Dosage
from cleaner.contract.entities import Abbreviation, ConceptSummary, Entity, MainSubject
from cleaner.contract.parts import Part, Sha256
from cleaner.contract.provenance import Metadata, PageWarning, Pipeline, RecognisedKind, Source

SCHEMA_VERSION: Final = "1.0.0"


class CleanPage(Part):
    """One cleaned page."""

    schema_version: Literal["1.0.0"]
    """Version of this contract (semantic versioning)."""
    page_id: str
    """Stable name of the page: from its URI, not from its content."""
    source: Source
    """Where the page came from."""
    pipeline: Pipeline
    """What made this record."""
    metadata: Metadata
    """What the page says of itself."""
    page_kind: RecognisedKind
    """What kind of page it is."""
    text: str
    """The clean text; offsets point into it. Blank lines part blocks, line breaks part items and rows, tabs cells."""
    text_sha256: Sha256
    """Of `text` in UTF-8."""
    blocks: tuple[TextBlock, ...]
    """What each piece of `text` is, in order."""
    sections: tuple[Section, ...]
    """The section tree in reading order."""
    faqs: tuple[Faq, ...]
    """Questions with their answers: of FAQ sections, of runs of question headings, of lines marked `Q:` and `A:`."""
    references: tuple[Reference, ...]
    """The entries of the page's lists of sources, in reading order."""
    abbreviations: tuple[Abbreviation, ...]
    """Short forms the page defines."""
    entities: tuple[Entity, ...]
    """Mentions in reading order; none overlap."""
    concepts: tuple[ConceptSummary, ...]
    """The concepts mentioned, most mentioned first."""
    main_subject: MainSubject | None
    """What the page is about; null where no concept of the title or ahead of all others says so."""
    dosages: tuple[Dosage, ...]
    """Dosage statements in reading order."""
    related_links: tuple[RelatedLink, ...]
    """Other pages pointed to, once each."""
    removed: tuple[Removed, ...]
    """All words of the input that are not in `text`, in their order."""
    warnings: tuple[PageWarning, ...]
    """Things to know before trusting the record."""
