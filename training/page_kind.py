"""Training of the page-kind model, a linear model over clues. Runs with the block model, which reads its chances."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from training.block_model.examples import Example

from cleaner.boilerplate.measures import Numbers
from cleaner.boilerplate.pagekind.clues import clues
from cleaner.boilerplate.pagekind.recognise import BIAS, TOLD_APART, KindChances, softmax

_FEWEST_SITES = 5  # that a clue stands on
_SHRINKING = 5.0  # weight of the squared weights
_STEPS = 100
_LEAST = 0.04  # weight from which a clue is written
_CORPUS = "wcxb"  # the corpus with all kinds: figures are told of it

Clues = Sequence[frozenset[str]]


def train_page_kind(
    examples: Sequence[Example], folds: Sequence[int], output: Path, sources: Mapping[str, str]
) -> list[KindChances]:
    """The chances of each page by a model that never saw its site. Writes `page_kind.tsv` and `page_kind.json`."""
    found = [clues(one.document, one.measures) for one in examples]
    told: list[KindChances | None] = [None] * len(examples)
    for fold in sorted(set(folds)):
        weights = _fit(examples, found, [number for number, own in enumerate(folds) if own != fold])
        for number, own in enumerate(folds):
            if own == fold:
                told[number] = KindChances(softmax(found[number], weights), found[number])
    chances = [one for one in told if one is not None]
    weights = _fit(examples, found, range(len(examples)))
    lines = [
        "# What each clue adds to the score of each kind of page. Written by `python -m training.block_model`.",
        "# clue\t" + "\t".join(TOLD_APART),
        *("\t".join((clue, *(f"{value:.2f}" for value in weights[clue]))) for clue in sorted(weights)),
    ]
    (output / "page_kind.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    card = {"sources": sources, "cross_validated": _figures(examples, chances), "shrinking": _SHRINKING}
    (output / "page_kind.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return chances


def _fit(examples: Sequence[Example], found: Clues, numbers: Sequence[int]) -> dict[str, Numbers]:
    """Multinomial logistic regression; clues that stand on few sites are left out."""
    chosen = [number for number in numbers if examples[number].kind in TOLD_APART]
    sites: dict[str, set[str]] = defaultdict(set)
    for number in chosen:
        for clue in found[number]:
            sites[clue].add(examples[number].site)
    columns = {clue: at for at, clue in enumerate(sorted(c for c, on in sites.items() if len(on) >= _FEWEST_SITES))}
    rows = [sorted(columns[clue] for clue in found[number] if clue in columns) for number in chosen]
    table = csr_matrix(
        (np.ones(sum(map(len, rows))), np.concatenate(rows), np.cumsum([0, *map(len, rows)])),
        shape=(len(rows), len(columns)),
    )
    is_kind = np.array([[examples[number].kind == kind for kind in TOLD_APART] for number in chosen], dtype=float)
    weights = _solved(table, is_kind)
    kept = {clue: weights[at] for clue, at in columns.items() if np.abs(weights[at]).max() >= _LEAST}
    return {BIAS: weights[-1].astype(np.float32), **{clue: row.astype(np.float32) for clue, row in kept.items()}}


def _solved(table: csr_matrix, is_kind: NDArray[np.float64]) -> NDArray[np.float64]:
    """A row of weights a clue, the last one for the bias."""
    shape = (table.shape[1] + 1, is_kind.shape[1])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        scores = table @ weights[:-1] + weights[-1]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        wrong = chances - is_kind
        gradient = np.vstack([table.T @ wrong + _SHRINKING * weights[:-1], wrong.sum(axis=0)])
        likelihood = np.log((chances * is_kind).sum(axis=1) + 1e-12).sum()
        return -likelihood + 0.5 * _SHRINKING * float((weights[:-1] ** 2).sum()), gradient.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return np.asarray(found.x).reshape(shape)


def _figures(examples: Sequence[Example], chances: Sequence[KindChances]) -> dict[str, object]:
    """Share of the corpus' pages whose kind was told, and precision and recall of each kind."""
    pairs = [
        (one.kind, str(TOLD_APART[int(told.values.argmax())]))
        for one, told in zip(examples, chances, strict=True)
        if one.corpus == _CORPUS
    ]
    result: dict[str, object] = {"pages": len(pairs), "told": round(sum(a == b for a, b in pairs) / len(pairs), 3)}
    for kind in TOLD_APART:
        hit = sum(wanted == said == kind for wanted, said in pairs)
        said = sum(said == kind for _, said in pairs)
        wanted = sum(wanted == kind for wanted, _ in pairs)
        result[kind] = {"precision": round(hit / max(1, said), 3), "recall": round(hit / max(1, wanted), 3)}
    return result
