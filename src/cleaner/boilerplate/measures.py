"""Measures of a page's blocks that rules and classifier share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.once import once
from cleaner.boilerplate.wordlists import words_of

Numbers = NDArray[np.float32]
Indices = NDArray[np.intp]

_CLOSING = "\"'”’)]"
_ENDS = frozenset(".!?…。！？")
_STOPS = (". ", "? ", "! ", ".” ", '." ')
_PROSE = 15  # words from which a block with full sentences counts as prose
_PROSE_LINKS = 0.35  # share of link text up to which it does
_NO_PROSE = frozenset({Role.CONTROL, Role.HEADING, Role.CELL})
_WIDEST = 8  # elements around a block that are looked at
_WRAPPING = 0.3  # a hint word over a larger share of the page's prose says nothing of a place in it


@dataclass(frozen=True, slots=True)
class Around:
    """The elements around each block. `numbers[block, level]`: nearest first, the last repeated to fill the row."""

    numbers: Indices
    counts: Indices  # blocks inside each element
    _each: Indices  # the elements around the first block, those around the second, and so on
    _inside: Indices  # which block each of these is around

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Around:
        within = [block.place.within if block.place else (0,) for block in blocks]
        lengths = np.array([len(numbers) for numbers in within], dtype=np.intp)
        each = np.fromiter(chain.from_iterable(within), dtype=np.intp, count=int(lengths.sum()))
        columns = np.minimum(np.arange(_WIDEST), lengths[:, None] - 1)
        starts = np.cumsum(lengths) - lengths
        inside = np.repeat(np.arange(len(blocks)), lengths)
        return cls(each[starts[:, None] + columns], np.bincount(each), each, inside)

    def sums(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """What the blocks inside each element add up to, by element number."""
        return np.asarray(np.bincount(self._each, weights=np.asarray(values)[self._inside]), dtype=np.float64)


@dataclass(frozen=True)
class Measures:
    """One number a block."""

    words: Numbers
    link_words: Numbers
    density: Numbers  # share of the block's characters inside links
    prose: Numbers  # words of blocks that are prose, else 0
    # The same for loops over blocks, where a list is faster.
    densities: Sequence[float]
    is_prose: Sequence[bool]
    _blocks: Sequence[Block]

    @once
    def around(self) -> Around:
        """The elements around each block."""
        return Around.of(self._blocks)

    @once
    def hints(self) -> list[frozenset[str]]:
        """Of each block the hint words that tell its place from that of the page's prose: without those that stand
        over much of the prose as well (they belong to its wrapping)."""
        all_hints = [block.place.hints if block.place else _NONE for block in self._blocks]
        wrapping = _common(all_hints, self.prose)
        told = {hints: hints - wrapping for hints in set(all_hints)}
        return [told[hints] for hints in all_hints]

    @once
    def wrappers(self) -> frozenset[str]:
        """Landmarks over much of the page's prose, which tell nothing."""
        return _common([block.place.landmarks if block.place else _NONE for block in self._blocks], self.prose)


_NONE: frozenset[str] = frozenset()


def measure(blocks: Sequence[Block]) -> Measures:
    """Count words, links and prose."""
    counts = [block.text.count(" ") + 1 for block in blocks]
    densities = [block.link_density if block.links else 0.0 for block in blocks]
    is_prose = [
        count >= _PROSE and density < _PROSE_LINKS and block.role not in _NO_PROSE and _has_sentence(block.text)
        for block, count, density in zip(blocks, counts, densities, strict=True)
    ]
    words = np.array(counts, dtype=np.float32)
    density = np.array(densities, dtype=np.float32)
    prose = words * np.array(is_prose, dtype=np.float32)
    return Measures(words, words * density, density, prose, densities, is_prose, blocks)


def folded(text: str | None) -> str:
    """Lower-cased words without punctuation: equal for two prints of one title."""
    return " ".join(words_of((text or "").lower()))


def _has_sentence(text: str) -> bool:
    """Whether a full stop, question or exclamation mark stands before a space or the end, closing quotes aside."""
    return text[-3:].rstrip(_CLOSING)[-1:] in _ENDS or any(stop in text for stop in _STOPS)


def _common(words_over: Sequence[frozenset[str]], prose: Numbers) -> frozenset[str]:
    """The words over more than a certain share of the prose."""
    counts: Counter[frozenset[str]] = Counter()
    for words, count in zip(words_over, prose.tolist(), strict=True):
        if count:
            counts[words] += count
    under: Counter[str] = Counter()
    for words, count in counts.items():
        for word in words:
            under[word] += count
    total = sum(counts.values())
    return frozenset(word for word, count in under.items() if count > _WRAPPING * total)
