"""What class, id and role words say a block is. The words stand in `data/hints.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from cleaner.boilerplate.wordlists import rows
from cleaner.labels import Label


@dataclass(frozen=True, slots=True)
class Mark:
    """`short`: counts for blocks that are no prose only."""

    label: Label
    short: bool


@cache
def certain_marks() -> dict[str, Mark]:
    """Words that settle a block by themselves."""
    return {word: mark for certainty, word, mark in _marks() if certainty == "certain"}


@cache
def likely_marks() -> dict[str, Mark]:
    """Words that name the kind of a block known to be boilerplate; the first mention of a word counts."""
    found: dict[str, Mark] = {}
    for _, word, mark in _marks():
        found.setdefault(word, mark)
    return found


def _marks() -> list[tuple[str, str, Mark]]:
    return [
        (certainty, word, Mark(Label(label), scope == "short"))
        for certainty, label, scope, words in rows("hints.tsv")
        for word in words.split()
    ]


@lru_cache(maxsize=1_000)
def name_of(hints: frozenset[str], otherwise: Label) -> Label:
    """What a block known to be boilerplate is, by the words around it."""
    marks = likely_marks()
    labels = [marks[word].label for word in sorted(hints.intersection(marks))]
    return max(labels, key=labels.count) if labels else otherwise


@lru_cache(maxsize=1_000)
def certain_words(hints: frozenset[str]) -> tuple[tuple[str, Mark], ...]:
    """Those that settle a block by themselves, in the order of the alphabet."""
    marks = certain_marks()
    return tuple((word, marks[word]) for word in sorted(hints.intersection(marks)))
