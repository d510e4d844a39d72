"""What the model's first opinions say about a block's surroundings: the second look of the block model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.boilerplate.measures import Indices, Measures, Numbers
from cleaner.boilerplate.models.surroundings import LEVELS, shifted, windowed
from cleaner.boilerplate.models.table import Table

_CONFIDENT = 0.7
_FULL = 12  # words of a block that can open or close the article


def second_look(measures: Measures, rows: Sequence[int], looks: Indices, first: Numbers) -> Table:
    """Columns for the blocks at `rows`. `first`: the first opinion over all blocks, 0 where a rule removed them."""
    at = np.asarray(rows, dtype=np.intp)
    words = measures.words
    table = Table()
    table.add("first opinion", first[at])
    for away in (1, 2, 3):
        table.add(f"opinion {away} above", shifted(first, away)[at])
        table.add(f"opinion {away} below", shifted(first, -away)[at])
    kept = first * words
    for reach in (5, 12):
        for side in ("above", "below"):
            share = windowed(kept, reach, side) / np.maximum(1, windowed(words, reach, side))
            table.add(f"opinion in {reach} {side}", share[at])
    _by_container(table, measures, first, at)
    _by_look(table, looks[at], first[at])
    confident = np.flatnonzero((first > _CONFIDENT) & (words >= _FULL))
    start, end = (confident[0], confident[-1]) if len(confident) else (0, len(words))
    table.add("behind the first sure", at - start)
    table.add("before the last sure", end - at)
    total = max(1.0, float(kept.sum()))
    table.add("words kept", np.full(len(at), np.log1p(total)))
    table.add("share kept", np.full(len(at), total / float(words.sum())))
    table.add("surest", np.full(len(at), first.max()))
    table.add("kept before", np.cumsum(kept)[at] / total)
    return table


def _by_container(table: Table, measures: Measures, first: Numbers, at: Indices) -> None:
    """The mean opinion on the other blocks inside the elements around a block; -1 where there are none."""
    around = measures.around
    weight = measures.words + 1
    weights, opinions = around.sums(weight), around.sums(first * weight)
    for level in LEVELS:
        numbers = around.numbers[at, np.minimum(level, around.lengths[at] - 1)]
        rest = weights[numbers] - weight[at]
        mean = (opinions[numbers] - (first * weight)[at]) / np.maximum(0.5, rest)
        table.add(f"opinion {level} out", np.where(rest > 0.5, mean, -1.0))


def _by_look(table: Table, looks: Indices, first: Numbers) -> None:
    """The mean opinion on the other open blocks of the same look, -1 where there are none, and how many there are."""
    counts = np.bincount(looks)[looks]
    others = np.bincount(looks, first)[looks] - first
    table.add("opinion on its like", np.where(counts > 1, others / np.maximum(1, counts - 1), -1.0))
    table.add("blocks of its like", counts)
