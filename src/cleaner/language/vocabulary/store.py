"""A vocabulary in use: which terms stand where in a sequence of words, and what concept a number is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary import artefact
from cleaner.language.vocabulary.words import fold, key

LABELS = tuple(EntityLabel)
# How a term must be written in the text. What is only linked the finder never finds: it names what was recognised.
ANY_CASE, CAPITALS, CAPITALISED, ONLY_LINKED = range(4)
LAST = 0x80  # flag of a term's last sense
_CASE = 0x0F
_CACHED_WORDS = 200_000
_SHIFT = np.uint64(32)


@dataclass(frozen=True, slots=True)
class ConceptRecord:
    """What a mention refers to. `xrefs` are `VOCABULARY:ID`."""

    id: str
    name: str
    xrefs: tuple[str, ...] = ()

    @property
    def vocabulary(self) -> str:
        """The vocabulary the id belongs to, as the contract names it."""
        if self.id[:1] in "DC" and self.id[1:].isdigit():
            return "MeSH"
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a term: what it is, and how it must be written to be read so."""

    concept: ConceptRecord
    label: EntityLabel
    case: int = ANY_CASE


class Hit(NamedTuple):
    """A term in a sequence of words: word `first` up to, not including, `last`; `value` names its senses."""

    first: int
    last: int
    value: int


class Vocabulary:
    """A compiled vocabulary, mapped into memory and read only."""

    def __init__(self, path: Path) -> None:
        self._tables, self._header = artefact.read(path)
        words = self._tables.words.tobytes().decode().split("\n")
        self._numbers = dict(zip(words, range(len(words)), strict=True))
        self._by_surface: dict[str, int] = {}
        self._by_value: dict[int, tuple[Sense, ...]] = {}

    @property
    def digest(self) -> str:
        """Names the content, for fingerprints."""
        return str(self._header["digest"])

    @property
    def provenance(self) -> dict[str, Any]:
        return dict(self._header["provenance"])

    def numbers(self, surfaces: Iterable[str]) -> list[int]:
        """The numbers of the words' folded forms; -1 for a word no term has."""
        cached = self._by_surface
        if len(cached) >= _CACHED_WORDS:
            cached.clear()
        found = []
        for surface in surfaces:
            number = cached.get(surface)
            if number is None:
                number = cached[surface] = self._numbers.get(fold(surface), -1)
            found.append(number)
        return found

    def hits(self, numbers: NDArray[np.int64], begins: NDArray[np.bool_], ends: NDArray[np.bool_]) -> list[Hit]:
        """All terms in a sequence of word numbers, by start and growing length.

        A term begins where `begins` and ends where `ends`; -1 in `numbers` is a word (or a break) no term crosses.
        """
        edges, values = self._tables.edges, self._tables.values
        at = np.flatnonzero(begins & (numbers >= 0))
        states = np.zeros(len(at), np.uint64)
        found: list[Hit] = []
        depth = 0
        while len(at):
            words = numbers[at + depth]
            keys = (states << _SHIFT) | words.astype(np.uint64)
            places = np.minimum(np.searchsorted(edges, keys), len(edges) - 1)
            alive = (edges[places] == keys) & (words >= 0)
            at, states = at[alive], places[alive].astype(np.uint64) + np.uint64(1)
            ended = values[states]
            whole = np.flatnonzero((ended > 0) & ends[at + depth])
            begun, named = at[whole].tolist(), ended[whole].tolist()
            found.extend(Hit(first, first + depth + 1, value) for first, value in zip(begun, named, strict=True))
            depth += 1
            inside = at + depth < len(numbers)
            at, states = at[inside], states[inside]
        found.sort()
        return found

    def senses(self, value: int) -> tuple[Sense, ...]:
        """The readings of a term, best first."""
        found = self._by_value.get(value)
        if found is None:
            if len(self._by_value) >= _CACHED_WORDS:
                self._by_value.clear()
            found = self._by_value[value] = tuple(self._read_senses(value - 1))
        return found

    def _read_senses(self, row: int) -> Iterator[Sense]:
        flags = 0
        while not flags & LAST:
            packed = int(self._tables.senses[row])
            flags = packed & 0xFF
            yield Sense(self.concept(packed >> 12), LABELS[packed >> 8 & 0x0F], flags & _CASE)
            row += 1

    def concept(self, number: int) -> ConceptRecord:
        start, end = self._tables.concept_offsets[number : number + 2]
        ident, name, *xrefs = self._tables.concepts[int(start) : int(end)].tobytes().decode().split("\t")
        return ConceptRecord(ident, name, tuple(xrefs))

    def by_id(self, ident: str) -> ConceptRecord | None:
        """The concept of an id, None where no term refers to it."""
        place = bisect_left(range(len(self._tables.concept_offsets) - 1), ident, key=lambda n: self.concept(n).id)
        found = self.concept(place) if place < len(self._tables.concept_offsets) - 1 else None
        return found if found is not None and found.id == ident else None

    def shape(self) -> tuple[NDArray[np.int64], list[tuple[NDArray[np.int64], int, int]], NDArray[np.int64]]:
        """The trie for those who count: the label of each state's first sense (-1: no term ends there); by level the
        parents of states `first` to `last`; the word that leads to each state but the first."""
        edges, values, senses = self._tables.edges, self._tables.values, self._tables.senses
        labels = np.full(len(values), -1, np.int64)
        ended = np.flatnonzero(values)
        labels[ended] = senses[values[ended] - 1] >> 8 & 0x0F
        parents = (edges >> _SHIFT).astype(np.int64)
        levels, first, last = [], 0, 1
        while first < last:
            low, high = np.searchsorted(parents, [first, last]).tolist()
            first, last = low + 1, high + 1
            levels.append((parents[low:high], first, last))
        return labels, levels, (edges & np.uint64(0xFFFFFFFF)).astype(np.int64)

    def lookup(self, term: str) -> tuple[Sense, ...]:
        """The readings of a whole term; empty where the vocabulary lacks it."""
        value = self.value(key(term))
        return self.senses(value) if value else ()

    def value(self, words: Sequence[str]) -> int:
        """What `Hit.value` would be for a term of these folded words; 0 where there is none."""
        state = 0
        for word in words:
            number = self._numbers.get(word, -1)
            if number < 0:
                return 0
            wanted = np.uint64(state << 32 | number)
            place = int(np.searchsorted(self._tables.edges, wanted))
            if place == len(self._tables.edges) or self._tables.edges[place] != wanted:
                return 0
            state = place + 1
        return int(self._tables.values[state])


@cache
def packaged() -> Vocabulary:
    """The vocabulary in the package."""
    with as_file(files(__package__).joinpath("vocabulary.bin")) as path:
        return Vocabulary(path)
