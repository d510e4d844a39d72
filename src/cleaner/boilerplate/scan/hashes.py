"""Hashes of words and of words in a row, all of a page at once, and tables that look up many of them at a time.

A hash is the words' code points, as digits to an odd base, modulo 2**64: sums over prefixes give it for any stretch.
It is stirred at the end, so that words that differ in one letter differ in the high bits, and so that hashes of words
can be hashed in their turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.scan.characters import codes_of

Hashes = NDArray[np.uint64]
Indices = NDArray[np.intp]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_STIR = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_KEPT = 1 << 16  # powers kept between pages
_SMALL = 1 << 16
_ROOM = 4  # slots of a table for each entry


def _powers(base: int, size: int) -> Hashes:
    return _kept_powers(base)[:size] if size <= _KEPT else _made_powers(base, size)


@cache
def _kept_powers(base: int) -> Hashes:
    return _made_powers(base, _KEPT)


def _made_powers(base: int, size: int) -> Hashes:
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


class Sequences:
    """Sums over a sequence of numbers from which the hash of any stretch of it follows."""

    def __init__(self, numbers: NDArray[np.unsignedinteger]) -> None:
        self._sums = np.zeros(len(numbers) + 1, dtype=np.uint64)
        np.cumsum(numbers * _powers(_BASE, len(numbers)), out=self._sums[1:])
        self._down = _powers(_INVERSE, len(numbers) + 1)

    def hashes(self, starts: Indices, ends: Indices) -> Hashes:
        """Of the stretches `starts[i]` to `ends[i] - 1`; 0 for empty ones."""
        found = (self._sums[ends] - self._sums[starts]) * self._down[starts] * _STIR
        return found ^ (found >> _HALF)


def hashes_of(words: Sequence[str]) -> Hashes:
    """The hash of each word."""
    ends = np.cumsum(np.fromiter(map(len, words), np.intp, len(words)))
    return Sequences(codes_of("".join(words))).hashes(np.concatenate([[0], ends[:-1]]), ends)


def phrase_hashes(phrases: Sequence[str]) -> Hashes:
    """The hash of each row of words (joined by spaces), also where it is one word."""
    split = [phrase.split() for phrase in phrases]
    lengths = np.array([len(words) for words in split], dtype=np.intp)
    starts = np.cumsum(lengths) - lengths
    return Sequences(hashes_of([word for words in split for word in words])).hashes(starts, starts + lengths)


class HashTable:
    """Numbers hashes from 1 in the order given; 0 stands for those it does not hold."""

    def __init__(self, hashes: Hashes) -> None:
        bits = max(4, int(_ROOM * len(hashes)).bit_length())
        self._keys = np.concatenate([np.zeros(1, dtype=np.uint64), hashes])
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        slots = [0] * (1 << bits)
        for number, slot in enumerate(self._first_slots(hashes).tolist(), 1):
            while slots[slot]:
                slot = (slot + 1) & self._last
            slots[slot] = number
        self._slots = np.array(slots, dtype=np.uint16 if len(hashes) < _SMALL else np.intp)  # small tables stay cached

    def _first_slots(self, hashes: Hashes) -> Indices:
        return (hashes >> self._shift).astype(np.intp)

    def numbers(self, hashes: Hashes) -> Indices:
        """The number of each hash."""
        slots = self._first_slots(hashes)
        found = self._slots[slots].astype(np.intp)
        wrong = np.flatnonzero((found > 0) & (self._keys[found] != hashes))
        while len(wrong):
            slots[wrong] = (slots[wrong] + 1) & self._last
            found[wrong] = self._slots[slots[wrong]]
            again = found[wrong]
            wrong = wrong[(again > 0) & (self._keys[again] != hashes[wrong])]
        return found
