"""The recogniser's network: embeddings of hashed features, and layers that look at the neighbours of each token.

A token is the sum of the embeddings of its features, and the mean of its text is added to it. Each layer reads a token
with the one before and the one behind in the same sentence, keeps the larger of two answers for each number (maxout)
and adds it to what came in. What comes out is scored for each tag.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layer:
    """`weights` (3 width x 2 width) and `bias` (2 width)."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """`table` (features x width), `whole` (width x width) for the mean of the text, `output` (width x tags)."""

    table: Floats
    whole: Floats
    layers: tuple[Layer, ...]
    output: Floats

    def scores(self, rows: Rows, sentence: list[int]) -> Floats:
        """Scores (tokens x tags) of the tokens of one text."""
        first, last = bounds(sentence)
        embedded: Floats = self.table[rows].sum(axis=1) / np.float32(rows.shape[1] ** 0.5)
        state = embedded + embedded.mean(axis=0) @ self.whole
        for layer in self.layers:
            answers = beside(state, first, last) @ layer.weights + layer.bias
            state = state + np.maximum(*np.split(answers, 2, axis=1))
        scores: Floats = state @ self.output
        return scores


def bounds(sentence: list[int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tokens begin a sentence, which end one."""
    change = np.diff(np.array(sentence)) != 0
    return np.concatenate([[True], change]), np.concatenate([change, [True]])


def beside(state: Floats, first: NDArray[np.bool_], last: NDArray[np.bool_]) -> Floats:
    """Each token's numbers between those of the token before and behind; zeros where a sentence ends."""
    before, behind = np.zeros_like(state), np.zeros_like(state)
    before[1:], behind[:-1] = state[:-1], state[1:]
    before[first], behind[last] = 0, 0
    return np.concatenate([before, state, behind], axis=1)
