"""Inference of a linear-chain conditional random field over sentences of unequal length, all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def padded(sentence: list[int]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each sentence's tokens stand: indices (sentences x longest), and which of them are real."""
    numbers = np.array(sentence, np.int64)
    lengths = np.bincount(numbers)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    steps = np.arange(lengths.max())
    real = steps[None, :] < lengths[:, None]
    return np.where(real, starts[:, None] + steps[None, :], 0), real


def marginals(emissions: Floats, transitions: Floats, real: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Forward and backward log scores, shape (sentences, length, tags); both normalised at each step."""
    length = emissions.shape[1]
    forward = np.zeros_like(emissions)
    backward = np.zeros_like(emissions)
    forward[:, 0] = _normal(emissions[:, 0])
    for step in range(1, length):
        joined = _logsum(forward[:, step - 1, :, None] + transitions[None], axis=1) + emissions[:, step]
        forward[:, step] = np.where(real[:, step, None], _normal(joined), forward[:, step - 1])
    for step in range(length - 2, -1, -1):
        ahead = backward[:, step + 1] + emissions[:, step + 1]
        joined = _normal(_logsum(ahead[:, None, :] + transitions[None], axis=2))
        backward[:, step] = np.where(real[:, step + 1, None], joined, 0.0)
    return forward, backward


def best_path(emissions: Floats, transitions: Floats, real: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The likeliest tags of each sentence (Viterbi), shape (sentences, length)."""
    scores = emissions.copy()
    for step in range(1, emissions.shape[1]):
        came = (scores[:, step - 1, :, None] + transitions).max(axis=1)
        scores[:, step] = np.where(real[:, step, None], came + emissions[:, step], scores[:, step - 1])
    path = np.zeros(real.shape, np.int64)
    path[:, -1] = scores[:, -1].argmax(axis=1)
    for step in range(real.shape[1] - 1, 0, -1):
        behind = path[:, step]
        before = (scores[:, step - 1] + transitions.T[behind]).argmax(axis=1)
        path[:, step - 1] = np.where(real[:, step], before, behind)
    return path


def _logsum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(values - top).sum(axis=axis)) + np.squeeze(top, axis)
    return total


def _normal(values: Floats) -> Floats:
    shifted: Floats = values - _logsum(values, axis=1)[:, None]
    return shifted
