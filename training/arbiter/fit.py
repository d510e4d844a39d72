"""Fits the arbiter: AdaGrad for the sparse part, Adam for the dense one, dropout over both.

It begins as the rules: every tag that repeats their verdict has a bonus, tags that cannot follow one another a malus.
The weights that are returned are the running mean of the last steps.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from training.recognizer.fit import Dense, Floats, Sparse, errors

from cleaner.language.arbiter.features import BUCKETS, OUTPUTS, PLACES, TAGS, Seen
from cleaner.language.arbiter.model import Weights, expanded, gathered

_TOKENS = 1_000  # of a batch
_MEAN_STEPS = 2
_AGREEING = TAGS + PLACES  # the output of the verdict's own tag


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage for training; `weight`: how much its errors count."""

    seen: Seen
    sentence: list[int]
    tags: NDArray[np.int64]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    epochs: int = 10
    rate: float = 0.05
    dense_rate: float = 0.003
    decay: float = 0.01
    dropout: float = 0.5
    dense_dropout: float = 0.2
    mean: float = 0.99
    agreeing: float = 5.0
    impossible: float = -6.0
    seed: int = 0


@dataclass(slots=True)
class Trainer:
    settings: Settings
    measures: int
    start: Weights | None = None
    learns: int = OUTPUTS  # the outputs behind these keep what they begin with
    noise: np.random.Generator = field(init=False)
    linear: Sparse = field(init=False)
    dense: Dense = field(init=False)
    transitions: Dense = field(init=False)

    def __post_init__(self) -> None:
        own = self.settings
        self.noise = np.random.default_rng(own.seed)
        start = self.start or _as_the_rules(own, self.measures)
        self.linear = Sparse(start.linear.copy(), own.rate, own.decay, own.mean)
        self.dense = Dense(start.dense.copy(), own.dense_rate, own.mean)
        self.transitions = Dense(start.transitions.copy(), 3 * own.dense_rate, own.mean)

    def weights(self) -> Weights:
        return Weights(self.linear.mean, self.dense.mean, self.transitions.mean)

    def step(self, batch: list[Lesson], rate: float) -> None:
        """One batch; `rate`: the share of the full rate."""
        rows = np.concatenate([lesson.seen.rows for lesson in batch])
        measures = np.concatenate([lesson.seen.measures for lesson in batch])
        relations = np.concatenate([lesson.seen.relations for lesson in batch])
        tags = np.concatenate([lesson.tags for lesson in batch])
        weight = np.concatenate([np.full(len(lesson.tags), lesson.weight, np.float32) for lesson in batch])
        touched, spread = self.linear.spread(rows, self._kept(rows.shape, self.settings.dropout))
        kept = self._kept(measures.shape, self.settings.dense_dropout)
        kept[:, -1] = 1
        measures = measures * kept
        outputs = spread @ self.linear.values[touched] + measures @ self.dense.values
        emissions = expanded(outputs.astype(np.float32), relations)
        _, error, moved = errors(emissions, self.transitions.values, _numbered(batch), tags, weight)
        back = gathered(error, relations)
        back[:, self.learns :] = 0
        self.transitions.update(moved, rate)
        self.dense.update((measures.T @ back).astype(np.float32), rate)
        self.linear.update(touched, (spread.T @ back).astype(np.float32))

    def _kept(self, shape: tuple[int, ...], dropout: float) -> Floats:
        kept = self.noise.random(shape, np.float32) >= dropout
        return kept.astype(np.float32) / np.float32(1 - dropout)


def fit(lessons: list[Lesson], settings: Settings, start: Weights | None = None) -> Weights:
    """Train on passages, from the rules or from `start`. The same input and settings give the same weights."""
    return _run(Trainer(settings, lessons[0].seen.measures.shape[1], start), lessons)


def prepared(lessons: list[Lesson], settings: Settings) -> Weights:
    """Train on texts that only the rules have marked, with many of their marks hidden from the model.

    It learns by what words and surroundings they go. How far to trust them such texts cannot teach: that stays as set.
    """
    return _run(Trainer(settings, lessons[0].seen.measures.shape[1], learns=_AGREEING), lessons)


def _run(trainer: Trainer, lessons: list[Lesson]) -> Weights:
    settings, order = trainer.settings, random.Random(trainer.settings.seed)
    lessons = list(lessons)
    total, done = settings.epochs * sum(len(lesson.tags) for lesson in lessons), 0
    for _ in range(settings.epochs):
        order.shuffle(lessons)
        for steps, batch in enumerate(_batches(lessons)):
            trainer.step(batch, max(0.05, 1 - done / total))
            done += sum(len(lesson.tags) for lesson in batch)
            if steps % _MEAN_STEPS == 0:
                share = settings.mean**_MEAN_STEPS
                trainer.linear.mean += (1 - share) * (trainer.linear.values - trainer.linear.mean)
    return trainer.weights()


def _as_the_rules(settings: Settings, measures: int) -> Weights:
    dense = np.zeros((measures, OUTPUTS), np.float32)
    dense[-1, _AGREEING] = settings.agreeing
    return Weights(np.zeros((BUCKETS, OUTPUTS), np.float32), dense, _possible(settings.impossible))


def _possible(malus: float) -> Floats:
    """A later token's tag follows only tags of its own label."""
    table = np.zeros((TAGS, TAGS), np.float32)
    for later in range(2, TAGS, 2):
        table[:, later] = malus
        table[[later - 1, later], later] = 0
    return table


def _batches(lessons: list[Lesson]) -> list[list[Lesson]]:
    batches: list[list[Lesson]] = [[]]
    for lesson in lessons:
        if sum(len(other.tags) for other in batches[-1]) >= _TOKENS:
            batches.append([])
        batches[-1].append(lesson)
    return batches


def _numbered(batch: list[Lesson]) -> list[int]:
    """The sentences of several passages, numbered on."""
    out: list[int] = []
    for lesson in batch:
        begin = out[-1] + 1 if out else 0
        out += [begin + number for number in lesson.sentence]
    return out
