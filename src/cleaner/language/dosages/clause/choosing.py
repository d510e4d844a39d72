"""Chooses between answers that compete for an amount, by what the cues of each add up to.

For each question (which substance, which timing ...) every possible answer, "none of them" included, brings its cues;
the answer with the largest sum of weights wins, the first of equals. The weights are a table to read
(`data/choice_weights.tsv`), trained by `training/dosages/choices.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.described import Described
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.text.data_files import rows


class Question(Described):
    """What is asked of an amount where several answers compete."""

    SUBSTANCE = "substance", "What is the amount of?"
    TIMING = "timing", "Which words say how often it is taken?"
    DURATION = "duration", "Which words say for how long?"
    ROUTE = "route", "Which words say by which route?"
    FORM = "form", "Which words say in which form?"
    POPULATION = "population", "Which group of people is it for?"


Cues = Sequence[str]


def _weights() -> dict[Question, dict[str, float]]:
    table: dict[Question, dict[str, float]] = {question: {} for question in Question}
    for question, cue, weight in rows("choice_weights.tsv", 3):
        table[Question(question)][cue] = float(weight)
    return table


_WEIGHTS = _weights()


def choose(question: Question, statement: Statement, options: Sequence[tuple[object, Cues]]) -> int:
    """The index of the answer that its cues speak most for. `options` are values with their cues, at least one."""
    weights = _WEIGHTS[question]
    sums = [sum(weights.get(cue, 0.0) for cue in cues) for _, cues in options]
    return max(range(len(sums)), key=sums.__getitem__)
