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

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: Numbers
    children: NDArray[np.intp]  # of node n: left at 2n, right at 2n + 1
    value: Numbers
    depth: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
        """The forest stored under `<name>_...`."""
        left, right = arrays[f"{name}_left"].astype(np.intp), arrays[f"{name}_right"].astype(np.intp)
        roots = arrays[f"{name}_roots"].astype(np.intp)
        return cls(
            roots=roots,
            feature=arrays[f"{name}_feature"].astype(np.intp),
            threshold=arrays[f"{name}_threshold"].astype(np.float32),
            children=np.column_stack([left, right]).ravel(),
            value=arrays[f"{name}_value"].astype(np.float32),
            depth=_depth(roots, left, right),
        )

    def probabilities(self, rows: Numbers) -> Numbers:
        """One number between 0 and 1 a row."""
        count, width = rows.shape
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        lines = np.repeat(np.arange(count, dtype=np.intp) * width, len(self.roots))
        nodes = np.tile(self.roots, count)
        for _ in range(self.depth):
            beyond = flat.take(lines + self.feature.take(nodes)) > self.threshold.take(nodes)
            nodes = self.children.take(2 * nodes + beyond)
        total = self.value.take(nodes).reshape(count, -1).sum(axis=1, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)


def _depth(roots: NDArray[np.intp], left: NDArray[np.intp], right: NDArray[np.intp]) -> int:
    """Steps from the roots to the deepest leaf."""
    depth, level = 0, roots
    while len(level := level[left[level] != level]):
        level = np.concatenate([left[level], right[level]])
        depth += 1
    return depth
