"""Heading tags that head nothing: set around a paragraph, a stand-first, a kicker, or the heading above once more."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.labels import KEPT, Label, Reason

_MOST_WORDS = 16  # of a heading of several sentences
_STYLED_WORDS = 30  # of a heading tag around a paragraph
_HEADING = Label.HEADING
_SENTENCE = 8  # words of a full sentence


def styled_headings(labelling: Labelling) -> None:
    """Take heading tags off what is a paragraph, a stand-first, a kicker, or the heading above once more."""
    above: Block | None = None  # the kept block right above
    blocks = labelling.document.blocks
    labels = labelling.labels
    if not blocks or blocks[0].place is None:
        return
    for block in blocks:
        label = labels[block.index]
        if label is not _HEADING or block.role is not Role.HEADING:
            above = block if label in KEPT else above
            continue
        line = labelling.line(block)
        if above is not None and above.role is Role.HEADING and labelling.line(above).key == line.key:
            labelling.overrule(block, Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, "the heading above once more")
        elif _is_stand_first(labelling, above, line, blocks[block.index + 1 : block.index + 2]):
            labelling.overrule(block, Label.DEK, Reason.STYLED_HEADING, "right under the title")
            labelling.describe(dek=block.text)
        elif _is_title(labelling, above) and _is_signed(labelling, blocks[block.index + 1 : block.index + 2]):
            evidence = "between the title and the byline"
            labelling.overrule(block, Label.CATEGORY, Reason.STYLED_HEADING, evidence)
            labelling.describe(category=block.text)
            continue
        elif _is_paragraph(line):
            labelling.overrule(block, Label.BODY, Reason.STYLED_HEADING, f"{len(line.words)} words, full sentences")
        above = block


def _is_title(labelling: Labelling, above: Block | None) -> bool:
    return above is not None and labelling.label_of(above) is Label.TITLE


def _is_signed(labelling: Labelling, below: Sequence[Block]) -> bool:
    """Whether the byline or the date follows: what stands above it heads no section, but names a column or a topic."""
    return any(labelling.label_of(block) in (Label.BYLINE, Label.DATE) for block in below)


def _is_stand_first(labelling: Labelling, above: Block | None, line: Line, below: Sequence[Block]) -> bool:
    """A sentence right under the title, with its full stop or with the byline below it."""
    if not _is_title(labelling, above) or len(line.words) < _SENTENCE or line.text[0].isdigit():
        return False
    return line.ends_full_stop or _is_signed(labelling, below)


def _is_paragraph(line: Line) -> bool:
    if line.is_question:
        return False
    return len(line.words) > _STYLED_WORDS or (
        line.sentences > 1 and line.ends_full_stop and len(line.words) > _MOST_WORDS
    )
