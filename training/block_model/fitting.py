"""Boosted trees over the columns of blocks, and what models that never saw a page's site think of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from training.block_model.examples import Example

from cleaner.boilerplate.context import second_look
from cleaner.boilerplate.measures import Numbers

ROUNDS = (120, 80)  # of the first and of the second forest
PARAMETERS: dict[str, Any] = {
    "objective": "cross_entropy",
    "extra_trees": True,  # thresholds at random: sites not seen before gain by it
    "num_leaves": 24,
    "max_depth": 6,
    "learning_rate": 0.12,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


def fit(examples: Sequence[Example], matrices: Sequence[Numbers], rounds: int) -> lightgbm.Booster:
    """A forest from the pages that have open blocks."""
    filled = [number for number, one in enumerate(examples) if one.rows]
    weights = np.concatenate([_weights(examples[number]) for number in filled])
    data = lightgbm.Dataset(
        np.vstack([matrices[number] for number in filled]),
        np.concatenate([examples[number].share[examples[number].rows] for number in filled]),
        weight=weights / weights.mean(),
    )
    return lightgbm.train(PARAMETERS, data, rounds)


def _weights(one: Example) -> Numbers:
    """A block counts by its share of the page's text, because pages are scored by their words, each page alike."""
    words = (one.measures.words[one.rows] + 1) ** 0.8 / max(50.0, one.gold_words) ** 0.8
    return one.weight * (np.minimum(words, 0.5) + 0.002)


def held_out(
    examples: Sequence[Example], matrices: Sequence[Numbers], folds: Sequence[int], rounds: int
) -> list[Numbers]:
    """The opinions on each page by a forest that never saw its site."""
    found: list[Numbers] = [np.zeros(0, dtype=np.float32)] * len(examples)
    for fold in sorted(set(folds)):
        inside = [number for number, own in enumerate(folds) if own != fold]
        model = fit([examples[number] for number in inside], [matrices[number] for number in inside], rounds)
        for number, own in enumerate(folds):
            if own == fold and examples[number].rows:
                found[number] = model.predict(matrices[number]).astype(np.float32)
    return found


def with_second_look(one: Example, matrix: Numbers, first: Numbers) -> Numbers:
    """The columns of the second forest."""
    if not one.rows:
        return matrix
    opinions = one.settled.copy()
    opinions[one.rows] = first
    return np.hstack([matrix, second_look(one.page, one.rows, opinions).columns().T])
