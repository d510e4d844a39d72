"""Sentences in which a page says what it is not, read by the parts they share; `data/disclaiming.tsv` has the words.

"This leaflet does not replace advice from your doctor": the page (`this leaflet`), a denial, what it does not stand in
for, and whose judgement that is. "Supplements do not replace advice from your doctor" names no page: it is advice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.boilerplate.wordlists import WORD, rows

_SENTENCE_END = re.compile(r"[.!?;]\s+")
_NEAR = 3  # words from "this" to the page's name: "this general health information"
_REACH = 9  # words from the denial to what is denied, and on to whose judgement that is
_AIMS = frozenset({"diagnose", "treat", "cure", "prevent", "mitigate"})  # what only medicines are for
_FEWEST_AIMS = 2  # one alone may speak of a medicine: "not meant to treat acute attacks"
_WITHOUT = frozenset({"without", "ohne"})  # "do not use this guide without medical advice"
_NOT_MEANT = (("not", "intended", "to"), ("not", "meant", "to"), ("not", "designed", "to"))

Words = Sequence[str]


def disclaims(text: str) -> str | None:
    """The words by which a text says what the page, or what it sells, is not; None where it does not."""
    for sentence in _SENTENCE_END.split(text):
        words = WORD.findall(sentence.lower().replace("’", "'"))
        if not may_disclaim(words):
            continue
        found = _limit(words) or _page_denies(words) or _unreviewed(words) or _no_medicine(words)
        if found:
            return found
    return None


def may_disclaim(words: Words) -> bool:
    """Whether the words hold what every disclaimer holds: false for most text, and quick to say."""
    limits, denials, denied = needed_words()
    if not limits.isdisjoint(words):
        return True
    return not denials.isdisjoint(words) and not denied.isdisjoint(words)


@cache
def needed_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """One word of each phrase that limits, that denies, and that says what is denied or by whom."""

    def one_of_each(*parts: str) -> frozenset[str]:
        phrases = [phrase for part in parts for same in _phrases()[part].values() for phrase in same]
        words = {max(phrase, key=len) for phrase in phrases}
        return frozenset(words | {word.replace("'", "’") for word in words})

    return one_of_each("limit"), one_of_each("denial"), one_of_each("advice", "expert", "review") | _AIMS


def _limit(words: Words) -> str | None:
    """ "For information only"."""
    return next((" ".join(words[start:end]) for start, end in _places(words, "limit")), None)


def _page_denies(words: Words) -> str | None:
    """ "This page is not a substitute for a doctor", "Nothing on this page is medical advice"."""
    named = _self_named(words)
    if named is None:
        return None
    for start, end in _places(words, "denial"):
        denied = _denied(words, start, end)
        if denied is not None and named[0] < denied:
            return f"{' '.join(words[slice(*named)])} ... {' '.join(words[start:denied])}"
    return None


def _denied(words: Words, start: int, end: int) -> int | None:
    """Where what the denial at words `start` to `end - 1` denies ends."""
    advice = _first(words, "advice", end)
    if advice is not None and advice[0] - end <= _REACH and _WITHOUT.isdisjoint(words[end : advice[0]]):
        return advice[1]
    stand = _first(words, "stand", max(0, start - 1))  # "ersetzt keinen Besuch"
    if stand is None or stand[0] - end > _REACH:
        return None
    expert = _first(words, "expert", max(stand[1], end))
    return expert[1] if expert is not None and expert[0] - stand[1] <= _REACH else None


def _self_named(words: Words) -> tuple[int, int] | None:
    """Where the page names itself, first of all; not behind a condition ("if this page ...")."""
    for start, end in _places(words, "page"):
        for pointer in range(start - 1, max(-1, start - 1 - _NEAR), -1):
            if words[pointer] in _pointers():
                return pointer, end
        if start == 0:
            return start, end  # "Information on this site", "Answers here"
    return None


def _unreviewed(words: Words) -> str | None:
    """ "These statements have not been evaluated by ..." """
    claim = _first(words, "claim", 0)
    denial = _first(words, "denial", 0)
    review = _first(words, "review", denial[1]) if denial else None
    if claim is None or denial is None or review is None:
        return None
    return " ".join(words[min(claim[0], denial[0]) : max(claim[1], review[1])])


def _no_medicine(words: Words) -> str | None:
    """ "Not intended to diagnose, treat, cure or prevent any disease"."""
    for at in range(len(words) - 3):
        if tuple(words[at : at + 3]) in _NOT_MEANT:
            aims = words[at + 3 : at + 3 + _REACH]
            if sum(word in _AIMS for word in aims) >= _FEWEST_AIMS:
                return " ".join(words[at : at + 3 + _REACH])
    return None


@cache
def _phrases() -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """Part -> first word -> phrases, longest first."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for part, _language, phrase in rows("disclaiming.tsv"):
        words = tuple(WORD.findall(phrase))
        found[part][words[0]].append(words)
    return {
        part: {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}
        for part, by_first in found.items()
    }


@cache
def _pointers() -> frozenset[str]:
    return frozenset(_phrases()["pointer"])


def _places(words: Words, part: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Half-open word offsets of the part's phrases, in order."""
    known = _phrases()[part]
    for at in range(start, len(words)):
        for phrase in known.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield at, at + len(phrase)
                break


def _first(words: Words, part: str, start: int) -> tuple[int, int] | None:
    return next(_places(words, part, start), None)
