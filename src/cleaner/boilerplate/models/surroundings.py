"""What stands around a block: the elements it is in, the blocks above and below."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.measures import Indices, Measures, Numbers
from cleaner.boilerplate.models.table import Table

LEVELS = (0, 1, 2, 4)  # which of the elements around a block are measured
_PROSE_HOME = 0.4  # share of the page's prose that makes an element its home
_REACHES = (4, 10)  # blocks above and below that are measured together


def surrounded(table: Table, measures: Measures, at: Indices) -> None:
    """The elements around a block: how much text, prose and link text they hold."""
    around = measures.around
    words, links, prose = (around.sums(values) for values in (measures.words, measures.link_words, measures.prose))
    page_words, page_prose = float(measures.words.sum()), max(1.0, float(measures.prose.sum()))
    all_numbers = around.numbers[at]
    numbers = all_numbers[:, LEVELS]
    held = np.maximum(1.0, words[numbers])
    table.add_rows([f"words {level} out" for level in LEVELS], held / page_words)
    table.add_rows([f"links {level} out" for level in LEVELS], links[numbers] / held)
    table.add_rows([f"prose {level} out" for level in LEVELS], prose[numbers] / held)
    table.add_rows([f"blocks {level} out" for level in LEVELS], around.counts[numbers])
    inside = prose[all_numbers]
    homes = (inside >= _PROSE_HOME * page_prose) & (inside > 0)
    is_home = homes.any(axis=1)
    nearest = homes.argmax(axis=1)
    home = all_numbers[np.arange(len(at)), nearest]
    table.add("levels to the prose", np.where(is_home, nearest, 9))
    table.add("links at the prose", np.where(is_home, links[home] / np.maximum(1.0, words[home]), 1.0))


def neighboured(table: Table, measures: Measures, at: Indices) -> None:
    """The blocks above and below: how much text and link text they hold."""
    words, links, density = measures.words, measures.link_words, measures.density
    for side, shift in (("above", 1), ("below", -1)):
        table.add(f"words 1 {side}", np.log1p(shifted(words, shift)[at]))
        table.add(f"links 1 {side}", shifted(density, shift)[at])
    sums = running_sums(words, links)
    for reach in _REACHES:
        for side in ("above", "below"):
            near, linked = windowed(sums, at, reach, side)
            near = np.maximum(1, near)
            table.add(f"words in {reach} {side}", np.log1p(near))
            table.add(f"links in {reach} {side}", linked / near)


def shifted(values: Numbers, by: int) -> Numbers:
    """The value `by` rows above (below where negative); 0 beyond the page's ends."""
    result = np.zeros_like(values)
    if by > 0:
        result[by:] = values[:-by]
    else:
        result[:by] = values[-by:]
    return result


def running_sums(*values: Numbers) -> NDArray[np.float64]:
    """What stands above each row, a line for each of the `values`, and what there is in all."""
    sums = np.zeros((len(values), len(values[0]) + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


def windowed(sums: NDArray[np.float64], at: Indices, reach: int, side: str) -> NDArray[np.float64]:
    """By running sums, the sums of the `reach` values above or below the rows `at`, the row itself left out."""
    if side == "above":
        return np.asarray(sums[:, at] - sums[:, np.maximum(0, at - reach)])
    return np.asarray(sums[:, np.minimum(sums.shape[1] - 1, at + 1 + reach)] - sums[:, at + 1])
