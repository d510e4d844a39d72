"""Trains the weights that choose what belongs to an amount (`src/cleaner/language/dosages/data/choice_weights.tsv`).

    python -m training.dosages.choices [--data DIR] [GOLD.jsonl ...] [--write]

Learns from our own passages (`gold.OWN`), from annotated passages of benchmark data (`--data`), and from gold
files in the schema of the dosage benchmark. The reader
runs over each text; wherever it chooses, the options are kept with their cues and with which of them the gold calls
right. The right one is taken on, so that later choices see right ones before them. Prints for each question the share
that is right in five folds by source document.
Deterministic: conditional logit with a ridge, by gradient descent with momentum, no random numbers.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import spacy
from training.dosages.gold import files, is_own, records, weight_of

from cleaner.config import Config
from cleaner.language import dosages
from cleaner.language.context import PageContext, attach
from cleaner.language.dosages.clause import attached, choosing
from cleaner.language.dosages.clause.choosing import Question
from cleaner.language.dosages.clause.mentions import Mention
from cleaner.language.dosages.model import Duration, Substance, Timing
from cleaner.language.dosages.substances import assignment
from cleaner.language.dosages.text.normal import normalise
from cleaner.language.dosages.text.units import HOURS
from cleaner.language.understand import load

WEIGHTS = Path(dosages.__file__).parent / "data" / "choice_weights.tsv"
HEAD = (
    "# How much a cue speaks for an answer: question, cue, weight. "
    "Trained by training/dosages/choices.py on annotated passages."
)
ASKING = (assignment, attached)
_FIELDS = {question: question.value for question in Question} | {Question.TIMING: "frequency"}
FOLDS, RIDGE, STEPS, LEAST_SEEN = 5, 1.0, 300, 6
ROUNDS = 2  # what the gold does not tell is answered by the weights of the round before, at first by none


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: the cues of each option, which options are right, and the document it is from."""

    question: Question
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    source: str


