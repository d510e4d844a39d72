"""Headings of a flattened page: short lines over paragraphs and lists."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.labels import Action, Label, Reason

_LEVEL = 2
_MOST_WORDS = 16
_PARAGRAPH = 14  # words


def shape_headings(labelling: Labelling) -> None:
    """Label the short lines that open a section. Runs after all that removes, so that neighbours are the article's."""
    blocks = [block for block in labelling.document.blocks if _is_kept(labelling, block)]
    if not blocks or blocks[0].place is not None:
        return
    short = [_is_short(labelling, block) for block in blocks]
    for at, block in enumerate(blocks):
        if short[at] and block.index not in labelling.verdicts and _opens_section(labelling, blocks, short, at):
            labelling.settle(block, Label.HEADING, Reason.HEADING_SHAPE, "a short line over a paragraph", level=_LEVEL)


def _is_kept(labelling: Labelling, block: Block) -> bool:
    verdict = labelling.verdicts.get(block.index)
    return verdict is None or (verdict.label.action is Action.KEEP and verdict.label is not Label.CAPTION)


def _is_short(labelling: Labelling, block: Block) -> bool:
    if block.role is not Role.PARAGRAPH:
        return False
    line = labelling.line(block)
    return (
        0 < len(line.words) <= _MOST_WORDS
        and not line.starts_lower
        and not line.ends_full_stop
        and line.text[-1] not in ",;"
        and line.sentences == 1
        and any(character.isalpha() for character in line.text)
    )


def _opens_section(labelling: Labelling, blocks: Sequence[Block], short: Sequence[bool], at: int) -> bool:
    """Whether the line is followed by a paragraph or a list, and is not itself one of a row of short lines."""
    if at + 1 >= len(blocks):
        return False
    line = labelling.line(blocks[at])
    following = blocks[at + 1]
    if line.text[-1] in "\"”’'" and line.text[0] in "\"“‘'":
        return False
    if line.text.endswith((":", "!")) and not _is_paragraph(labelling, following):
        return False
    if _is_paragraph(labelling, following) or following.role is Role.LIST_ITEM:
        return True
    first_of_row = at == 0 or not short[at - 1]
    return first_of_row and short[at + 1] and _is_question(line)


def _is_question(line: Line) -> bool:
    return line.text.rstrip(' "”’').endswith("?")


def _is_paragraph(labelling: Labelling, block: Block) -> bool:
    line = labelling.line(block)
    return len(line.words) >= _PARAGRAPH or (line.ends_full_stop and len(line.words) >= _PARAGRAPH // 2)
