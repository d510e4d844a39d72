"""What stands around a block: the elements it is in, the blocks above and below."""

from __future__ import annotations

import numpy as np

from cleaner.boilerplate.measures import Indices, Measures, Numbers
from cleaner.boilerplate.models.table import Table

LEVELS = (0, 1, 2, 4)  # which of the elements around a block are measured
_PROSE_HOME = 0.4  # share of the page's prose that makes an element its home


def surrounded(table: Table, measures: Measures, at: Indices) -> None:
    """The elements around a block: how much text, prose and link text they hold."""
    around = measures.around
    words, links, prose, counts = (
        around.sums(values)
        for values in (measures.words, measures.link_words, measures.prose, np.ones_like(measures.words))
    )
    page_words, page_prose = float(measures.words.sum()), max(1.0, float(measures.prose.sum()))
    for level in LEVELS:
        numbers = around.numbers[at, np.minimum(level, around.lengths[at] - 1)]
        held = np.maximum(1.0, words[numbers])
        table.add(f"words {level} out", held / page_words)
        table.add(f"links {level} out", links[numbers] / held)
        table.add(f"prose {level} out", prose[numbers] / held)
        table.add(f"blocks {level} out", counts[numbers])
    homes = (prose[around.numbers[at]] >= _PROSE_HOME * page_prose) & (prose[around.numbers[at]] > 0)
    levels = np.where(homes.any(axis=1), homes.argmax(axis=1), 9)
    home = around.numbers[at, np.minimum(levels, around.lengths[at] - 1)]
    table.add("levels to the prose", levels)
    table.add("links at the prose", np.where(levels < 9, links[home] / np.maximum(1.0, words[home]), 1.0))


def neighboured(table: Table, measures: Measures, at: Indices) -> None:
    """The blocks above and below: how much text and link text they hold."""
    words, links, prose = measures.words, measures.link_words, measures.prose
    density = links / words
    for side, shift in (("above", 1), ("below", -1)):
        table.add(f"words 1 {side}", np.log1p(shifted(words, shift)[at]))
        table.add(f"links 1 {side}", shifted(density, shift)[at])
    for reach in (4, 10):
        for side in ("above", "below"):
            near = np.maximum(1, windowed(words, reach, side)[at])
            table.add(f"words in {reach} {side}", np.log1p(near))
            table.add(f"links in {reach} {side}", windowed(links, reach, side)[at] / near)
            table.add(f"prose in {reach} {side}", windowed(prose, reach, side)[at] / near)


def shifted(values: Numbers, by: int) -> Numbers:
    """The value `by` rows above (below where negative); 0 beyond the page's ends."""
    result = np.zeros_like(values)
    if by > 0:
        result[by:] = values[:-by]
    else:
        result[:by] = values[-by:]
    return result


def windowed(values: Numbers, reach: int, side: str) -> Numbers:
    """The sum of the `reach` values above or below each row, the row itself left out."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    rows = np.arange(len(values))
    if side == "above":
        found = sums[rows] - sums[np.maximum(0, rows - reach)]
    else:
        found = sums[np.minimum(len(values), rows + 1 + reach)] - sums[rows + 1]
    return np.asarray(found, dtype=np.float32)
