"""Where each line stands among lines like it, and in the stretch that holds most of the page's running text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.models.line_words import Vector, vector
from cleaner.boilerplate.scan.characters import COMMA, FIGURE, LETTER, PAUSE, SMALL, STOP
from cleaner.boilerplate.scan.hashes import Indices
from cleaner.boilerplate.scan.page import Scan

_SENTENCE = 8  # words of a line that may be running text
_MOST = 60  # words of a line that count for the stretch
_OTHER = 6.0  # words that any other line counts against it
_REACH = 4  # lines to either side whose form is compared
_BRIEF = 3  # words
_SHORT = 10


def runs(scan: Scan, lines: Sequence[Line], removed: Vector, capitals: Vector) -> dict[str, Vector]:
    """Name -> one number a line. `removed`: 1 for lines that rules removed."""
    words = vector(scan.counts)
    prose = np.array([line.is_prose for line in lines], dtype=bool)
    start, end = main_stretch(np.where(_is_sentence(scan) & (removed == 0), np.minimum(words, _MOST), -_OTHER))
    at = np.arange(scan.size)
    inside = (at >= start) & (at < end)
    short = ~prose & (removed == 0) & (scan.counts <= _SHORT)
    usual = float(capitals[short & inside].mean()) if (short & inside).any() else 0.5
    text = np.cumsum(words * prose)
    total = max(1.0, float(text[-1])) if scan.size else 1.0
    return {
        "in the main stretch": vector(inside),
        "lines above the main stretch": np.log1p(np.maximum(0, start - at)).astype(np.float32),
        "lines below the main stretch": np.log1p(np.maximum(0, at - end + 1)).astype(np.float32),
        "share of the running text above": (text / total).astype(np.float32),
        "lines in a row without running text": _row_lengths(prose),
        "lines of its form around": _of_one_form(_forms(scan, prose)),
        "lines that begin with its word": _same_opening(scan),
        "more capitals than short lines of the text": (capitals - usual).astype(np.float32),
    }


def _is_sentence(scan: Scan) -> NDArray[np.bool_]:
    return (scan.counts >= _SENTENCE) & (scan.counted(STOP | COMMA | PAUSE) > 0)


def main_stretch(gains: NDArray[np.floating]) -> tuple[int, int]:
    """Half-open range of the stretch with the highest sum; of several the first and shortest."""
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    gained = sums[1:] - np.minimum.accumulate(sums[:-1])
    if not len(gained) or gained.max() <= 0:
        return 0, 0
    end = int(gained.argmax()) + 1
    before = sums[:end]
    return int(np.flatnonzero(before == before.min())[-1]), end


def _row_lengths(prose: NDArray[np.bool_]) -> Vector:
    """How many lines without running text stand together, where the line is one of them (log)."""
    edges = (
        np.flatnonzero(np.diff(prose, prepend=not prose[0], append=not prose[-1])) if len(prose) else np.zeros(1, int)
    )
    lengths = np.diff(edges)
    return np.where(prose, 0.0, np.log1p(np.repeat(lengths, lengths))).astype(np.float32)


def _forms(scan: Scan, prose: NDArray[np.bool_]) -> Indices:
    """A number for how each line begins and ends and how long it is."""
    sizes = (scan.counts > 0).astype(np.intp) + (scan.counts > _BRIEF) + (scan.counts > _SHORT)
    signs = scan.classes & (SMALL | LETTER | FIGURE | STOP)
    first, last = signs[scan.line_starts].astype(np.intp), signs[scan.line_starts + scan.sizes - 1].astype(np.intp)
    return np.asarray((((sizes * 2 + prose) << 16) + first << 16) + last, dtype=np.intp)


def _of_one_form(forms: Indices) -> Vector:
    """The share of the lines close by that look like the line."""
    size = len(forms)
    same, all_ = np.zeros(size), np.zeros(size)
    for away in range(1, min(_REACH, size - 1) + 1):
        equal = forms[away:] == forms[:-away]
        same[away:] += equal
        same[:-away] += equal
        all_[away:] += 1
        all_[:-away] += 1
    return (same / np.maximum(all_, 1)).astype(np.float32)


def _same_opening(scan: Scan) -> Vector:
    """How many other lines begin with the line's first word (log)."""
    found = np.zeros(scan.size, dtype=np.float32)
    _, numbers, counts = np.unique(scan.hashes[scan.firsts[scan.filled]], return_inverse=True, return_counts=True)
    found[scan.filled] = np.log1p(counts[numbers] - 1)
    return found
