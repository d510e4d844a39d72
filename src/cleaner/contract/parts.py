"""What all parts of a record are made of: offsets, spans, annotations.

Offsets are half-open and count Unicode code points. Unless a field says otherwise they point into `CleanPage.text`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Offset = Annotated[int, Field(ge=0)]
Ident = Annotated[str, Field(pattern=r"^[a-z]+[0-9]+$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Part(BaseModel):
    """What all parts share: immutable, no unknown fields, documented by docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(Part):
    """A place in `text` with its words."""

    start: Offset
    """First code point."""
    end: Offset
    """One past the last code point."""
    quote: str
    """`text[start:end]`, repeated so that the value can be read without the text."""


class Annotation(Span):
    """A span that something was read from."""

    id: Ident
    """Unique in the page, numbered in reading order."""
    section: Ident | None
    """The innermost section the span stands in; null only inside the page's title."""
