"""Which blocks of a page a gold main text holds: a chain of matches in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_GRAM = 4  # words of the keys under which the gold text is indexed
_SHORT = 3  # words of a block that must fill a line of the gold text to match it
_LONG = 12  # words of a block that matches out of order too
_PARTIAL = 8  # words from which a block may match in part
_MOST_PLACES = 40


@dataclass(frozen=True)
class _Match:
    block: int
    start: int  # into the gold words
    end: int
    weight: float


class _Gold:
    """The gold text's words, indexed."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.line_starts: set[int] = set()
        self.line_ends: set[int] = set()
        for line in text.split("\n"):
            if words := _WORD.findall(line.lower()):
                self.line_starts.add(len(self.words))
                self.words += words
                self.line_ends.add(len(self.words))
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_gram: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            self.by_word[word].append(at)
        for at in range(len(self.words) - _GRAM + 1):
            self.by_gram[tuple(self.words[at : at + _GRAM])].append(at)

    def matches(self, block: int, words: list[str]) -> list[_Match]:
        length = len(words)
        places = self.by_gram.get(tuple(words[:_GRAM]), ()) if length >= _GRAM else self.by_word.get(words[0], ())
        found = []
        for start in places[:_MOST_PLACES]:
            end = start + length
            if self.words[start:end] != words:
                continue
            edges = (start in self.line_starts) + (end in self.line_ends)
            if length > _SHORT or edges == 2 or (edges == 1 and length > 1):
                found.append(_Match(block, start, end, length + 0.5 * (edges == 2)))
        return found or self._partial(block, words)

    def _partial(self, block: int, words: list[str]) -> list[_Match]:
        """The window of the gold text that shares most of the block's grams."""
        if len(words) < _PARTIAL:
            return []
        hits: dict[int, int] = defaultdict(int)
        for at in range(len(words) - _GRAM + 1):
            for place in self.by_gram.get(tuple(words[at : at + _GRAM]), ())[:10]:
                hits[(place - at) // 3] += 1
        if not hits:
            return []
        best = max(hits, key=lambda key: hits[key])
        count = hits[best] + hits.get(best + 1, 0)
        if count < 0.3 * (len(words) - _GRAM + 1):
            return []
        start = max(0, best * 3)
        return [_Match(block, start, min(len(self.words), start + len(words)), count + _GRAM - 1)]


def shares(blocks: Sequence[str], gold: str) -> list[float]:
    """For each block the share of its words, 0 to 1, that the gold text holds in the block's place."""
    index = _Gold(gold)
    words = [_WORD.findall(text.lower()) for text in blocks]
    matches = [match for number, own in enumerate(words) if own for match in index.matches(number, own)]
    found = [0.0] * len(blocks)
    for match in _heaviest_chain(matches, len(index.words)):
        found[match.block] = min(1.0, match.weight / len(words[match.block]))
    for match in matches:
        own = words[match.block]
        if not found[match.block] and len(own) >= _LONG and index.words[match.start : match.end] == own:
            found[match.block] = 0.9
    return found


def _heaviest_chain(matches: list[_Match], length: int) -> list[_Match]:
    """The chain of most matched words in which blocks and gold words both go forward (a Fenwick tree of maxima)."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (length + 2)
    value = [0.0] * len(matches)
    before = [-1] * len(matches)
    pending: list[int] = []
    for number, match in enumerate(matches):
        if pending and matches[pending[0]].block != match.block:
            _enter(best, matches, value, pending)
            pending = []
        reached, before[number] = _highest(best, match.start)
        value[number] = reached + match.weight
        pending.append(number)
    _enter(best, matches, value, pending)
    chain = []
    _, number = _highest(best, length)
    while number >= 0:
        chain.append(matches[number])
        number = before[number]
    return chain


def _highest(best: list[tuple[float, int]], place: int) -> tuple[float, int]:
    found = (0.0, -1)
    place += 1
    while place > 0:
        found = max(found, best[place])
        place -= place & -place
    return found


def _enter(best: list[tuple[float, int]], matches: list[_Match], value: list[float], numbers: list[int]) -> None:
    for number in numbers:
        place = matches[number].end + 1
        while place < len(best):
            best[place] = max(best[place], (value[number], number))
            place += place & -place
