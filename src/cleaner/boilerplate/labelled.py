"""Related titles behind a label: "MORE: T", "(Read: T)" in a paragraph, "You may also like" and the lines under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.cues import (
    is_lead,
    label_length,
)
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.titles import has_title_shape, relate
from cleaner.labels import Label, Reason

_SEPARATOR = re.compile(r"\s*[:»>|]+\s*|\s+[–—-]\s+")
_BRACKETED = re.compile(r"[(\[]([^()\[\]:]{3,40}):\s*([^()\[\]]{10,250})[)\]]")
_WHOLE_BRACKET = re.compile(r"[(\[](.*)[)\]]\.?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SHORTEST_TITLE = 3  # words
_LONGEST_TITLE = 32  # words of a title that a label and a colon stand before
_SHORTEST_BARE = 4  # words of a title in a list under a label
_LONGEST_LIST = 60
_TEASER = 3  # words at most: a topic or a date between two titles


def labelled_titles(labelling: Labelling) -> None:
    """A line that is a label and one title; likewise in brackets inside a paragraph."""
    for block in labelling.open_blocks():
        if block.role in (Role.CELL, Role.HEADING):
            continue
        line = labelling.line(block)
        if "(" in block.text or "[" in block.text:
            _bracketed(labelling, block)
        found = _label_and_title(line)
        if found is None:
            continue
        label, start, end = found
        if labelling.settle(
            block, Label.RELATED_LINKS, Reason.LABELLED_TITLE, f"label '{label}'", "one title behind it"
        ):
            relate(labelling, block, (start, end), cue=label)


def _label_and_title(line: Line) -> tuple[str, int, int] | None:
    """The label and the title's place in the text, where the line is those two."""
    bracket = _WHOLE_BRACKET.fullmatch(line.text) if line.text[0] in "([" else None
    length = label_length(line.words)
    if not length or length == len(line.words):
        return None
    label_end = line.spans[length - 1][1]
    label = line.text[line.spans[0][0] : label_end]
    separator = _SEPARATOR.match(line.text, label_end)
    offset = separator.end() if separator else label_end
    end = len(line.text) if bracket is None else bracket.end(1)
    while offset < end and line.text[offset].isspace():
        offset += 1
    title = line.text[offset:end].rstrip()
    count = len(line.words) - length
    if not title or title[0].islower() or not _SHORTEST_TITLE <= count <= _LONGEST_TITLE:
        return None
    if separator is not None and separator[0].strip() and separator[0].strip() not in "–—-":
        good = Line(title).sentences <= 3 and (
            not Line(title).ends_full_stop or is_lead(line.words[:length]) or label[0].isupper()
        )
    else:
        good = is_lead(line.words[:length]) and label[0].isupper() and has_title_shape(title)
    return (label, offset, offset + len(title)) if good else None


def _bracketed(labelling: Labelling, block: Block) -> None:
    """ "(Read: T)" in mid-paragraph."""
    for match in _BRACKETED.finditer(block.text):
        label = Line(match[1])
        if match.span() == (0, len(block.text)) or not label.is_label or not has_title_shape(match[2].rstrip(". ")):
            continue
        evidence = (f"label '{match[1]}'", "in brackets of its own")
        labelling.cut(block, *match.span(), Label.RELATED_LINKS, Reason.LABELLED_TITLE, *evidence)
        relate(labelling, block, match.span(2), cue=match[1])


def labelled_lists(labelling: Labelling) -> None:
    """A label on a line of its own, and the headlines in the lines under it."""
    blocks = labelling.document.blocks
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.index in labelling.verdicts or block.role is Role.CELL or not labelling.line(block).is_label:
            at += 1
            continue
        titles = _titles_below(labelling, blocks, at + 1)
        _settle_list(labelling, block, titles)
        at = titles[-1].index + 1 if titles else at + 1


def _settle_list(labelling: Labelling, label: Block, members: Sequence[Block]) -> None:
    line = labelling.line(label)
    titles = [member for member in members if len(labelling.line(member).words) >= _SHORTEST_BARE]
    if not titles and not is_lead(line.words) and ":" not in label.text:
        return
    words = label.text.rstrip(" :.…")
    labelling.settle(
        label, Label.RELATED_LINKS, Reason.LABELLED_LIST, f"label '{words}'", f"{len(titles)} titles under it"
    )
    for member in members:
        labelling.settle(
            member, Label.RELATED_LINKS, Reason.LABELLED_LIST, f"under the label '{words}'", "shape of a headline"
        )
        if member in titles and not _ADDRESS.match(member.text):
            relate(labelling, member, (0, len(member.text)), cue=words)


def _titles_below(labelling: Labelling, blocks: Sequence[Block], at: int) -> list[Block]:
    """The headlines and teasers from `at` on. The last is given back where a paragraph follows: it is its heading."""
    members: list[Block] = []
    stop = at
    for block in blocks[at : at + _LONGEST_LIST]:
        line = labelling.line(block)
        if block.index in labelling.verdicts or block.role is Role.CELL or not _may_be_listed(line):
            break
        members.append(block)
        stop += 1
    following = blocks[stop] if stop < len(blocks) else None
    if (
        members
        and following is not None
        and labelling.line(following).is_prose
        and following.index not in labelling.verdicts
    ):
        members.pop()
    while members and len(labelling.line(members[-1]).words) <= _TEASER:
        members.pop()
    return members


def _may_be_listed(line: Line) -> bool:
    if line.is_label or line.stock or line.ambiguous_stock:
        return False
    if len(line.words) <= _TEASER:
        return True
    return has_title_shape(line.text) and not line.opening and not line.holds
