"""What is known of words, as arrays: each word is looked up once in the life of a process, not once a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.wordlists import function_words

Indices = NDArray[np.intp]

_MOST = 300_000  # words kept between pages
_CONTENT = 3  # letters: longer words say what a text is about
_STEM = 6  # letters by which words count as one: "vitamin", "vitamins"


@dataclass(frozen=True, slots=True)
class Known:
    """Words of a page, one number each: `odds` of boilerplate (log, 0 where unknown), whether it says what the text is
    about, and a number that words of one stem share."""

    odds: NDArray[np.float32]
    is_content: NDArray[np.bool_]
    stem: Indices


class WordTable:
    """Remembers words. What it answers depends on the word and the odds alone."""

    def __init__(self, odds: Mapping[str, float]) -> None:
        self._given = odds
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._odds = np.zeros(1024, dtype=np.float32)
        self._is_content = np.zeros(1024, dtype=bool)
        self._stem = np.zeros(1024, dtype=np.intp)

    def __len__(self) -> int:
        return len(self._numbers)

    def known(self, words: Sequence[str]) -> Known:
        """What is known of each of the words, in their order."""
        numbers = self._look_up(words)
        if len(numbers) and int(numbers.min()) < 0:
            if len(self._numbers) > _MOST:
                self._forget()
            self._learn(words)
            numbers = self._look_up(words)
        return Known(self._odds[numbers], self._is_content[numbers], self._stem[numbers])

    def stem_numbers(self, words: Sequence[str]) -> list[int]:
        """The numbers of the words' stems, for words seen before."""
        return [self._stems[word[:_STEM]] for word in words]

    def _look_up(self, words: Sequence[str]) -> Indices:
        return np.fromiter(map(self._numbers.get, words, repeat(-1)), dtype=np.intp, count=len(words))

    def _learn(self, words: Sequence[str]) -> None:
        grammar = function_words()
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        start = len(self._numbers)
        self._make_room(start + len(new))
        for number, word in enumerate(new, start):
            self._numbers[word] = number
            self._odds[number] = self._given.get(word, 0.0)
            self._is_content[number] = len(word) > _CONTENT and word not in grammar
            self._stem[number] = self._stems.setdefault(word[:_STEM], len(self._stems))

    def _make_room(self, size: int) -> None:
        if size > len(self._odds):
            more = max(size, 2 * len(self._odds)) - len(self._odds)
            self._odds = np.pad(self._odds, (0, more))
            self._is_content = np.pad(self._is_content, (0, more))
            self._stem = np.pad(self._stem, (0, more))
