"""What the model's first opinions say about a block's surroundings: the second look of the block model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.boilerplate.measures import Indices, Measures, Numbers
from cleaner.boilerplate.models.page import Page
from cleaner.boilerplate.models.surroundings import LEVELS, running_sums, shifted, windowed
from cleaner.boilerplate.models.table import Table

_CONFIDENT = 0.7
_FULL = 12  # words of a block that can open or close the article
_REACHES = (5, 12)  # blocks above and below whose opinions are taken together


def second_look(page: Page, rows: Sequence[int], first: Numbers) -> Table:
    """Columns for the blocks at `rows`. `first`: the first opinion over all blocks, 0 where a rule removed them."""
    at = np.asarray(rows, dtype=np.intp)
    measures, words = page.measures, page.measures.words
    table = Table()
    table.add("first opinion", first[at])
    for away in (1, 2, 3):
        table.add(f"opinion {away} above", shifted(first, away)[at])
        table.add(f"opinion {away} below", shifted(first, -away)[at])
    kept = first * words
    sums = running_sums(kept, words)
    for reach in _REACHES:
        for side in ("above", "below"):
            near, held = windowed(sums, at, reach, side)
            table.add(f"opinion in {reach} {side}", near / np.maximum(1, held))
    _by_container(table, measures, first, at)
    _by_look(table, page.looks[at], first[at])
    confident = np.flatnonzero((first > _CONFIDENT) & (words >= _FULL))
    start, end = (confident[0], confident[-1]) if len(confident) else (0, len(words))
    table.add("behind the first sure", at - start)
    table.add("before the last sure", end - at)
    total = max(1.0, float(kept.sum()))
    table.add("kept before", np.cumsum(kept)[at] / total)
    told = {
        "words kept": float(np.log1p(total)),
        "share kept": total / float(words.sum()),
        "surest": float(first.max()),
    }
    table.add_same(told, len(at))
    return table


def _by_container(table: Table, measures: Measures, first: Numbers, at: Indices) -> None:
    """The mean opinion on the other blocks inside the elements around a block; -1 where there are none."""
    around = measures.around
    weight = measures.words + 1
    weights, opinions = around.sums(weight), around.sums(first * weight)
    numbers = around.numbers[at][:, LEVELS]
    rest = weights[numbers] - weight[at, None]
    mean = (opinions[numbers] - (first * weight)[at, None]) / np.maximum(0.5, rest)
    table.add_rows([f"opinion {level} out" for level in LEVELS], np.where(rest > 0.5, mean, -1.0))


def _by_look(table: Table, looks: Indices, first: Numbers) -> None:
    """The mean opinion on the other open blocks of the same look, -1 where there are none, and how many there are."""
    counts = np.bincount(looks)[looks]
    others = np.bincount(looks, first)[looks] - first
    table.add("opinion on its like", np.where(counts > 1, others / np.maximum(1, counts - 1), -1.0))
    table.add("blocks of its like", counts)
