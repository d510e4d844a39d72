"""Numbers given to words, looked up for all words of a page at a time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.scan.hashes import Hashes, HashTable, hashes_of, phrase_hashes


class WordTable:
    """How much more often words, alone or two in a row, stand in boilerplate than in articles: log odds, 0 for those
    without any. `odds` is by word, or two words with a space between."""

    def __init__(self, odds: Mapping[str, float]) -> None:
        words = {word: value for word, value in odds.items() if " " not in word}
        pairs = {pair: value for pair, value in odds.items() if " " in pair}
        self._words = HashTable(hashes_of(list(words)))
        self._pairs = HashTable(phrase_hashes(list(pairs)))
        self._word_odds = np.array([0.0, *words.values()], dtype=np.float32)
        self._pair_odds = np.array([0.0, *pairs.values()], dtype=np.float32)

    def odds(self, hashes: Hashes) -> NDArray[np.float32]:
        """Those of each word."""
        return self._word_odds[self._words.numbers(hashes)]

    def pair_odds(self, hashes: Hashes) -> NDArray[np.float32]:
        """Those of each two words in a row."""
        return self._pair_odds[self._pairs.numbers(hashes)]
