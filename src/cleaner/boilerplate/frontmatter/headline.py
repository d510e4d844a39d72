"""The head of a marked-up page: its printed title, copies of it, stand-first, byline, date and breadcrumb."""

from __future__ import annotations

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.measures import folded
from cleaner.labels import Label, Reason

_DEK = frozenset(
    {
        "dek",
        "deck",
        "standfirst",
        "subtitle",
        "subheadline",
        "subhead",
        "subheading",
        "strapline",
        "alternativeheadline",
    }
)
_CRUMBS = frozenset({"breadcrumb", "breadcrumbs"})
_BYLINE = frozenset({"byline", "author", "authors"})
_DATE = frozenset({"date", "published", "datepublished", "datemodified", "timestamp", "pubdate", "updated"})
_NEAR = 12  # blocks from the title within which its stand-first, byline and date stand
_DEK_WORDS = (5, 70)
_LATE = 0.5  # share of the page's prose before it from which a heading is no title any more
_FEW = 12  # words of a byline or date, at most


def headline(labelling: Labelling) -> None:
    """Settle the printed title and what belongs to it."""
    blocks = labelling.document.blocks
    if not blocks or blocks[0].place is None:
        return
    title = _title(labelling)
    _breadcrumbs(labelling)
    if title is None:
        return
    labelling.overrule(title, Label.TITLE, Reason.PAGE_TITLE, f"<{_tag(title)}> that the page's head confirms")
    key = folded(title.text)
    for block in labelling.open_blocks():
        if block.role is Role.HEADING and folded(block.text) == key:
            labelling.settle(block, Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, "the title again")
    for block in blocks[max(0, title.index - _NEAR) : title.index + _NEAR]:
        if block.index not in labelling.verdicts:
            _beside(labelling, title, block)


def _tag(block: Block) -> str:
    return f"h{block.level}" if block.level else "title"


def _title(labelling: Labelling) -> Block | None:
    """The heading that says the title, a first-level one before others, outside menus."""
    key = folded(labelling.metadata.title)
    if not key:
        return None
    prose = labelling.measures.prose
    late = _LATE * float(prose.sum())
    found = [
        block
        for block in labelling.document.blocks
        if block.role is Role.HEADING
        and block.place
        and folded(block.text) == key
        and float(prose[: block.index].sum()) <= late
    ]
    found.sort(key=lambda block: (block.place.hidden if block.place else False, block.level or 9, block.index))
    return found[0] if found else None


def _breadcrumbs(labelling: Labelling) -> None:
    hints = labelling.measures.hints
    crumbs = [
        block
        for block in labelling.document.blocks
        if _CRUMBS & hints[block.index] and not labelling.measures.prose[block.index]
    ]
    for block in crumbs:
        verdict = labelling.verdicts.get(block.index)
        if verdict is None or verdict.label is Label.NAVIGATION:
            labelling.overrule(block, Label.CATEGORY, Reason.BREADCRUMB_MARK, "stands under 'breadcrumb'")


def _beside(labelling: Labelling, title: Block, block: Block) -> None:
    """A stand-first, byline or date by its class, near the title."""
    hints = labelling.measures.hints[block.index]
    words = labelling.measures.words[block.index]
    if block.index > title.index and _DEK & hints and _DEK_WORDS[0] <= words <= _DEK_WORDS[1]:
        if labelling.settle(block, Label.DEK, Reason.DEK_MARK, f"stands under '{min(_DEK & hints)}' below the title"):
            labelling.describe(dek=block.text)
    elif words <= _FEW and block.role is not Role.HEADING:
        if _DATE & hints and any(character.isdigit() for character in block.text):
            labelling.settle(block, Label.DATE, Reason.DATE_MARK, f"stands under '{min(_DATE & hints)}' near the title")
        elif _BYLINE & hints:
            labelling.settle(
                block, Label.BYLINE, Reason.BYLINE_MARK, f"stands under '{min(_BYLINE & hints)}' near the title"
            )
