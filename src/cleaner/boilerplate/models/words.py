"""How the words of a block, around it and in the heading above speak for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.measures import Indices, Measures
from cleaner.boilerplate.models.table import Row, Table, by_value
from cleaner.boilerplate.scan.hashes import HashTable, hashes_of
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.wordlists import words_of

OPENING = 100  # characters at the start of a block: words that begin there are weighed
_FAR = 200  # blocks
_TITLE_WORDS = 30  # words of the page's title that are looked for
_EXTREMES = ("lowest", "highest", "sum of")
_HEADED = (*(f"{which} word of the heading" for which in _EXTREMES), "links of the heading", "level of the heading")
_HEADING = Role.HEADING


@dataclass(frozen=True)
class WordWeights:
    """Log odds of a block being kept, by hint word (class, id, role) and by word of its text."""

    hints: Mapping[str, float]
    words: Mapping[str, float]

    @cached_property
    def _table(self) -> tuple[HashTable, NDArray[np.float64]]:
        return HashTable(hashes_of(list(self.words))), np.array([0.0, *self.words.values()])

    def of_words(self, hashes: NDArray[np.uint64]) -> NDArray[np.float64]:
        """The log odds of words, by their hashes; 0 for words that are not known."""
        table, odds = self._table
        return odds[table.numbers(hashes)]

    def of_hints(self, hints: frozenset[str]) -> Row:
        """The lowest, the highest and the sum of hint words' odds; exact, so that it depends on no order."""
        known = self.hints
        odds = [known[word] for word in hints if word in known]
        return (min(0.0, *odds), max(0.0, *odds), fsum(odds)) if odds else (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Openings:
    """The words that begin in the first characters of each block."""

    hashes: NDArray[np.uint64]
    rows: Indices  # the block of each word
    counts: Indices  # words of each block

    @classmethod
    def of(cls, scan: Scan) -> Openings:
        chosen = np.flatnonzero(scan.word_starts < scan.line_starts[scan.word_rows] + OPENING)
        rows = scan.word_rows[chosen]
        return cls(scan.hashes[chosen], rows, np.bincount(rows, minlength=scan.size))

    def weighed(self, weights: WordWeights) -> NDArray[np.float64]:
        """The lowest, the highest and the sum of the odds of each block's words, 0 where it has none."""
        odds = np.append(weights.of_words(self.hashes), 0.0)
        starts = np.cumsum(self.counts) - self.counts
        result = np.empty((len(self.counts), len(_EXTREMES)))
        result[:, 0] = np.minimum(np.minimum.reduceat(odds, starts), 0.0)
        result[:, 1] = np.maximum(np.maximum.reduceat(odds, starts), 0.0)
        result[:, 2] = np.add.reduceat(odds, starts)
        result[self.counts == 0] = 0.0
        return result

    def of_title(self, title: str | None) -> Indices:
        """How many of each block's words are words of a title."""
        words = words_of((title or "").lower())[:_TITLE_WORDS]
        if not words:
            return np.zeros(len(self.counts), dtype=np.intp)
        is_title = (self.hashes[:, None] == hashes_of(words)).any(axis=1)
        return np.bincount(self.rows[is_title], minlength=len(self.counts))


def worded(
    table: Table, blocks: Sequence[Block], at: Indices, measures: Measures, openings: Openings, weights: WordWeights
) -> None:
    """The words of class, id and role; those at the start of the block; those of the heading above, and how far the
    headings above and below are."""
    hints = measures.hints
    table.add_rows([f"{which} hint" for which in _EXTREMES], by_value([hints[row] for row in at], weights.of_hints))
    weighed = openings.weighed(weights)
    table.add_rows([f"{which} word" for which in _EXTREMES], weighed[at])
    headings = [block for block in blocks if block.role is _HEADING]
    places = np.array([block.index for block in headings], dtype=np.intp)
    above = np.searchsorted(places, at, side="right")  # number of headings up to each row, 0 where there is none
    headed = np.zeros((len(headings) + 1, len(_HEADED)))
    headed[1:, :3] = weighed[places]
    headed[1:, 3] = measures.density[places]
    headed[1:, 4] = [block.level or 0 for block in headings]
    table.add_rows(_HEADED, headed[above])
    table.add("blocks since heading", at - np.concatenate([[0], places])[above])
    density = np.concatenate([measures.density[places], [0.0]])
    distance = np.concatenate([places, [len(blocks) + _FAR]])[above] - at
    table.add("links of the next heading", density[above])
    table.add("blocks to the next heading", np.minimum(_FAR, distance))
