"""Trains the weights that tell the kind of a dose (`src/cleaner/language/dosages/data/kind_weights.tsv`).

    python -m training.dosages.kinds [--data DIR] [GOLD.jsonl ...] [--write]

Learns from our own sentences and passages (`gold.OWN`), from annotated passages of benchmark data (`--data`), and
from gold files in the schema of the dosage benchmark.
Prints the share that is right in five folds by source document, and for each file when it alone is left out.
Deterministic: a convex loss (multinomial logistic, L2), no random numbers.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from training.dosages.gold import KIND_SENTENCES, files, records, weight_of

from cleaner.config import Config
from cleaner.contract.vocabulary import DoseKind
from cleaner.language import dosages
from cleaner.language.alignment import small_words
from cleaner.language.context import PageContext, attach
from cleaner.language.dosages import describe
from cleaner.language.dosages.fields import kinds
from cleaner.language.understand import load

WEIGHTS = Path(dosages.__file__).parent / "data" / "kind_weights.tsv"
HEAD = (
    "# How much each cue speaks for each kind: name, then "
    + ", ".join(kind.value for kind in kinds.CHOSEN)
    + (". Trained by training/dosages/kinds.py on annotated passages.")
)
FOLDS, RIDGE, STEPS, LEAST_DOCUMENTS = 5, 2.0, 400, 4
ALWAYS, WORD, SHORTEST_WORD = "always", "word: ", 3


@dataclass(frozen=True, slots=True)
class Example:
    """A dose of the gold that the reader found: what spoke, what it is, and the document it is from."""

    features: dict[str, float]
    kind: int
    source: str


def examples(path: Path, data: Path | None = None) -> Iterator[Example]:
    """The doses of a file whose kind the model has to tell (no maxima)."""
    nlp = load(Config())
    for record in records(path, data):
        seen: dict[int, dict[str, float]] = {}

        def asked(*arguments: Any, seen: dict[int, dict[str, float]] = seen) -> Any:
            statement = arguments[0]
            seen[statement.amount.start] = {
                feature.name: feature.value
                for feature in chain(kinds.features(*arguments), kinds.word_features(statement.scene))
            }
            return kinds.kind_of(*arguments)

        with patch.object(describe, "kind_of", asked):
            nlp(attach(nlp.make_doc(record["text"]), PageContext(outside=record.get("context") or None)))
        for dose in record["doses"]:
            if "kind" not in dose:
                continue
            kind = DoseKind(dose["kind"])
            found = next((seen[start] for start in seen if dose["start"] <= start < dose["end"]), None)
            if found is not None and kind is not DoseKind.UPPER_LIMIT:
                yield Example(found | {ALWAYS: 1.0}, kinds.CHOSEN.index(kind), record["source"])


def fit(train: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    """Weights (names x kinds) by gradient descent with momentum on the regularised loss."""
    matrix, truth = _matrix(train, names), np.eye(len(kinds.CHOSEN))[[example.kind for example in train]]
    counted = np.array([[weight_of(example.source)] for example in train])
    weights = np.zeros((len(names), len(kinds.CHOSEN)))
    speed = np.zeros_like(weights)
    for _ in range(STEPS):
        gradient = matrix.T @ (counted * (_chances(matrix @ weights) - truth)) + RIDGE * weights
        speed = 0.9 * speed - 0.5 / len(train) * gradient
        weights += speed
    return weights


def _matrix(some: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(some), len(names)))
    for row, example in enumerate(some):
        for name, value in example.features.items():
            if name in place:
                matrix[row, place[name]] = value
    return matrix


def _chances(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def _names(some: Sequence[Example]) -> list[str]:
    """The cues to learn: of plain words those that a few documents share."""
    documents: dict[str, set[str]] = {}
    for example in some:
        for name in example.features:
            documents.setdefault(name, set()).add(example.source)
    return sorted(
        name
        for name, found in documents.items()
        if not name.startswith(WORD) or (len(found) >= LEAST_DOCUMENTS and _says_something(name.removeprefix(WORD)))
    )


def _says_something(word: str) -> bool:
    """No "the" and no "mg": those tell who wrote the passages rather than what is said."""
    return len(word) >= SHORTEST_WORD and word not in small_words()


def _right(test: Sequence[Example], names: Sequence[str], weights: np.ndarray) -> np.ndarray:
    best = (_matrix(test, names) @ weights).argmax(axis=1)
    return np.asarray(best == [example.kind for example in test])


def _fold(source: str) -> int:
    return sha256(source.encode()).digest()[0] % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--data", type=Path, help="folder of benchmark data: its dosages and annotated passages")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    by_file = {
        path: list(examples(path, options.data)) for path in [KIND_SENTENCES, *files(options.data, options.gold)]
    }
    everything = [example for some in by_file.values() for example in some]
    names = _names(everything)
    right: list[bool] = []
    for fold in range(FOLDS):
        train = [example for example in everything if _fold(example.source) != fold]
        test = [example for example in everything if _fold(example.source) == fold]
        right.extend(_right(test, names, fit(train, names)))
    print(f"{len(everything)} doses, {len(names)} cues; right in folds by source: {np.mean(right):.3f}")
    for path, some in by_file.items():
        others = [example for other, found in by_file.items() if other != path for example in found]
        if others:
            print(
                f"  {path}: right when left out {np.mean(_right(some, names, fit(others, names))):.3f} of {len(some)}"
            )
    weights = fit(everything, names)
    print(f"right in training: {np.mean(_right(everything, names, weights)):.3f}")
    if options.write:
        lines = ["\t".join([name, *(f"{w:.2f}" for w in row)]) for name, row in zip(names, weights, strict=True)]
        WEIGHTS.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
