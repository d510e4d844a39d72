"""The assembled page: one canonical text and everything that points into it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from cleaner.blocks import UNKNOWN_KIND, Document, KindOfPage, PageMetadata, RelatedTitle, Verdict, Warn
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A kept block: `text[start:end]`. `source` is the index of the block it came from."""

    start: int
    end: int
    label: Label
    level: int | None
    source: int


@dataclass(frozen=True, slots=True)
class ArticleSection:
    """A section; `heading_end` is where its heading ends and its own text begins."""

    id: str
    parent: str | None
    level: int
    heading: str | None
    kind: SectionKind
    start: int
    heading_end: int
    end: int
    depth: int = 1  # in the tree: 1 for the main sections


@dataclass(frozen=True, slots=True)
class RemovedSpan:
    """Words that are not in the text: half-open offsets into the visible text."""

    start: int
    end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters at `text_start` of the text that stood at `visible_start` of the visible text."""

    text_start: int
    visible_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """The page after assembly. `text` never changes from here on."""

    document: Document
    metadata: PageMetadata
    text: str
    segments: tuple[Segment, ...]
    blocks: tuple[ArticleBlock, ...]
    sections: tuple[ArticleSection, ...]
    title: tuple[int, int] | None  # where the title stands in the text, if it does
    removed: tuple[RemovedSpan, ...]
    related: tuple[RelatedTitle, ...]
    warnings: tuple[Warn, ...]
    kind: KindOfPage = UNKNOWN_KIND

    def section_at(self, offset: int) -> ArticleSection | None:
        """The innermost section that covers an offset; None inside the title."""
        at = bisect_right(self.sections, offset, key=lambda section: section.start)
        section = self.sections[at - 1] if at else None
        while section and offset >= section.end:  # ended before: then only what it stands in can cover the offset
            section = self._numbered(section.parent)
        return section

    def _numbered(self, name: str | None) -> ArticleSection | None:
        """A section by its id: `s1` is the first."""
        return self.sections[int(name[1:]) - 1] if name else None

    def blocks_between(self, start: int, end: int) -> tuple[ArticleBlock, ...]:
        """The blocks that share a character with `text[start:end]`."""
        first = bisect_right(self.blocks, start, key=lambda block: block.end)
        after = bisect_left(self.blocks, end, key=lambda block: block.start)
        return self.blocks[first:after]

    def visible_offset(self, offset: int) -> int:
        """Where character `offset` of the text stood in the visible text."""
        segment = self.segments[bisect_right(self.segments, offset, key=lambda s: s.text_start) - 1]
        return segment.visible_start + min(offset - segment.text_start, segment.length)
