"""What the line model measures of each block's words: which kind of text they stand in, and what the text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.models.word_table import Indices, WordTable

Vector = NDArray[np.float32]

_CLOSE = 4  # lines


def vector(values: Sequence[object] | Indices) -> Vector:
    """One number a block."""
    return np.array(values, dtype=np.float32)


def said(labelling: Labelling, lines: Sequence[Line], title: Block | None, table: WordTable) -> dict[str, Vector]:
    """What each line's words say."""
    words = list(chain.from_iterable([line.words for line in lines]))
    counts = np.array([len(line.words) for line in lines])
    rows = np.repeat(np.arange(len(lines)), counts)
    known = table.known(words)
    keys = [line.key for line in lines]
    copies = Counter(keys)
    titled = () if title is None else table.stem_numbers(labelling.line(title).words)
    return {
        "words of boilerplate": _sums(known.odds, rows, len(lines)) / vector(counts + 1),
        "a word of boilerplate": _extremes(np.maximum, known.odds, counts),
        "a word of articles": _extremes(np.minimum, known.odds, counts),
        "printed elsewhere too": np.log1p(vector([copies[key] - 1 for key in keys])),
        **_subject(known.stem[known.is_content], rows[known.is_content], lines, titled),
    }


def _subject(stems: Indices, rows: Indices, lines: Sequence[Line], titled: Sequence[int]) -> dict[str, Vector]:
    """Shares of a line's longer words that other paragraphs use, the lines close by, and the title.

    `stems` and `rows` say which word stands in which line; `titled` are the words of the title.
    """
    size = max(1, len(lines))
    pairs = np.sort(stems * size + rows)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # each word of a line once, by word, then by line
    stems, rows = np.divmod(pairs, size)
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
        "words of the title": share(np.isin(stems, titled)),
        "words of the lines below": share(np.append(near, False)[: len(stems)]),
        "words of the lines above": share(np.append(False, near)[: len(stems)]),
    }


def _sums(values: Vector, rows: Indices, size: int) -> Vector:
    return np.bincount(rows, weights=values, minlength=size).astype(np.float32)


def _extremes(pick: np.ufunc, values: Vector, counts: Indices) -> Vector:
    """The highest or lowest value of each row of `counts` values; 0 for rows of none."""
    found = np.zeros(len(counts), dtype=np.float32)
    filled = np.flatnonzero(counts)
    if len(filled):
        found[filled] = pick.reduceat(values, (np.cumsum(counts) - counts)[filled])
    return found
