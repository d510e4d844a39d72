"""Writes the model as the package reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from cleaner.boilerplate.measures import Numbers
from cleaner.boilerplate.models.words import WordWeights


def export(models: Sequence[lightgbm.Booster], weights: WordWeights, folder: Path) -> None:
    """`block_model.npz`, `hint_odds.tsv`, `block_word_odds.tsv`."""
    arrays = {}
    for name, model in zip(("first", "second"), models, strict=True):
        arrays |= _arrays(name, model)
    np.savez_compressed(folder / "block_model.npz", **arrays)  # type: ignore[arg-type]
    _write_odds(folder / "hint_odds.tsv", weights.hints, "word of the class, id and role attributes around it")
    _write_odds(folder / "block_word_odds.tsv", weights.words, "word of its text")


def _arrays(name: str, model: lightgbm.Booster) -> dict[str, Any]:
    """A forest as flat arrays: per node the feature, the threshold, the children; leaves point at themselves."""
    nodes: list[list[float]] = []
    roots = [_flatten(tree["tree_structure"], nodes) for tree in model.dump_model()["tree_info"]]
    table = np.array(nodes)
    return {
        f"{name}_roots": np.array(roots, dtype=np.int32),
        f"{name}_feature": table[:, 0].astype(np.uint8),
        f"{name}_threshold": _rounded_down(table[:, 1]),
        f"{name}_left": table[:, 2].astype(np.int32),
        f"{name}_right": table[:, 3].astype(np.int32),
        f"{name}_value": table[:, 4].astype(np.float32),
    }


def _flatten(node: dict[str, Any], nodes: list[list[float]]) -> int:
    at = len(nodes)
    nodes.append([0.0, np.inf, at, at, node.get("leaf_value", 0.0)])
    if "split_feature" in node:
        left, right = _flatten(node["left_child"], nodes), _flatten(node["right_child"], nodes)
        nodes[at] = [node["split_feature"], node["threshold"], left, right, 0.0]
    return at


def _rounded_down(values: Numbers) -> Numbers:
    """Thresholds as 32-bit floats that part the same 32-bit values."""
    small = values.astype(np.float32)
    return np.where(small > values, np.nextafter(small, np.float32(-np.inf)), small).astype(np.float32)


def _write_odds(path: Path, odds: dict[str, float], what: str) -> None:
    lines = [
        f"# Log odds of a block being kept, by {what}. Written by `python -m training.block_model`.",
        *(f"{word}\t{value:.2f}" for word, value in sorted(odds.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
