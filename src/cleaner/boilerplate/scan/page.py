"""All lines of a page, scanned once."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.once import once
from cleaner.boilerplate.scan import triggers
from cleaner.boilerplate.scan.characters import (
    APOSTROPHE,
    BEFORE_STOP,
    FIGURE,
    STOP,
    WORD,
    Classes,
    classes_of,
    codes_of,
)
from cleaner.boilerplate.scan.hashes import Hashes, Indices, Sequences
from cleaner.boilerplate.scan.triggers import GRAMMAR, PART, Flags, found_phrases

Marks = NDArray[np.bool_]

_GOES_ON = re.compile(r".[\"”’)]?\s+[\"“‘(]?[A-ZÀ-Ž]", re.DOTALL)  # a stop, then the next sentence
_STEM = 6  # letters by which words count as one: "vitamin", "vitamins"
_REPEATED = 3  # words in a row
_MIX = np.uint64(0xA24BAED4963EE407)


class Scan:
    """Arrays by character of `text` (the lines, a break behind each), by word and by line."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.size = len(texts)
        self.text = "\n".join([*texts, ""])
        lowered = self.text.lower()
        if len(lowered) != len(self.text):
            lowered = self.text.replace("İ", "i").lower()  # the one letter that becomes two
        codes = codes_of(lowered)
        self.sizes = np.fromiter(map(len, texts), np.intp, self.size)
        self.line_starts = np.cumsum(self.sizes + 1) - self.sizes - 1
        self.rows = np.repeat(np.arange(self.size), self.sizes + 1)  # of each character
        self._find_words(classes_of(codes))
        self._letters = Sequences(codes)
        self.hashes: Hashes = self._letters.hashes(self.word_starts, self.word_ends)
        known = triggers.known()
        self._known: Indices = known.words.numbers(self.hashes)
        self.triggers: Flags = known.flags[self._known]

    def _find_words(self, classes: Classes) -> None:
        """The offsets that `wordlists.WORD` finds."""
        inside = np.zeros(len(classes) + 2, dtype=bool)
        inside[1:-1] = classes & WORD
        at = np.flatnonzero(classes & APOSTROPHE) + 1
        inside[at] = inside[at - 1] & inside[at + 1]
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        self.word_starts: Indices = edges[0::2]
        self.word_ends: Indices = edges[1::2]
        self.word_rows: Indices = self.rows[self.word_starts]
        self.counts: Indices = np.bincount(self.word_rows, minlength=self.size)  # words of each line
        self.firsts: Indices = np.cumsum(self.counts) - self.counts  # words before each line

    @once
    def classes(self) -> Classes:
        """Of each character as printed."""
        return classes_of(codes_of(self.text))

    def counted(self, wanted: int) -> Indices:
        """How many characters of a class each line has."""
        return np.bincount(self.rows[(self.classes & wanted) > 0], minlength=self.size)

    @once
    def figures(self) -> Indices:
        """Digits of each line."""
        return self.counted(FIGURE)

    @once
    def breaks(self) -> Indices:
        """Ends of sentences inside each line, another sentence behind."""
        classes = self.classes
        stops = np.flatnonzero(classes & STOP)
        stops = stops[(classes[stops - 1] & BEFORE_STOP) > 0] if len(stops) else stops
        rows = self.rows[stops]
        ends = (self.line_starts + self.sizes)[rows]
        goes_on = _GOES_ON.match
        found = [
            row
            for row, stop, end in zip(rows.tolist(), stops.tolist(), ends.tolist(), strict=True)
            if goes_on(self.text, stop, end)
        ]
        return np.bincount(np.array(found, dtype=np.intp), minlength=self.size)

    @once
    def filled(self) -> Indices:
        """The lines that have words."""
        return np.flatnonzero(self.counts)

    @once
    def line_triggers(self) -> Flags:
        """What the words of each line may set off."""
        found = np.zeros(self.size, dtype=np.uint16)
        if len(self.filled):
            found[self.filled] = np.bitwise_or.reduceat(self.triggers, self.firsts[self.filled])
        return found

    @once
    def sequences(self) -> Sequences:
        """For hashes of words in a row."""
        return Sequences(self.hashes)

    @once
    def openings(self) -> Flags:
        """What phrases each line begins with, the whole line included."""
        starts = self.firsts[self.filled]
        lengths = triggers.known().opening_lengths[self._known[starts]]
        at, flags = found_phrases(self.sequences, starts, lengths, starts + self.counts[self.filled])
        found = np.zeros(self.size, dtype=np.uint16)
        np.bitwise_or.at(found, self.filled[at], flags)
        return found

    @once
    def has_part(self) -> Marks:
        """Whether each line holds a phrase that tells wherever it stands."""
        lengths = triggers.known().part_lengths[self._known]
        starts = np.flatnonzero(lengths)
        rows = self.word_rows[starts]
        at, flags = found_phrases(self.sequences, starts, lengths[starts], (self.firsts + self.counts)[rows])
        found = np.zeros(self.size, dtype=bool)
        found[rows[at[(flags & PART) > 0]]] = True
        return found

    @once
    def grammar(self) -> NDArray[np.float64]:
        """Share of each line's words that carry grammar; 0 for lines without words."""
        count = np.bincount(self.word_rows[(self.triggers & GRAMMAR) > 0], minlength=self.size)
        return np.asarray(count / np.maximum(self.counts, 1))

    @once
    def keys(self) -> Hashes:
        """Equal for lines of the same words; 0 for lines without."""
        return self.sequences.hashes(self.firsts, self.firsts + self.counts)

    @once
    def known_lines(self) -> Flags:
        """What each line is known as by all of its words."""
        known = triggers.known()
        return known.phrase_flags[known.phrases.numbers(self.keys)]

    @once
    def stems(self) -> Hashes:
        """Equal for words that begin with the same letters."""
        return self._letters.hashes(self.word_starts, np.minimum(self.word_ends, self.word_starts + _STEM))

    def repeats(self, within: int) -> Marks:
        """Whether any three words in a row stand in a line again, at most `within` words behind their last place."""
        hashes, rows = self.hashes, self.word_rows
        found = np.zeros(self.size, dtype=bool)
        together = np.flatnonzero(rows[_REPEATED - 1 :] == rows[: 1 - _REPEATED])
        runs = (hashes[together] * _MIX + hashes[together + 1]) * _MIX + hashes[together + 2]
        runs = (runs + rows[together].astype(np.uint64)) * _MIX
        ordered = np.sort(runs)
        double = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(double):
            return found
        again = np.flatnonzero(double[np.minimum(np.searchsorted(double, runs), len(double) - 1)] == runs)
        again = again[np.argsort(runs[again], kind="stable")]
        places = together[again]
        close = (np.diff(places) <= within) & (runs[again[1:]] == runs[again[:-1]])
        found[rows[places[1:][close]]] = True
        return found

    def holding(self, *signs: str) -> Marks:
        """The lines that hold one of the signs, as printed."""
        found = np.zeros(self.size, dtype=bool)
        for sign in signs:
            at = self.text.find(sign)
            while at >= 0:
                row = int(self.rows[at])
                found[row] = True
                at = self.text.find(sign, int(self.line_starts[row] + self.sizes[row]))
        return found
