"""What a record keeps of the page and what it leaves out: blocks, sections, questions, sources, links."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cleaner.contract.parts import Annotation, Ident, Offset, Part, Span
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label, Reason


class TextBlock(Part):
    """A kept block: what a paragraph, an item, a cell of `text` is."""

    start: Offset
    """First code point."""
    end: Offset
    """One past the last code point."""
    label: Label
    """What it is."""
    level: int | None
    """Heading level 1-6, or depth of a list item from 1; null otherwise."""


class Section(Part):
    """A stretch of `text` under a heading. A parent's span covers its children's."""

    id: Ident
    """Unique in the page, numbered in reading order."""
    parent: Ident | None
    """The section this one stands in."""
    depth: Annotated[int, Field(ge=1)]
    """Place in the tree: 1 for the page's main sections, whatever their level, 2 for those directly in them."""
    level: Annotated[int, Field(ge=0, le=6)]
    """Heading level as the page gives it, 1-6; 0 for text before the first heading. Levels may skip, depths never."""
    heading: str | None
    """The heading's words; null for text before the first heading, for an unheaded disclaimer or list of sources, and
    for text that goes on after one."""
    kind: SectionKind
    """What the section is about."""
    start: Offset
    """Start of the heading."""
    end: Offset
    """End of the last kept block under it."""


class Faq(Annotation):
    """A question of the page and its answer. `start`, `end` and `quote` are the question, without a mark like `Q:`."""

    answer: Span
    """What the page answers, without a mark like `A:`; it may run over several blocks."""


class Reference(Annotation):
    """One entry of a list of sources, as printed."""

    number: int | None
    """The number it is printed under, by which the text may cite it."""
    doi: str | None
    """DOI where printed or linked: `10.1000/182`, lower case."""
    pmid: str | None
    """PubMed id where printed or linked: digits."""
    url: str | None
    """The first web address printed or linked, other than those of the DOI and the PubMed id."""


class RelatedLink(Part):
    """Another page that this page points its readers to."""

    title: str
    """Its title as printed (a title cut short keeps its ellipsis)."""
    url: str | None
    """Its address, resolved, where the input has one."""
    label: str | None
    """The words it stood under: `Related Article`."""
    copies: Annotated[int, Field(ge=1)]
    """How often the title was printed there."""


class Removed(Part):
    """Words of the input that are not in `text`."""

    label: Label
    """What they are."""
    reason: Reason
    """The rule that removed them."""
    evidence: tuple[str, ...]
    """What the rule saw, in words."""
    text: str
    """The words."""
    source_start: Offset
    """First code point in the visible text: a flat text as decoded; of HTML, its blocks one a line."""
    source_end: Offset
    """One past the last code point in the visible text."""
