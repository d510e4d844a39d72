"""Lines of stock phrases: navigation, sharing, sign-up, consent, advertising, terms, comments."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import AMBIGUOUS, HOME, HOME_WORDS, START, WHOLE
from cleaner.boilerplate.wording.cues import CueKind, is_menu
from cleaner.labels import Label, Reason

LABELS = {
    CueKind.NAVIGATION: Label.NAVIGATION,
    CueKind.SHARE: Label.SHARE,
    CueKind.NEWSLETTER: Label.NEWSLETTER,
    CueKind.COOKIE: Label.COOKIE,
    CueKind.AD: Label.AD,
    CueKind.LEGAL: Label.LEGAL,
    CueKind.COMMENTS: Label.COMMENTS,
}
# Kinds whose phrases no article uses in passing, and the longest line (words) that they decide about alone.
_PARTS = {CueKind.NAVIGATION: 30, CueKind.SHARE: 60, CueKind.NEWSLETTER: 60, CueKind.COOKIE: 120, CueKind.LEGAL: 60}
_STARTS = {
    CueKind.NAVIGATION: 40,
    CueKind.SHARE: 40,
    CueKind.NEWSLETTER: 40,
    CueKind.AD: 25,
    CueKind.LEGAL: 60,
    CueKind.COMMENTS: 40,
}
_CERTAIN = frozenset({CueKind.SHARE, CueKind.NEWSLETTER, CueKind.LEGAL, CueKind.COMMENTS})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_BREADCRUMB = re.compile(
    r"(?:you are here:?\s*)?(?:home|startseite|inicio|início|accueil)\s*[>›»→/]\s*\w", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"^\W{0,3}(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}|by\b|all\b)", re.IGNORECASE)
_COPYRIGHT_PART = re.compile(r"\s[–—|·•-]\s+(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d\b", re.IGNORECASE)
_COPYRIGHT_SIGNS = ("©", "(c)", "(C)", "opyright", "OPYRIGHT")
_BY = frozenset({"by", "von", "por", "par", "przez"})
_TEAMS = (["the"], ["our"])
_FEWEST_MENU = 3  # words
_REVIEWED = 10  # words of "Reviewed by the editorial team", at most
_FOOTER = 25  # words of a footer on one line
_MENU_SHARE = 0.2  # of function words: fewer in menus, more in sentences
_FORM = 40  # words: a longer line of few function words that begins as a prompt goes on with a form's choices


def stock_lines(labelling: Labelling) -> None:
    """Lines that stock phrases decide about: by the whole line, or by a beginning or part that only boilerplate has."""
    blocks = labelling.document.blocks
    for block in labelling.open_where(_may_tell(labelling.scan)):
        if block.role is Role.CELL:
            continue
        line = labelling.line(block)
        if not line.count:
            continue
        for kind in sorted(line.stock & LABELS.keys()) if line.stock else ():
            labelling.settle(block, LABELS[kind], Reason.CUE_LINE, f"the whole line is '{block.text}'")
        if line.ambiguous_stock and block.index not in labelling.verdicts and not _opens_text(labelling, blocks, block):
            for kind in sorted(line.ambiguous_stock & LABELS.keys()):
                evidence = (f"the whole line is '{block.text}'", "no text under it")
                labelling.settle(block, LABELS[kind], Reason.CUE_LINE, *evidence)
        if block.index not in labelling.verdicts:
            _by_words(labelling, block, line)


def _may_tell(scan: Scan) -> NDArray[np.bool_]:
    """The lines that hold a word or sign of any phrase, path, address or notice."""
    return (
        (scan.openings & (WHOLE | AMBIGUOUS | START) > 0)
        | (scan.line_triggers & HOME > 0)
        | scan.has_part
        | scan.holding("http", "www.", *_COPYRIGHT_SIGNS)
    )


def _opens_text(labelling: Labelling, blocks: tuple[Block, ...], block: Block) -> bool:
    """Whether an ambiguous word heads a paragraph or stands in a list."""
    if block.role is Role.LIST_ITEM and block.place is None:
        return True
    following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
    return following is not None and labelling.line(following).is_prose


def _names_no_reviewer(line: Line) -> bool:
    """ "Medically reviewed by the editorial team": a byline in which no name follows."""
    phrase = line.opening.get(CueKind.BYLINE)
    if phrase is None or line.ends_sentence or line.starts_lower:
        return False
    length = phrase.count(" ") + 1
    return length > 1 and line.words[length - 1] in _BY and line.words[length : length + 1] in _TEAMS


def _by_words(labelling: Labelling, block: Block, line: Line) -> None:
    count = line.count
    if any(map(line.text.__contains__, _COPYRIGHT_SIGNS)):
        if _COPYRIGHT.match(line.text):
            labelling.settle(block, Label.LEGAL, Reason.CUE_WORDS, "begins with a copyright notice")
            return
        if count <= _FOOTER and not line.ends_full_stop and _COPYRIGHT_PART.search(line.text):
            labelling.settle(block, Label.LEGAL, Reason.CUE_WORDS, "a copyright notice among other short parts")
            return
    is_path = count <= _STARTS[CueKind.NAVIGATION] and not HOME_WORDS.isdisjoint(line.words) and not line.ends_full_stop
    if is_path and _BREADCRUMB.match(line.text):
        labelling.settle(block, Label.CATEGORY, Reason.BREADCRUMB_SHAPE, "a path that begins at the home page")
        return
    if _FEWEST_MENU <= count <= _FOOTER and not line.ends_sentence and is_menu(line.words):
        labelling.settle(block, Label.NAVIGATION, Reason.CUE_LINE, "nothing but stock phrases, one behind the other")
        return
    if count <= _REVIEWED and _names_no_reviewer(line):
        labelling.settle(block, Label.BYLINE, Reason.BYLINE_SHAPE, "a reviewer without a name")
        return
    if line.text[0] in "hHwW" and _ADDRESS.fullmatch(line.text):
        labelling.settle(block, Label.NAVIGATION, Reason.CUE_WORDS, "nothing but an address")
        return
    if not line.opening and not line.holds:
        return
    menu_like = line.function_share <= _MENU_SHARE
    for kind, phrase in line.opening.items():
        unfinished = kind is CueKind.NAVIGATION and " " in phrase and not line.ends_sentence
        certain = menu_like or unfinished or kind in _CERTAIN
        short = count <= _STARTS.get(kind, 0) and certain
        if short or (kind is CueKind.NEWSLETTER and count > _FORM and menu_like):
            labelling.settle(block, LABELS[kind], Reason.CUE_WORDS, f"begins with '{phrase}'")
    if block.index in labelling.cuts and line.is_prose:
        return  # what it holds may be what was cut
    for kind, phrase in line.holds.items():
        if count <= _PARTS.get(kind, 0):
            labelling.settle(block, LABELS[kind], Reason.CUE_WORDS, f"holds '{phrase}'")