class Teacher:
    """Stands in for `choose`: keeps what was asked about one record and answers with what its gold says."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._record, self._normal = record, normalise(record["text"])
        self.examples: list[Example] = []
        self.unanswerable: Counter[Question] = Counter()

    def __call__(self, question: Question, statement: Any, options: Sequence[tuple[Any, Sequence[str]]]) -> int:
        start = self._normal.offset(statement.amount.start)
        gold = next((dose for dose in self._record["doses"] if dose["start"] <= start < dose["end"]), None)
        chosen = choosing.choose(question, statement, options)
        if gold is None or _FIELDS[question] not in gold:
            return chosen
        right = tuple(self._right(question, value, gold, statement) for value, _ in options)
        if not any(right):
            self.unanswerable[question] += 1
            return chosen
        source = self._record["source"]
        self.examples.append(Example(question, tuple(tuple(cues) for _, cues in options), right, source))
        return chosen if right[chosen] else right.index(True)

    def _right(self, question: Question, value: Any, gold: dict[str, Any], statement: Any) -> bool:
        if question is Question.SUBSTANCE:
            return _same_name((gold["substance"] or {}).get("text"), self._name(value, statement))
        if question is Question.TIMING:
            return _rate(gold) == (None if value is None else _rate_of(value.timing))
        if question is Question.DURATION:
            return _length(gold["duration"]) == (None if value is None else _length_of(value[0]))
        if question is Question.POPULATION:
            return _same_group(gold["population"], None if value is None else self._words(value, statement))
        wanted = gold["route" if question is Question.ROUTE else "form"]
        return bool(wanted == (value.value if value is not None else None))

    def _name(self, value: Mention | Substance | None, statement: Any) -> str | None:
        if value is None or isinstance(value, Substance):
            return value.text if value is not None else None
        return self._words(value, statement)

    def _words(self, value: Any, statement: Any) -> str:
        tokens = statement.scene.tokens
        first, last = tokens[value.first].start, tokens[value.last - 1].end
        return str(statement.scene.text[first:last])


def _plain(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", " ", (text or "").lower()).strip()


def _same_name(one: str | None, other: str | None) -> bool:
    left, right = _plain(one), _plain(other)
    return left == right or bool(left and right and (f" {left} " in f" {right} " or f" {right} " in f" {left} "))


def _same_group(one: str | None, other: str | None) -> bool:
    left, right = set(_plain(one).split()), set(_plain(other).split())
    return left == right or bool(left and right and 2 * len(left & right) >= 0.5 * (len(left) + len(right)))


def _rate(gold: dict[str, Any]) -> tuple[float, ...] | None:
    stated = gold.get("frequency")
    if not stated:
        return None
    count, period = float(stated.get("count") or 1), float(stated.get("period") or 1)
    most, longest = float(stated.get("count_max") or count), float(stated.get("period_max") or period)
    return _per_day(count, most, period, longest, stated["period_unit"])


def _rate_of(timing: Timing) -> tuple[float, ...]:
    count, period = timing.count, timing.period
    return _per_day(count, timing.count_max or count, period, timing.period_max or period, timing.unit)


def _per_day(count: float, most: float, period: float, longest: float, unit: str) -> tuple[float, ...]:
    hours = HOURS[unit]
    return tuple(
        float(f"{rate:.4g}") for rate in sorted((count / (longest * hours) * 24, most / (period * hours) * 24))
    )


def _length(stated: dict[str, Any] | None) -> tuple[float, ...] | None:
    if not stated:
        return None
    hours = HOURS[stated["unit"]]
    most = stated.get("value_max") or stated["value"]
    return float(f"{stated['value'] * hours:.3g}"), float(f"{most * hours:.3g}")


def _length_of(found: Duration) -> tuple[float, ...]:
    return _length({"value": found.value, "unit": found.unit, "value_max": found.value_max}) or ()


def examples(path: Path, data: Path | None = None) -> Iterator[Example]:
    """The choices that the reader makes over a gold file, behind the entity components and on its own.

    On its own it knows few names: what it learns there holds for names that no vocabulary has.
    """
    alone = spacy.blank("en")
    alone.add_pipe("dosages")
    for record in records(path, data):
        for nlp in (load(Config()), alone):
            teacher = Teacher(record)
            with ExitStack() as stack:
                for module in ASKING:
                    stack.enter_context(patch.object(module, "choose", teacher))
                nlp(attach(nlp.make_doc(record["text"]), PageContext(outside=record.get("context") or None)))
            yield from teacher.examples


def fit(train: Sequence[Example]) -> dict[str, float]:
    """The weight of each cue, for one question: the right options together shall be likely."""
    seen: dict[str, int] = {}
    for example in train:
        for cue in {cue for cues in example.options for cue in cues}:
            seen[cue] = seen.get(cue, 0) + 1
    names = sorted(cue for cue, times in seen.items() if times >= LEAST_SEEN)
    place = {name: index for index, name in enumerate(names)}
    rows = [cues for example in train for cues in example.options]
    matrix = np.zeros((len(rows), len(names)))
    for row, cues in enumerate(rows):
        for cue in cues:
            if cue in place:
                matrix[row, place[cue]] = 1.0
    sizes = np.array([len(example.options) for example in train])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    counted = np.repeat([weight_of(example.source) for example in train], sizes)
    right = np.array([flag for example in train for flag in example.right], dtype=float)
    weights, speed = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(STEPS):
        gradient = matrix.T @ (counted * _pull(matrix @ weights, right, starts, sizes)) - RIDGE * weights
        speed = 0.9 * speed + 0.5 / len(train) * gradient
        weights += speed
    return dict(zip(names, weights.tolist(), strict=True))


def _pull(scores: np.ndarray, right: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The chances of each option among the right ones less those among all."""
    likely = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    among_right = likely * right
    share = among_right / np.repeat(np.add.reduceat(among_right, starts), sizes)
    return np.asarray(share - likely / np.repeat(np.add.reduceat(likely, starts), sizes))


def is_right(example: Example, weights: dict[str, float]) -> bool:
    sums = [sum(weights.get(cue, 0.0) for cue in cues) for cues in example.options]
    return example.right[max(range(len(sums)), key=sums.__getitem__)]


def fold_of(source: str) -> int:
    return sha256(source.encode()).digest()[0] % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--data", type=Path, help="folder of benchmark data: its dosages and annotated passages")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: dict[Question, dict[str, float]] = {question: {} for question in Question}
    for _ in range(ROUNDS):
        with patch.object(choosing, "_WEIGHTS", found):
            paths = files(options.data, options.gold)
            everything = [example for path in paths for example in examples(path, options.data)]
        found = {question: fit([x for x in everything if x.question is question]) for question in Question}
    lines: list[str] = []
    for question in Question:
        asked = [example for example in everything if example.question is question]
        held: list[tuple[bool, bool]] = []  # right, and of real text
        for fold in range(FOLDS):
            weights = fit([example for example in asked if fold_of(example.source) != fold])
            apart = [example for example in asked if fold_of(example.source) == fold]
            held.extend((is_right(example, weights), not is_own(example.source)) for example in apart)
        weights = found[question]
        trained = float(np.mean([is_right(example, weights) for example in asked]))
        counts = f"{len(asked)} choices, {len(weights)} cues"
        of_real = np.mean([right for right, real in held if real])
        folds = f"right in folds {np.mean([right for right, _ in held]):.3f}, of real text {of_real:.3f}"
        print(f"{question}: {counts}; {folds}, in training {trained:.3f}")
        lines.extend(f"{question}\t{cue}\t{weight:.2f}" for cue, weight in weights.items() if abs(weight) >= 0.05)
    if options.write:
        WEIGHTS.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
