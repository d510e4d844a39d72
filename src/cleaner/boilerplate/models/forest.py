"""Boosted trees as flat arrays, evaluated for all rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.measures import Indices, Numbers

_ROWS = 512  # looked at together: more do not fit the processor's cache


@dataclass(frozen=True, slots=True)
class Level:
    """The splits at one depth, tree by tree, left to right. A row goes right where `row[feature] > threshold`."""

    feature: Indices
    threshold: Numbers


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees filled up to the same depth, so that the place of a node tells those of its children.

    Below a leaf stand splits that lead left, to copies of it.
    """

    levels: tuple[Level, ...]
    leaves: Numbers  # values, tree by tree, left to right
    trees: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
        """The forest stored under `<name>_...`: per node feature, threshold, value and children, leaves their own."""
        left, right = arrays[f"{name}_left"].astype(np.intp), arrays[f"{name}_right"].astype(np.intp)
        feature = arrays[f"{name}_feature"].astype(np.intp)
        threshold = arrays[f"{name}_threshold"].astype(np.float32)
        nodes = arrays[f"{name}_roots"].astype(np.intp)[:, None]  # of each tree, at the present depth
        levels = []
        while (is_split := left[nodes] != nodes).any():
            bounds = np.where(is_split, threshold[nodes], np.inf).astype(np.float32)
            levels.append(Level(feature[nodes].ravel(), bounds.ravel()))
            nodes = np.stack([left[nodes], right[nodes]], axis=-1).reshape(len(nodes), -1)
        leaves = arrays[f"{name}_value"].astype(np.float32)[nodes]
        return cls(tuple(levels), leaves.ravel(), len(nodes))

    def probabilities(self, columns: Numbers) -> Numbers:
        """One number between 0 and 1 a row; the rows given column by column."""
        count = columns.shape[1]
        pieces = [self._totals(columns[:, start : start + _ROWS]) for start in range(0, count, _ROWS)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(pieces))), dtype=np.float32)

    def _totals(self, columns: Numbers) -> NDArray[np.float64]:
        """The sums of the leaves that each row comes to."""
        count = columns.shape[1]
        flat = np.ascontiguousarray(columns).ravel()
        rows = np.arange(count, dtype=np.intp)
        # Where each row has come to in each tree. The nodes of a level stand tree by tree, so those below node n are
        # 2n and 2n + 1 of the next level, whatever the tree.
        nodes = np.repeat(np.arange(self.trees, dtype=np.intp)[:, None], count, axis=1)
        for level in self.levels:
            values = flat.take((level.feature * count).take(nodes) + rows)
            goes_right = values > level.threshold.take(nodes)
            nodes *= 2
            nodes += goes_right
        return np.asarray(self.leaves.take(nodes).sum(axis=0, dtype=np.float64))
