"""Numbers given to words, looked up for all words of a page at a time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.scan.hashes import Hashes, HashTable, hashes_of


class WordTable:
    """How much more often words stand in boilerplate than in articles: log odds, 0 for words without any."""

    def __init__(self, odds: Mapping[str, float]) -> None:
        self._table = HashTable(hashes_of(list(odds)))
        self._odds = np.array([0.0, *odds.values()], dtype=np.float32)

    def odds(self, hashes: Hashes) -> NDArray[np.float32]:
        """Those of each word."""
        return self._odds[self._table.numbers(hashes)]
