"""Headings of a flattened page: short lines over paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.labels import Action, Label, Reason

_LEVEL = 2
_MOST_WORDS = 16
_QUESTION_WORDS = 22
_PARAGRAPH = 14  # words
_LIST = 3  # short lines in a row
_NUMBER = re.compile(r"(\d{1,2})\s*[.):–-]\s+(?=\S)")


def shape_headings(labelling: Labelling) -> None:
    """Label the short lines that open a section. Runs after all that removes, so that neighbours are the article's."""
    blocks = [block for block in labelling.document.blocks if _is_kept(labelling, block)]
    if not blocks:
        return
    page = _Page(labelling, blocks)
    for at, block in enumerate(blocks):
        if block.index in labelling.verdicts:
            continue
        if page.counts_on(at):
            evidence = "a number in a series, over a paragraph"
        elif page.opens_section(at):
            evidence = "a short line over a paragraph"
        elif page.opens_pair(at):
            evidence = "a short line over another heading"
        else:
            continue
        level = _LEVEL + (at > 0 and page.opens_pair(at - 1))
        labelling.settle(block, Label.HEADING, Reason.HEADING_SHAPE, evidence, level=level)


def _is_kept(labelling: Labelling, block: Block) -> bool:
    verdict = labelling.verdicts.get(block.index)
    return verdict is None or (verdict.label.action is Action.KEEP and verdict.label is not Label.CAPTION)


class _Page:
    """The kept blocks, and which of them are short lines, paragraphs, members of a numbered series."""

    def __init__(self, labelling: Labelling, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.lines = [labelling.line(block) for block in blocks]
        self.free = [block.index not in labelling.verdicts for block in blocks]
        self.short = [_is_short(block, line) for block, line in zip(blocks, self.lines, strict=True)]
        self.numbers = {number for at in range(len(blocks)) if (number := self._number_over_text(at)) is not None}

    def _is_paragraph(self, at: int) -> bool:
        if at >= len(self.blocks) or self.short[at]:
            return False
        line = self.lines[at]
        sentence = line.ends_full_stop or line.sentences > 1
        return line.count >= (_PARAGRAPH // 2 if sentence else _PARAGRAPH)

    def _number_over_text(self, at: int) -> int | None:
        """The number before a line that stands over a paragraph; none where the next number does: that is a list."""
        number = _NUMBER.match(self.lines[at].text)
        if number is None or not self._is_paragraph(at + 1):
            return None
        below = _NUMBER.match(self.lines[at + 1].text)
        return None if below is not None and int(below[1]) == int(number[1]) + 1 else int(number[1])

    def counts_on(self, at: int) -> bool:
        """Whether the line has a number, a paragraph below, and another such line has the next number or the last."""
        number = self._number_over_text(at)
        if number is None or self.lines[at].count > _MOST_WORDS:
            return False
        return not self.numbers.isdisjoint((number - 1, number + 1))

    def opens_section(self, at: int) -> bool:
        """Whether a short line stands over a paragraph or a list, and does not end a list of short lines."""
        if not self.short[at] or at + 1 >= len(self.blocks) or self._row_above(at) >= _LIST - 1:
            return False
        if self._is_paragraph(at + 1) or self.blocks[at + 1].role is Role.LIST_ITEM:
            return True
        return not self._row_above(at) and self.short[at + 1] and self.lines[at].text.rstrip(' "”’').endswith("?")

    def opens_pair(self, at: int) -> bool:
        """Whether a section's heading stands over its first subsection's: two short lines between paragraphs."""
        return (
            self.short[at]
            and self.free[at]
            and at + 2 < len(self.blocks)
            and self.short[at + 1]
            and self.free[at + 1]
            and self._is_paragraph(at + 2)
            and at > 0
            and self._is_paragraph(at - 1)
            and not self.lines[at - 1].text.endswith(":")
        )

    def _row_above(self, at: int) -> int:
        """Number of short lines right above, counted as far as it matters."""
        count = 0
        while count < _LIST and at - count > 0 and self.short[at - count - 1] and self.free[at - count - 1]:
            count += 1
        return count


def _is_short(block: Block, line: Line) -> bool:
    if block.role is not Role.PARAGRAPH or not line.count or line.starts_lower:
        return False
    if line.text.endswith("?"):
        return line.count <= _QUESTION_WORDS and not line.text.startswith(("“", '"', "‘"))
    return (
        line.count <= _MOST_WORDS
        and not line.ends_full_stop
        and line.text[-1] not in ",;:!"
        and line.sentences == 1
        and any(character.isalpha() for character in line.text)
        and not (line.text[-1] in "\"”’'" and line.text[0] in "\"“‘'")
    )
