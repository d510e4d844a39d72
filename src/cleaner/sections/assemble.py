"""Labelled blocks -> one canonical text, with a note of where each character stood and of all that was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.blocks import Block, LabelledBlock, LabelledDocument, Role, Verdict
from cleaner.labels import Action, Label, Reason
from cleaner.sections.article import Article, ArticleBlock, RemovedSpan, Segment
from cleaner.sections.tree import build_sections

_WORDS = re.compile(r"\S+(?:\s\S+)*")  # words parted by one white-space character each
_SPACE = re.compile(r"\s")
_GAPLESS = frozenset({Reason.MARKUP, Reason.LINE_END_HYPHEN})
_MARKUP = Verdict(Label.OTHER_BOILERPLATE, Reason.MARKUP)


def assemble(labelled: LabelledDocument) -> Article:
    """Join what is kept into the canonical text and build its section tree.

    Every non-space character of the visible text ends in `Article.text` or in one of `Article.removed`.
    """
    writer = _Writer()
    removed = list(_uncovered(labelled))
    for block in labelled.blocks:
        if block.label.action is Action.KEEP:
            if block.cuts:
                removed += _cut_out(block)
            writer.write(block)
        else:
            removed.append(RemovedSpan(block.block.start, block.block.end, block.verdict))
    text = "".join(writer.parts)
    blocks = tuple(writer.blocks)
    sections, warnings = build_sections(text, blocks)
    title = next((block for block in blocks if block.label is Label.TITLE), None)
    return Article(
        document=labelled.document,
        metadata=labelled.metadata,
        text=text,
        segments=tuple(writer.segments),
        blocks=blocks,
        sections=sections,
        title=(title.start, title.end) if title else None,
        removed=tuple(sorted(removed, key=lambda span: span.start)),
        related=labelled.related,
        warnings=(*labelled.document.warnings, *labelled.warnings, *warnings),
        kind=labelled.kind,
    )


def _cut_out(block: LabelledBlock) -> Iterator[RemovedSpan]:
    """The cuts of a kept block that hold words."""
    start, text = block.block.start, block.block.text
    for cut in block.cuts:
        if not text[cut.start : cut.end].isspace():
            yield RemovedSpan(start + cut.start, start + cut.end, cut.verdict)


def _uncovered(labelled: LabelledDocument) -> Iterator[RemovedSpan]:
    """What no block covers: the marks by which a flattened text shows lists, headings and tables."""
    visible = labelled.document.visible
    position = 0
    for start, end in [*((b.block.start, b.block.end) for b in labelled.blocks), (len(visible), len(visible))]:
        gap = visible[position:start]
        if gap and not gap.isspace():
            lead = len(gap) - len(gap.lstrip())
            yield RemovedSpan(position + lead, position + len(gap.rstrip()), _MARKUP)
        position = max(position, end)


class _Writer:
    """Appends blocks to the text and keeps the books."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.segments: list[Segment] = []
        self.blocks: list[ArticleBlock] = []
        self._last: LabelledBlock | None = None

    def write(self, labelled: LabelledBlock) -> None:
        """Append what is left of a block once its cuts are out; nothing where that is white space."""
        pieces = list(_kept_pieces(labelled))
        if not pieces:
            return
        if self._last is not None:
            self._append(_separator(self._last.block, labelled.block))
        start = self.length
        mended = set(_inside_words(labelled)) if labelled.cuts else ()
        for number, (offset, words) in enumerate(pieces):
            if number and offset not in mended:
                self._append(" ")
            self.segments.append(Segment(self.length, labelled.block.start + offset, len(words)))
            self._append(words)
        self.blocks.append(ArticleBlock(start, self.length, labelled.label, labelled.level, labelled.block.index))
        self._last = labelled

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def _inside_words(labelled: LabelledBlock) -> Iterator[int]:
    """Ends of the cuts that leave no gap: signs of markup, hyphens and line breaks inside a word."""
    text = labelled.block.text
    for cut in labelled.cuts:
        if cut.verdict.reason in _GAPLESS and not text[cut.start - 1 : cut.start].isspace():
            yield cut.end


def _kept_pieces(labelled: LabelledBlock) -> Iterator[tuple[int, str]]:
    """(offset into the block, words) of each stretch that is kept, in order.

    Runs of white space part stretches; the writer puts one space between them.
    """
    text = labelled.block.text
    if text and not labelled.cuts and text == " ".join(text.split()):
        yield 0, text
        return
    position = 0
    for start, end in [*((cut.start, cut.end) for cut in labelled.cuts), (len(text), len(text))]:
        for match in _WORDS.finditer(text, position, max(position, start)):
            yield match.start(), _SPACE.sub(" ", match.group())
        position = max(position, end)


def _separator(before: Block, after: Block) -> str:
    """A tab between cells of a row, a line break between rows and between items, else a blank line."""
    if before.cell and after.cell and before.cell.table == after.cell.table:
        return "\t" if before.cell.row == after.cell.row else "\n"
    if before.role is Role.LIST_ITEM and after.role is Role.LIST_ITEM:
        return "\n"
    return "\n\n"
