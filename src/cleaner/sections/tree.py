"""Kept blocks -> section tree.

A heading opens a section that ends where the next heading of its level or above opens. Text before the first heading
is a section of its own. A disclaimer or a list of sources that no heading opens becomes a section too: beside the
others where it ends the article or its first line heads it, else inside the current one, which goes on after it.
A heading with nothing under it opens no section: it is a line of the section before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cleaner.blocks import Warn, WarningCode
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label
from cleaner.sections.article import ArticleBlock, ArticleSection
from cleaner.sections.kinds import kind_of_heading, kind_of_opening

_TYPED = {Label.DISCLAIMER: SectionKind.DISCLAIMER, Label.REFERENCES: SectionKind.REFERENCES}
_TOP_LEVEL = 2  # the level of a section that no heading gives one: that of a page's main headings
_DEEPEST_LEVEL = 6
_LONGEST_TYPED_HEADING = 60  # characters of a first line that can head a disclaimer or a list of sources
_RUN = 3  # question headings that make an FAQ
# What a section is about, a part of it is about too; these say how it speaks rather than of what.
_NOT_INHERITED = frozenset({SectionKind.LEAD, SectionKind.OVERVIEW, SectionKind.CONCLUSION, SectionKind.BODY})


@dataclass(slots=True)
class _Open:
    """A section being built."""

    parent: _Open | None
    level: int
    heading: ArticleBlock | None
    kind: SectionKind
    start: int
    end: int
    loose: bool = False  # a disclaimer or sources that no heading of the page opened
    first_text: ArticleBlock | None = None  # the first block under the heading
    children: list[_Open] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return 1 if self.parent is None else self.parent.depth + 1


def build_sections(text: str, blocks: tuple[ArticleBlock, ...]) -> tuple[tuple[ArticleSection, ...], tuple[Warn, ...]]:
    """Sections in reading order, parents before children, and a warning for each heading with nothing under it."""
    built = _Builder(text, blocks, frozenset()).build()
    empty = _empty(built)
    if empty:
        built = _Builder(text, blocks, frozenset(block.start for block in empty)).build()
    warnings = (
        Warn(WarningCode.EMPTY_SECTION, f"nothing stands under the heading {text[block.start : block.end]!r}")
        for block in empty
    )
    _settle_kinds(text, built)
    return _numbered(text, built), tuple(warnings)


def is_run_of_questions(headings: Sequence[str], *, fewest: int = _RUN) -> bool:
    """Whether sister headings are mostly questions, and at least `fewest` of them."""
    questions = sum(heading.rstrip().endswith(("?", "？")) for heading in headings)
    return questions >= fewest and questions > len(headings) / 2


def _empty(sections: list[_Open]) -> list[ArticleBlock]:
    """Headings with no text under them, nor under any heading below them, in reading order."""
    hollow: set[int] = set()
    found = []
    for section in reversed(sections):
        if section.heading and not section.first_text and all(id(child) in hollow for child in section.children):
            hollow.add(id(section))
            found.append(section.heading)
    return found[::-1]


class _Builder:
    def __init__(self, text: str, blocks: tuple[ArticleBlock, ...], plain: frozenset[int]) -> None:
        self.text = text
        self.blocks = blocks
        self.plain = plain  # starts of headings to read as text
        self.opened: list[_Open] = []
        self.path: list[_Open] = []  # from the outermost open section to the innermost
        self.top: int | None = None  # the highest level of a heading so far
        last = max((n for n, block in enumerate(blocks) if block.label not in _TYPED), default=-1)
        self.closing = last + 1  # from this block on, nothing but disclaimers and sources

    def build(self) -> list[_Open]:
        for position, block in enumerate(self.blocks):
            if block.label is Label.TITLE:
                self.path.clear()  # the title stands in no section, and the article begins anew below it
                self.top = None
            else:
                self._add(position, block)
        return self.opened

    def _add(self, position: int, block: ArticleBlock) -> None:
        typed = _TYPED.get(block.label)
        if self._is_heading(block) and block.start not in self.plain:
            self._leave_typed(None)
            self._leave_lead()
            level = block.level or _TOP_LEVEL
            self.top = min(self.top or level, level)
            self._open(level, block, typed or kind_of_heading(self._words(block)), block)
        elif typed is not None and not any(section.kind is typed for section in self.path):
            self._open_typed(position, block, typed)
        else:
            self._leave_typed(typed)
            if not self.path and self.top is None:
                self._open(0, None, SectionKind.LEAD, block)
            elif not self.path:
                self._open(self.top or _TOP_LEVEL, None, SectionKind.BODY, block)
            self._cover(block)

    def _open(self, level: int, heading: ArticleBlock | None, kind: SectionKind, block: ArticleBlock) -> None:
        while self.path and self.path[-1].level >= level:
            self.path.pop()
        section = _Open(self.path[-1] if self.path else None, level, heading, kind, block.start, block.end)
        self.opened.append(section)
        if section.parent:
            section.parent.children.append(section)
        self.path.append(section)
        for above in self.path:
            above.end = block.end

    def _open_typed(self, position: int, block: ArticleBlock, kind: SectionKind) -> None:
        """A disclaimer or sources that stand under no heading of that kind."""
        self._leave_typed(kind)
        around = self.path[-1] if self.path else None
        bare = around is not None and around.heading is not None and around.first_text is None
        if around and bare and around.kind is SectionKind.BODY and self._fills_section(position, block.label):
            around.kind = kind  # its heading heads them
            self._cover(block)
            return
        headed = self._heads_the_next(position, kind)
        if around is None or ((headed or position >= self.closing) and not bare):
            self._leave_lead()
            level = self.top or _TOP_LEVEL
        elif around.level == _DEEPEST_LEVEL:  # no level is left below
            self._cover(block)
            return
        else:
            level = max(_TOP_LEVEL, around.level + 1)
        self._open(level, block if headed else None, kind, block)
        self.path[-1].loose = True
        if not headed:
            self._cover(block)

    def _is_heading(self, block: ArticleBlock) -> bool:
        """A heading, also one labelled as part of the disclaimer or the sources that it heads."""
        return block.label is Label.HEADING or (block.label in _TYPED and block.level is not None)

    def _heads_the_next(self, position: int, kind: SectionKind) -> bool:
        """Whether the first line of a disclaimer or of sources is their heading."""
        block, words = self.blocks[position], self._words(self.blocks[position])
        after = self.blocks[position + 1] if position + 1 < len(self.blocks) else None
        return (
            len(words) < _LONGEST_TYPED_HEADING
            and kind_of_heading(words) is kind
            and after is not None
            and after.label is block.label
            and not self._is_heading(after)
            and block.start not in self.plain
        )

    def _fills_section(self, position: int, label: Label) -> bool:
        """Whether all blocks from here to the next heading have one label."""
        for at in range(position, len(self.blocks)):
            if self._is_heading(self.blocks[at]):
                return True
            if self.blocks[at].label is not label:
                return False
        return True

    def _leave_typed(self, kind: SectionKind | None) -> None:
        """Running text after a disclaimer that no heading opened belongs to the section around it."""
        while self.path and self.path[-1].loose:
            if self.path[-1].kind is kind:
                return
            self.path.pop()

    def _leave_lead(self) -> None:
        if self.path and self.path[-1].kind is SectionKind.LEAD:
            self.path.pop()

    def _cover(self, block: ArticleBlock) -> None:
        section = self.path[-1]
        section.first_text = section.first_text or block
        for above in self.path:
            above.end = block.end

    def _words(self, block: ArticleBlock) -> str:
        return self.text[block.start : block.end]


def _settle_kinds(text: str, sections: list[_Open]) -> None:
    """Kinds that headings do not tell: from the text, the children, the section around. Parents come first."""
    asks = is_run_of_questions([_heading(text, section) or "" for section in sections if not section.children])
    for section in sections:
        if section.kind is not SectionKind.BODY:
            continue
        first = section.first_text
        if is_run_of_questions([_heading(text, child) or "" for child in section.children], fewest=1 if asks else _RUN):
            section.kind = SectionKind.FAQ
        elif first and (opening := kind_of_opening(text[first.start : first.end])) is not SectionKind.BODY:
            section.kind = opening
        elif section.parent and section.parent.kind not in _NOT_INHERITED:
            section.kind = section.parent.kind


def _heading(text: str, section: _Open) -> str | None:
    return text[section.heading.start : section.heading.end] if section.heading else None


def _numbered(text: str, sections: list[_Open]) -> tuple[ArticleSection, ...]:
    names = {id(section): f"s{number}" for number, section in enumerate(sections, 1)}
    return tuple(
        ArticleSection(
            id=names[id(section)],
            parent=names[id(section.parent)] if section.parent else None,
            level=section.level,
            heading=_heading(text, section),
            kind=section.kind,
            start=section.start,
            heading_end=section.heading.end if section.heading else section.start,
            end=section.end,
            depth=section.depth,
        )
        for section in sections
    )
