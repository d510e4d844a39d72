"""What the model's first opinions say about a block's surroundings: the second look of the block model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.blocks import Block
from cleaner.boilerplate.measures import Indices, Measures, Numbers
from cleaner.boilerplate.models.surroundings import LEVELS, shifted, windowed
from cleaner.boilerplate.models.table import Row, Table

_CONFIDENT = 0.7
_FULL = 12  # words of a block that can open or close the article


def second_look(blocks: Sequence[Block], measures: Measures, rows: Sequence[int], first: Numbers) -> Table:
    """Columns for the blocks at `rows`. `first`: the first opinion over all blocks, 0 where a rule removed them."""
    at = np.asarray(rows, dtype=np.intp)
    words = measures.words
    chosen = [blocks[row] for row in rows]
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
    table.add_rows(("opinion on its like", "blocks of its like"), _by_look(chosen, first))
    confident = np.flatnonzero((first > _CONFIDENT) & (words >= _FULL))
    start, end = (confident[0], confident[-1]) if len(confident) else (0, len(blocks))
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


def _by_look(chosen: Sequence[Block], first: Numbers) -> list[Row]:
    """The mean opinion on the other blocks of the same element, role and hint words; -1 where there are none."""
    sums: dict[object, list[float]] = {}
    keys = []
    for block in chosen:
        assert block.place is not None
        key = (block.place.hints, block.place.path[-1], block.role)
        keys.append(key)
        held = sums.setdefault(key, [0.0, 0.0])
        held[0] += float(first[block.index])
        held[1] += 1
    rows: list[Row] = []
    for key, block in zip(keys, chosen, strict=True):
        total, count = sums[key]
        rows.append([(total - float(first[block.index])) / (count - 1) if count > 1 else -1.0, count])
    return rows
