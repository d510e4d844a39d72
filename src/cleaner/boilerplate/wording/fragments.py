"""Words of buttons and advertisement notes stuck to a paragraph; `data/fragments.tsv` has them."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.scan.characters import CAPITAL, SPACE
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import FRAGMENT
from cleaner.boilerplate.wordlists import rows
from cleaner.labels import Label, Reason

_FEWEST_WORDS = 12  # of a paragraph that something may be stuck to
_BOUNDARY = re.compile(r"[.!?…»)\]][\"'”’»)\]]*\s+(?=[^\W\d_])")  # behind a sentence, or a bracket
_ENDS_SENTENCE = re.compile(r"[.!?…]")
_ENDS_CREDIT = re.compile(
    r"\([^()]*(?:\b(?:images?|photos?|getty|reuters|ap|afp|shutterstock|istock|via)\b|/)[^()]*\)\s+$", re.IGNORECASE
)
_REACH = 120  # characters in which a credit stands
_OPENS_SENTENCE = re.compile(r"\s*[\"“‘«(\[]?[^\W_a-zà-ž]")
_SIGNS = " »›→>."  # that buttons end in


def fragments(labelling: Labelling) -> None:
    """Cut stock phrases that stand between the sentences of a paragraph, or behind its last."""
    scan = labelling.scan
    pattern = _phrases()
    for block in labelling.open_where((scan.counts >= _FEWEST_WORDS) & _may_hold(scan)):
        if block.role in (Role.CELL, Role.HEADING):
            continue
        for boundary in _BOUNDARY.finditer(block.text):
            match = pattern.match(block.text, boundary.end())
            if match and (label := _label(block.text, match, boundary)):
                evidence = (f"the words '{match[0]}'", "behind a sentence or a credit, and no part of either")
                reason = Reason.EXPANDER if label is Label.OTHER_BOILERPLATE else Reason.STUCK_FRAGMENT
                labelling.cut(block, *match.span(), label, reason, *evidence)


def link_notes(labelling: Labelling) -> None:
    """Cut what pages say in brackets of a link to those who cannot see it: "(opens in a new tab)"."""
    for block in labelling.open_where(labelling.scan.holding("(", "[")):
        for match in _notes().finditer(block.text):
            evidence = "what pages say of a link in brackets"
            if match.span() == (0, len(block.text)):
                labelling.settle(block, Label.NAVIGATION, Reason.STUCK_FRAGMENT, evidence)
            else:
                labelling.cut(block, *match.span(), Label.NAVIGATION, Reason.STUCK_FRAGMENT, evidence)


@cache
def _notes() -> re.Pattern[str]:
    phrases = sorted(phrase for phrase, (place, _) in _known().items() if place == "note")
    return re.compile(rf"\s?[(\[]\s?(?:{'|'.join(map(re.escape, phrases))})\s?[)\]]", re.IGNORECASE)


def _may_hold(scan: Scan) -> NDArray[np.bool_]:
    """The lines that print one of the phrases' first words with a capital behind white space."""
    starts = scan.word_starts[scan.triggers & FRAGMENT > 0]
    starts = starts[(scan.classes[starts] & CAPITAL > 0) & (scan.classes[starts - 1] & SPACE > 0)]
    found = np.zeros(scan.size, dtype=bool)
    found[scan.rows[starts]] = True
    return found


def _label(text: str, match: re.Match[str], boundary: re.Match[str]) -> Label | None:
    """The label of a phrase that is no part of a sentence: it begins with a capital behind an end, and before another
    sentence or nothing."""
    place, label = _known()[match[0].lower()]
    if not match[0][0].isupper():
        return None
    ends_block = not text[match.end() :].strip(_SIGNS)
    if place == "credit":
        credit = _ENDS_CREDIT.search(text, max(0, boundary.start() - _REACH), boundary.end())
        return label if ends_block and credit else None
    if not _ENDS_SENTENCE.match(boundary[0]):
        return None
    between = place == "between" and _OPENS_SENTENCE.match(text, match.end())
    return label if ends_block or between else None


@cache
def _known() -> dict[str, tuple[str, Label]]:
    """Phrase -> where it counts and what it is."""
    return {phrase: (place, Label(label)) for label, place, _language, phrase in rows("fragments.tsv")}


@cache
def _phrases() -> re.Pattern[str]:
    """The phrases as one pattern, longest first."""
    stuck = [phrase for phrase, (place, _) in _known().items() if place != "note"]
    longest_first = sorted(stuck, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
