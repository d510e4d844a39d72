"""Kept blocks -> section tree.

A heading opens a section that ends where the next heading of its level or above opens. Text before the first heading
is a section of its own. A disclaimer or a list of sources without a heading of its own becomes a section too: beside
the others where it ends the article, inside the current one where the article goes on after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cleaner.blocks import Warn, WarningCode
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label
from cleaner.sections.article import ArticleBlock, ArticleSection
from cleaner.sections.kinds import kind_of_heading, question_share

_TYPED = {Label.DISCLAIMER: SectionKind.DISCLAIMER, Label.REFERENCES: SectionKind.REFERENCES}
_TOP_LEVEL = 2  # the level of a section that no heading gives one: that of a page's main headings


@dataclass(slots=True)
class _Open:
    """A section being built."""

    parent: _Open | None
    level: int
    heading: ArticleBlock | None
    kind: SectionKind
    start: int
    end: int
    has_text: bool = False
    children: list[_Open] = field(default_factory=list)


def build_sections(text: str, blocks: tuple[ArticleBlock, ...]) -> tuple[tuple[ArticleSection, ...], tuple[Warn, ...]]:
    """Sections in reading order, parents before children, and a warning for each heading with nothing under it."""
    builder = _Builder(text, blocks)
    for position, block in enumerate(blocks):
        if not (position == 0 and block.label is Label.TITLE):
            builder.add(position, block)
    return builder.finish()


class _Builder:
    def __init__(self, text: str, blocks: tuple[ArticleBlock, ...]) -> None:
        self.text = text
        self.blocks = blocks
        self.opened: list[_Open] = []
        self.path: list[_Open] = []  # from the outermost open section to the innermost

    def add(self, position: int, block: ArticleBlock) -> None:
        typed = _TYPED.get(block.label)
        if block.label is Label.HEADING:
            self._open(block.level or _TOP_LEVEL, block, kind_of_heading(self._words(block)), block)
        elif typed is not None and not any(section.kind is typed for section in self.path):
            self._open_typed(position, block, typed)
        else:
            self._leave_typed(typed)
            if not self.path:
                self._open(0, None, SectionKind.LEAD, block)
            self._cover(block)

    def _open(self, level: int, heading: ArticleBlock | None, kind: SectionKind, block: ArticleBlock) -> None:
        while self.path and (self.path[-1].level >= level or self.path[-1].level == 0):
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
        words = self._words(block)
        headed = len(words) < 60 and kind_of_heading(words) is kind
        ends_article = all(later.label in _TYPED for later in self.blocks[position:])
        if ends_article or not self.path:
            level = min((section.level for section in self.opened if section.level), default=_TOP_LEVEL)
        else:
            level = min(6, self.path[-1].level + 1)
        self._open(level, block if headed else None, kind, block)
        self.path[-1].has_text = not headed

    def _leave_typed(self, kind: SectionKind | None) -> None:
        """Running text after an unheaded disclaimer belongs to the section around it."""
        while self.path and self.path[-1].kind in _TYPED.values() and self.path[-1].heading is None:
            if self.path[-1].kind is kind:
                return
            self.path.pop()

    def _cover(self, block: ArticleBlock) -> None:
        self.path[-1].has_text = True
        for section in self.path:
            section.end = block.end

    def _words(self, block: ArticleBlock) -> str:
        return self.text[block.start : block.end]

    def finish(self) -> tuple[tuple[ArticleSection, ...], tuple[Warn, ...]]:
        warnings: list[Warn] = []
        names: dict[int, str] = {}
        sections: list[ArticleSection] = []
        for number, section in enumerate(self.opened, 1):
            heading = self._words(section.heading) if section.heading else None
            if heading and not section.has_text and not section.children:
                warnings.append(Warn(WarningCode.EMPTY_SECTION, f"nothing stands under the heading {heading!r}"))
            names[id(section)] = f"s{number}"
            sections.append(
                ArticleSection(
                    id=f"s{number}",
                    parent=names[id(section.parent)] if section.parent else None,
                    level=section.level,
                    heading=heading,
                    kind=section.kind,
                    start=section.start,
                    heading_end=section.heading.end if section.heading else section.start,
                    end=section.end,
                )
            )
        return _with_faq(tuple(sections)), tuple(warnings)


def _with_faq(sections: tuple[ArticleSection, ...]) -> tuple[ArticleSection, ...]:
    """A plain section most of whose children, three or more, are headed by questions is an FAQ."""
    children: dict[str, list[str]] = {}
    for section in sections:
        if section.parent and section.heading:
            children.setdefault(section.parent, []).append(section.heading)
    return tuple(
        replace(section, kind=SectionKind.FAQ)
        if section.kind is SectionKind.BODY
        and len(children.get(section.id, ())) >= 3
        and question_share(children[section.id]) > 0.5
        else section
        for section in sections
    )
