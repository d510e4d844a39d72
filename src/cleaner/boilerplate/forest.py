"""Boosted trees as flat arrays, evaluated for all rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.measures import Numbers


@dataclass(frozen=True, slots=True)
class Forest:
    """Per node: go left where `row[feature] <= threshold`. Leaves are their own children and hold a value."""

    roots: NDArray[np.int32]
    feature: NDArray[np.intp]
    threshold: Numbers
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: Numbers
    depth: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
        left = arrays[f"{name}_left"].astype(np.intp)
        right = arrays[f"{name}_right"].astype(np.intp)
        roots = arrays[f"{name}_roots"].astype(np.int32)
        level, depth = roots.astype(np.intp), 0
        while len(level := np.unique(np.concatenate([left[level], right[level]])[_inner(level, left)])):
            depth += 1
        return cls(
            roots=roots,
            feature=arrays[f"{name}_feature"].astype(np.intp),
            threshold=arrays[f"{name}_threshold"].astype(np.float32),
            left=left,
            right=right,
            value=arrays[f"{name}_value"].astype(np.float32),
            depth=depth,
        )

    def probabilities(self, rows: Numbers) -> Numbers:
        """One number between 0 and 1 a row."""
        count = len(rows)
        nodes = np.broadcast_to(self.roots.astype(np.intp), (count, len(self.roots))).copy()
        lines = np.arange(count, dtype=np.intp)[:, None]
        for _ in range(self.depth):
            goes_left = rows[lines, self.feature[nodes]] <= self.threshold[nodes]
            nodes = np.where(goes_left, self.left[nodes], self.right[nodes])
        total = self.value[nodes].sum(axis=1, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)


def _inner(level: NDArray[np.intp], left: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of the children of a level, left ones first, belong to nodes that are no leaves."""
    inner = left[level] != level
    return np.concatenate([inner, inner])
