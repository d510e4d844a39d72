"""The cue words of assertions: the tables, and where their phrases stand in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product

from cleaner.language.vocabulary.words import WORD, rows


class Kind(StrEnum):
    """What a cue says of the mentions in its reach."""

    NEGATED = "negated"
    HEDGED = "hedged"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    OTHER = "other"
    PSEUDO = "pseudo"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue's words; `before`: it speaks of what stands before it. `scope` names how far it reaches."""

    words: tuple[str, ...]
    kind: Kind
    before: bool
    scope: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase in a text: words `first` up to, not including, `last`."""

    first: int
    last: int
    phrase: Phrase


def find(lowered: list[str], first: int, last: int) -> Iterator[Cue]:
    """The cues among the words `first` to `last`, left to right, the longest where several begin."""
    table = _by_first_word()
    index = first
    while index < last:
        step = 1
        for phrase in table.get(lowered[index], ()):
            size = len(phrase.words)
            if (
                index + size <= last
                and tuple(lowered[index : index + size]) == phrase.words
                and not _counts(lowered, index)
            ):
                yield Cue(index, index + size, phrase)
                step = size
                break
        index += step


def _counts(lowered: list[str], index: int) -> bool:
    """ "No. 1" denies nothing."""
    return lowered[index] == "no" and index + 1 < len(lowered) and lowered[index + 1].isdigit()


@cache
def stops(scope: str) -> frozenset[str]:
    """The words that end a reach of this kind."""
    return frozenset(
        word for word, scopes, *_ in rows(__package__, "data/assertion_stops.tsv") if scope in scopes.split()
    )


@cache
def claim_verbs() -> frozenset[str]:
    """Verbs that part what an embedded claim is about from what it says of it."""
    return frozenset(row[0] for row in rows(__package__, "data/claim_verbs.txt"))


@cache
def _by_first_word() -> dict[str, list[Phrase]]:
    table: dict[str, dict[tuple[str, ...], Phrase]] = defaultdict(dict)
    for written, kind, side, scope, *_ in rows(__package__, "data/assertion_cues.tsv"):
        for choice in product(*(part.split("/") for part in written.split())):
            words = tuple(cut(" ".join(choice)))
            table[words[0]][words] = Phrase(words, Kind(kind), side == "before", scope)
    return {word: sorted(phrases.values(), key=lambda p: -len(p.words)) for word, phrases in table.items()}


def cut(text: str) -> list[str]:
    """The words of a text, in lower case; "don't" and "can't" are a verb and "not"."""
    return plain([match.group().lower() for match in WORD.finditer(text)])


def plain(lowered: list[str]) -> list[str]:
    """Contracted negations spelled out: "don t" reads "do not", as many words as before."""
    spelled = list(lowered)
    for index, word in enumerate(lowered):
        if word == "t" and index and (verb := lowered[index - 1]).endswith("n"):
            spelled[index] = "not"
            spelled[index - 1] = verb if verb == "can" else verb[:-1]
    return spelled
