"""Titles in the furniture of blogs: "Previous T Next T" pagers, and cards of a date and a headline cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.dates import DATE
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.related.titles import has_title_shape, relate
from cleaner.labels import Label, Reason

_POST = r"(?:\s?(?:Post|Article|Story))?\s*:?\s*"
_PREVIOUS = re.compile(rf"(?:Prev|«|←|‹)?\s*Previous{_POST}(?=[^\W_a-z]|[\"“‘'])")
_NEXT = re.compile(rf"Next{_POST}(?=[^\W_a-z]|[\"“‘'])")
_DOUBLED = re.compile(r"(?:PrevPrevious|Next(?=.*Next\W*$))")  # icon text and label run together
_DATE_GLUED = re.compile(DATE.pattern.removeprefix(r"\b"), re.IGNORECASE)  # 'KeeganAugust 19, 2024'
_LONGEST = 90  # words
_CARDS = 3  # in a row
_GAP = 4  # lines from one card's date to the next
_DATE_LINE = 6  # words
_ELLIPSES = ("...", "…")


def pagers(labelling: Labelling) -> None:
    """Lines that name the post before and the post after."""
    for block in labelling.open_blocks():
        if block.text[:1] not in "PN«←‹" or labelling.line(block).count > _LONGEST:
            continue
        spans = neighbours(block.text)
        if not spans:
            continue
        evidence = ("'Previous' or 'Next' before a headline", f"{len(spans)} headlines")
        if labelling.settle(block, Label.RELATED_LINKS, Reason.PAGER, *evidence):
            for span in spans:
                relate(
                    labelling,
                    block,
                    span,
                    cue="Next" if span[0] and block.text[: span[0]].rstrip(": ").endswith("Next") else "Previous",
                )


def neighbours(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the titles; none where the line could as well begin a sentence ("Previous studies ...")."""
    previous = _PREVIOUS.match(text)
    following = _NEXT.search(text, previous.end()) if previous else _NEXT.match(text)
    if (previous is None or following is None) and _DOUBLED.match(text) is None:
        return []
    spans = []
    if previous:
        spans.append((previous.end(), following.start() if following else len(text)))
    if following:
        spans.append((following.end(), len(text)))
    spans = [_title(text, *span) for span in spans]
    spans = _without_signature(text, spans)
    return [span for span in spans if span[0] < span[1] and has_title_shape(text[slice(*span)])]


def _title(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a date, and the label that a theme prints again behind."""
    date = _DATE_GLUED.search(text, start, end)
    if date:
        end = date.start()
    piece = re.sub(r"(?:Next|Previous|»|→|›)?\s*$", "", text[start:end])
    return start, start + len(piece)


def _without_signature(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the words that both titles end in: their author's name."""
    if len(spans) != 2:
        return spans
    words = [text[slice(*span)].split() for span in spans]
    shared = 0
    while shared < min(map(len, words)) - 1 and words[0][-1 - shared] == words[1][-1 - shared]:
        shared += 1
    if not 2 <= shared <= 3:
        return spans
    return [(start, start + len(text[start:end].rsplit(maxsplit=shared)[0])) for start, end in spans]


def dated_cards(labelling: Labelling) -> None:
    """Rows of a date, a headline cut short and a teaser, three or more of them."""
    blocks = labelling.document.blocks
    cards: list[Block] = []
    for block in blocks[1:]:
        if not _is_card(labelling, blocks, block):
            continue
        if cards and block.index - cards[-1].index > _GAP:
            _settle_cards(labelling, blocks, cards)
            cards = []
        cards.append(block)
    _settle_cards(labelling, blocks, cards)


def _is_card(labelling: Labelling, blocks: Sequence[Block], title: Block) -> bool:
    """Whether a block is a headline that ends in an ellipsis under a line that is a date."""
    if title.index in labelling.verdicts or title.role is Role.CELL or not title.text.endswith(_ELLIPSES):
        return False
    above = labelling.line(blocks[title.index - 1])
    return _is_date(above) and has_title_shape(title.text)


def _is_date(line: Line) -> bool:
    return line.count <= _DATE_LINE and line.date is not None


def _settle_cards(labelling: Labelling, blocks: Sequence[Block], titles: Sequence[Block]) -> None:
    if len(titles) < _CARDS:
        return
    evidence = ("a headline cut short under a date", f"{len(titles)} cards in a row")
    last = min(titles[-1].index + _GAP - 1, len(blocks))
    for block in blocks[titles[0].index - 1 : last]:
        if _is_date(labelling.line(block)) or block.text.endswith(_ELLIPSES):
            labelling.settle(block, Label.RELATED_LINKS, Reason.DATED_CARDS, *evidence)
    for title in titles:
        relate(labelling, title, (0, len(title.text)))
