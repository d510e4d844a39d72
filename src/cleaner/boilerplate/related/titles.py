"""Reading a title out of a line: from the words a rule found to the characters a reader sees."""

from __future__ import annotations

import re
from collections import Counter

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import TITLE_WORDS, Line

_OPENING = "\"'“‘«([¿¡#"
_CLOSING = "\"'”’»)]?!%…®™+"
_FEWEST_COUNTED = 2
_RUN_TOGETHER = re.compile(r"[a-zà-ž][A-ZÀ-Ž]")  # entries of a menu without space between
_MENU = 3
_SHORTEST_PIECE = 8  # characters
_ELLIPSES = ("...", "…")


def title_span(line: Line, first: int, stop: int) -> tuple[int, int]:
    """Characters of words `first` to `stop - 1` with the quotes, question marks, ellipses that belong to them."""
    start, end = line.spans[first][0], line.spans[stop - 1][1]
    text = line.text
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    if text.startswith("...", end):
        end += 3
    if text[end : end + 1] == "." and _is_initialism(text, start, end):
        end += 1
    return start, end


def _is_initialism(text: str, start: int, end: int) -> bool:
    """Whether the title ends like "U.S.": the point belongs to the word."""
    return end - start > 3 and text[end - 2] == "." and text[end - 1].isupper()


def has_title_shape(title: str) -> bool:
    """Whether words could be a headline: long enough, one or two sentences, beginning as headlines begin."""
    fewest, most = TITLE_WORDS
    line = Line(title)
    return (
        fewest <= line.count <= most
        and len(_RUN_TOGETHER.findall(title)) < _MENU
        and not title.lstrip(_OPENING)[:1].islower()
        and line.sentences <= 2
        and not line.ends_full_stop
    )


def is_cut(text: str, end: int) -> bool:
    """Whether an ellipsis stands at `end`."""
    return text.startswith(_ELLIPSES, end) or text.startswith(_ELLIPSES, end + 1)


def relate(
    labelling: Labelling, block: Block, span: tuple[int, int], *, cue: str | None = None, copies: int = 1
) -> None:
    """Record the title at `span` of the block's text, with the address of a link there."""
    start, end = span
    url = next((link.url for link in block.links if link.start < end and link.end > start), None)
    labelling.relate(block.text[start:end], block.start + start, cue=cue, copies=copies, url=url)


_TOPIC = re.compile(r"(?<!\S)[A-ZÀ-Ž][A-ZÀ-Ž&]{2,}(?:\s+(?:&\s+)?[A-ZÀ-Ž]{3,}){0,3}(?!\S)")
_COUNT = re.compile(r"(?<!\S)(\d{1,2})(?=\s)")


def split_run(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the titles of a run in which the same topic in capitals, or a count, stands before each.

    The whole text where neither does. Pieces without a headline's shape are left out.
    """
    marks = _topics(text) or _counts(text)
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(text)]
    spans = (_stripped(text, start, end) for start, end in zip(starts, ends, strict=True))
    found = [(start, end) for start, end in spans if start < end and has_title_shape(text[start:end])]
    return found if marks or len(found) == 1 else []


def _topics(text: str) -> list[tuple[int, int]]:
    """Where words in capitals stand that the text holds at least twice."""
    found = list(_TOPIC.finditer(text))
    counted = Counter(match[0] for match in found)
    return [match.span() for match in found if counted[match[0]] > 1]


def _counts(text: str) -> list[tuple[int, int]]:
    """Where 1, 2, 3 ... stand in order, perhaps more than once."""
    marks: list[tuple[int, int]] = []
    expected = 1
    for match in _COUNT.finditer(text):
        if marks and match.start() - marks[-1][1] < _SHORTEST_PIECE:
            continue  # the title itself begins with a figure
        if int(match[1]) == expected or (int(match[1]) == 1 and expected > _FEWEST_COUNTED):
            marks.append(match.span())
            expected = int(match[1]) + 1
    return marks if len(marks) > _FEWEST_COUNTED else []


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
