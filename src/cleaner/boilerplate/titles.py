"""Reading a title out of a line: from the words a rule found to the characters a reader sees."""

from __future__ import annotations

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import TITLE_WORDS, Line

_OPENING = "\"'“‘«([¿¡#"
_CLOSING = "\"'”’»)]?!%…®™+"
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
        fewest <= len(line.words) <= most
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
