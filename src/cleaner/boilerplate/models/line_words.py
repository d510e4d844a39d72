"""What the line model measures of each block's words: which kind of text they stand in, and what the text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.models.word_table import WordTable
from cleaner.boilerplate.scan.hashes import Hashes, Indices
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import GRAMMAR

Vector = NDArray[np.float32]

_CLOSE = 4  # lines
_CONTENT = 3  # letters: longer words say what a text is about


def vector(values: Sequence[object] | NDArray[np.generic]) -> Vector:
    """One number a block."""
    return np.array(values, dtype=np.float32)


def said(scan: Scan, lines: Sequence[Line], title: int | None, table: WordTable) -> dict[str, Vector]:
    """What each line's words say. `title`: the line that is the page's title."""
    odds = table.odds(scan.hashes)
    is_content = (scan.word_ends - scan.word_starts > _CONTENT) & (scan.triggers & GRAMMAR == 0)
    keys = scan.keys.tolist()
    copies = Counter(keys)
    start = 0 if title is None else int(scan.firsts[title])
    titled = scan.stems[start : start + (0 if title is None else int(scan.counts[title]))]
    return {
        "words of boilerplate": _sums(odds, scan.word_rows, scan.size) / vector(scan.counts + 1),
        "a word of boilerplate": _extremes(np.maximum, odds, scan),
        "a word of articles": _extremes(np.minimum, odds, scan),
        **_paired(scan, table),
        "printed elsewhere too": np.log1p(vector([copies[key] - 1 for key in keys])),
        **_subject(scan.stems[is_content], scan.word_rows[is_content], lines, titled),
    }


def _paired(scan: Scan, table: WordTable) -> dict[str, Vector]:
    """What two words in a row say."""
    firsts = np.flatnonzero(scan.word_rows[1:] == scan.word_rows[:-1])
    odds = table.pair_odds(scan.sequences.hashes(firsts, firsts + 2))
    telling = np.flatnonzero(odds)
    odds, rows = odds[telling], scan.word_rows[firsts[telling]]
    highest, lowest = np.zeros((2, scan.size), dtype=np.float32)
    np.maximum.at(highest, rows, odds)
    np.minimum.at(lowest, rows, odds)
    return {
        "pairs of words of boilerplate": _sums(odds, rows, scan.size) / vector(scan.counts + 1),
        "a pair of words of boilerplate": highest,
        "a pair of words of articles": lowest,
    }


def _subject(stems: Hashes, rows: Indices, lines: Sequence[Line], titled: Hashes) -> dict[str, Vector]:
    """Shares of a line's longer words that other paragraphs use, the lines close by, and the title.

    `stems` and `rows` say which word stands in which line; `titled` are the words of the title.
    """
    size = max(1, len(lines))
    mask = np.uint64((1 << size.bit_length()) - 1)
    pairs = np.sort((stems & ~mask) | rows.astype(np.uint64))
    pairs = pairs[
        np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
    ]  # each word of a line once, by word, then line
    stems, rows = pairs & ~mask, (pairs & mask).astype(np.intp)
    counts = np.bincount(rows, minlength=size)

    def share(true: NDArray[np.bool_]) -> Vector:
        return np.asarray(np.bincount(rows[true], minlength=size) / np.maximum(counts, 1), dtype=np.float32)

    prose = np.array([line.is_prose for line in lines], dtype=bool)[rows]
    same = stems[1:] == stems[:-1]
    groups = np.cumsum(np.append(True, ~same))[: len(stems)]  # words numbered without gaps
    elsewhere = np.bincount(groups[prose], minlength=len(stems) + 1)[groups] > prose
    near = same & (np.diff(rows) <= _CLOSE)
    return {
        "words of the article": np.where(counts > 0, share(elsewhere), 0.5).astype(np.float32),
        "words of the title": share(np.isin(stems, titled & ~mask)),
        "words of the lines below": share(np.append(near, False)[: len(stems)]),
        "words of the lines above": share(np.append(False, near)[: len(stems)]),
    }


def _sums(values: Vector, rows: Indices, size: int) -> Vector:
    return np.bincount(rows, weights=values, minlength=size).astype(np.float32)


def _extremes(pick: np.ufunc, values: Vector, scan: Scan) -> Vector:
    """The highest or lowest value of the words of each line; 0 for lines of none."""
    found = np.zeros(scan.size, dtype=np.float32)
    if len(scan.filled):
        found[scan.filled] = pick.reduceat(values, scan.firsts[scan.filled])
    return found
