"""Vectors of words, learned from which words stand beside them in health texts: alike words have alike vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.language.ner.network import Floats

_FIGURE = "0"  # stands for all numbers
_CACHED = 100_000


class Vectors:
    """`table` (words x width) and the words, in lower case. A word without a vector has zeros."""

    def __init__(self, words: list[str], table: Floats) -> None:
        self.words = words
        self.table = np.concatenate([table, np.zeros((1, table.shape[1]), np.float32)])
        self._places = dict(zip(words, range(len(words)), strict=True))
        self._known: dict[str, int] = {}

    def of(self, surfaces: list[str]) -> Floats:
        """Vectors (words x width) of words as they stand in a text."""
        if len(self._known) > _CACHED:
            self._known.clear()
        known = self._known
        places: list[int] = []
        for surface in surfaces:
            place = known.get(surface)
            if place is None:
                place = known[surface] = self._place(surface)
            places.append(place)
        return self.table[np.array(places, np.int64)]

    def _place(self, surface: str) -> int:
        word = _FIGURE if surface.isdigit() else surface.lower()
        other = word[:-1] if word.endswith("s") else f"{word}s"
        return self._places.get(word, self._places.get(other, len(self.words)))


def quantized(values: Floats) -> tuple[NDArray[np.int8], Floats]:
    """8-bit steps of one scale a column."""
    scale = (np.maximum(np.abs(values).max(axis=0), 1e-6) / 127).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale
