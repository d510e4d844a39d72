"""Maximum-likelihood training of the recogniser: a linear chain over a linear model and a network, both at once.

Batches of whole texts; AdaGrad for what is sparse, Adam for the dense layers; dropout over features; the weights that
are returned are the running mean of the last steps.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cleaner.language.ner.crf import marginals, padded
from cleaner.language.ner.features import ROWS, SIZE, Inputs
from cleaner.language.ner.model import TAGS
from cleaner.language.ner.network import Layer, Network, beside, bounds

Floats = NDArray[np.float32]
_TOKENS = 1_500  # of a batch
_MEAN_STEPS = 4  # the mean of large tables is taken this seldom


@dataclass(frozen=True, slots=True)
class Text:
    """A text for training; `weight`: how much its errors count."""

    inputs: Inputs
    sentence: list[int]
    tags: NDArray[np.int64]
    weight: float = 1.0


@dataclass(slots=True)
class Settings:
    epochs: int = 14
    width: int = 64
    layers: int = 3
    rate: float = 0.05
    table_rate: float = 0.02
    dense_rate: float = 0.0015
    dropout: float = 0.5
    deep_dropout: float = 0.5
    layer_dropout: float = 0.15
    output_dropout: float = 0.2
    decay: float = 0.01
    mean: float = 0.998
    seed: int = 0


class Sparse:
    """A table of which a batch touches few rows: AdaGrad, and the running mean of it."""

    def __init__(self, values: Floats, rate: float, decay: float, share: float) -> None:
        self.values, self.mean = values, values.copy()
        self._squares = np.zeros_like(values)
        self._rate, self._decay, self._share = rate, decay, share

    def spread(self, rows: NDArray[np.int64], kept: Floats) -> tuple[NDArray[np.int64], csr_matrix]:
        """The rows touched, and which token has which of them by how much."""
        touched, place = np.unique(rows.ravel(), return_inverse=True)
        starts = np.arange(0, rows.size + 1, rows.shape[1])
        return touched, csr_matrix((kept.ravel(), place.ravel(), starts), shape=(len(rows), len(touched)))

    def update(self, touched: NDArray[np.int64], gradient: Floats) -> None:
        gradient = gradient + self._decay * self.values[touched]
        self._squares[touched] += gradient**2
        self.values[touched] -= self._rate * gradient / np.sqrt(self._squares[touched] + 1e-8)

    def average(self) -> None:
        self.mean += (1 - self._share**_MEAN_STEPS) * (self.values - self.mean)


class Dense:
    """A small matrix: Adam, and the running mean of it."""

    def __init__(self, values: Floats, rate: float, share: float) -> None:
        self.values, self.mean = values, values.copy()
        self._first, self._second, self._steps = np.zeros_like(values), np.zeros_like(values), 0
        self._rate, self._share = rate, share

    def update(self, gradient: Floats, rate: float) -> None:
        self._steps += 1
        self._first += 0.1 * (gradient - self._first)
        self._second += 0.001 * (gradient**2 - self._second)
        first, second = self._first / (1 - 0.9**self._steps), self._second / (1 - 0.999**self._steps)
        self.values -= (self._rate * rate * first / (np.sqrt(second) + 1e-8)).astype(np.float32)
        self.mean += (1 - self._share) * (self.values - self.mean)


@dataclass(slots=True)
class _Run:
    """What a batch left on its way up, for the way down."""

    known: NDArray[np.int64]  # embeddings touched
    mixed: csr_matrix  # tokens x embeddings
    mean: csr_matrix  # texts x tokens
    means: Floats
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]
    seen: list[Floats] = field(default_factory=list)
    chosen: list[NDArray[np.bool_]] = field(default_factory=list)
    drops: list[Floats] = field(default_factory=list)
    output: Floats = field(default_factory=lambda: np.zeros(0, np.float32))


@dataclass(slots=True)
class Trainer:
    settings: Settings
    noise: np.random.Generator = field(init=False)
    linear: Sparse = field(init=False)
    table: Sparse = field(init=False)
    dense: list[Dense] = field(init=False)

    def __post_init__(self) -> None:
        own = self.settings
        self.noise = np.random.default_rng(own.seed)
        width = own.width

        def drawn(*shape: int) -> Dense:
            values = self.noise.normal(size=shape) / np.sqrt(shape[0])
            return Dense(values.astype(np.float32), own.dense_rate, own.mean)

        self.linear = Sparse(np.zeros((SIZE, TAGS), np.float32), own.rate, own.decay, own.mean)
        embeddings = self.noise.normal(size=(ROWS, width), scale=0.3).astype(np.float32)
        self.table = Sparse(embeddings, own.table_rate, 0.0, own.mean)
        layers = [part for _ in range(own.layers) for part in (drawn(3 * width, 2 * width), drawn(1, 2 * width))]
        self.dense = [drawn(width, width), *layers, drawn(width, TAGS), drawn(TAGS, TAGS)]
        for zero in (self.dense[0], self.dense[-1], self.dense[-2], *self.dense[2:-2:2]):
            zero.values[:] = zero.mean[:] = 0

    def weights(self) -> tuple[Floats, Network, Floats]:
        """Emissions of the linear part, the network, transitions."""
        whole, *layers, output, transitions = (part.mean for part in self.dense)
        pairs = tuple(Layer(layers[i], layers[i + 1][0]) for i in range(0, len(layers), 2))
        return self.linear.mean, Network(self.table.mean, whole, pairs, output), transitions

    def step(self, batch: list[Text], rate: float) -> float:
        """One batch; returns its loss. `rate`: the share of the full rate."""
        owner = np.repeat(np.arange(len(batch)), [len(text.tags) for text in batch])
        sentence = _joined([text.sentence for text in batch])
        linear = np.concatenate([text.inputs.linear for text in batch])
        touched, spread = self.linear.spread(linear, self._kept(linear.shape, self.settings.dropout))
        run = self._forward(np.concatenate([text.inputs.deep for text in batch]), owner, sentence)
        output, transitions = self.dense[-2:]
        emissions = spread @ self.linear.values[touched] + run.output @ output.values
        tags = np.concatenate([text.tags for text in batch])
        weight = np.array([text.weight for text in batch], np.float32)[owner]
        loss, error, moved = errors(emissions, transitions.values, sentence, tags, weight)
        back = error @ output.values.T
        transitions.update(moved, rate)
        output.update(run.output.T @ error, rate)
        self.linear.update(touched, spread.T @ error)
        self._backward(run, back, rate)
        return loss

    def _forward(self, rows: NDArray[np.int64], owner: NDArray[np.int64], sentence: list[int]) -> _Run:
        own = self.settings
        share = np.float32(rows.shape[1] ** -0.5)
        known, mixed = self.table.spread(rows, self._kept(rows.shape, own.deep_dropout) * share)
        first, last = bounds(sentence)
        whole, *layers, _, _ = self.dense
        embedded = mixed @ self.table.values[known]
        size = (1 / np.bincount(owner)).astype(np.float32)
        mean = csr_matrix((size[owner], (owner, np.arange(len(owner)))))
        means = mean @ embedded
        state = embedded + (means @ whole.values)[owner]
        run = _Run(known, mixed, mean, means, first, last)
        for weights, bias in zip(layers[::2], layers[1::2], strict=True):
            run.seen.append(beside(state, first, last))
            left, right = np.split(run.seen[-1] @ weights.values + bias.values, 2, axis=1)
            run.chosen.append(left >= right)
            run.drops.append(self._kept(state.shape, own.layer_dropout))
            state = state + np.maximum(left, right) * run.drops[-1]
        run.drops.append(self._kept(state.shape, own.output_dropout))
        run.output = state * run.drops[-1]
        return run

    def _backward(self, run: _Run, back: Floats, rate: float) -> None:
        whole, *layers, _, _ = self.dense
        back = back * run.drops[-1]
        for number in range(self.settings.layers - 1, -1, -1):
            weights, bias = layers[2 * number : 2 * number + 2]
            answered = back * run.drops[number]
            flat = np.concatenate([answered * run.chosen[number], answered * ~run.chosen[number]], axis=1)
            inward = flat @ weights.values.T
            weights.update(run.seen[number].T @ flat, rate)
            bias.update(flat.sum(axis=0, keepdims=True), rate)
            back = back + _gathered(inward, run.first, run.last)
        into_whole = run.mean.astype(bool).astype(np.float32) @ back
        ahead = back + run.mean.T @ (into_whole @ whole.values.T)
        whole.update(run.means.T @ into_whole, rate)
        self.table.update(run.known, (run.mixed.T @ ahead).astype(np.float32))

    def _kept(self, shape: tuple[int, ...], dropout: float) -> Floats:
        kept = self.noise.random(shape, np.float32) >= dropout
        return kept.astype(np.float32) / np.float32(1 - dropout)


def fit(texts: list[Text], settings: Settings) -> Trainer:
    """Train on texts. The same input and settings give the same model."""
    trainer, order = Trainer(settings), random.Random(settings.seed)
    total = settings.epochs * max(1, sum(len(text.tags) for text in texts))
    done, began = 0, time.process_time()
    for epoch in range(settings.epochs):
        order.shuffle(texts)
        loss = 0.0
        for steps, batch in enumerate(_batches(texts)):
            loss += trainer.step(batch, max(0.02, 1 - done / total))
            done += sum(len(text.tags) for text in batch)
            if steps % _MEAN_STEPS == 0:
                trainer.linear.average()
                trainer.table.average()
        print(f"epoch {epoch} loss {loss:.0f} {time.process_time() - began:.0f}s", flush=True)
    return trainer


def _batches(texts: list[Text]) -> list[list[Text]]:
    batches: list[list[Text]] = [[]]
    for text in texts:
        if sum(len(other.tags) for other in batches[-1]) >= _TOKENS:
            batches.append([])
        batches[-1].append(text)
    return batches


def _joined(numbers: list[list[int]]) -> list[int]:
    """The sentences of several texts, numbered on."""
    out: list[int] = []
    for own in numbers:
        begin = out[-1] + 1 if out else 0
        out += [begin + number for number in own]
    return out


def _gathered(inward: Floats, first: NDArray[np.bool_], last: NDArray[np.bool_]) -> Floats:
    """What flows back to each token through `beside`."""
    width = inward.shape[1] // 3
    before, own, behind = inward[:, :width].copy(), inward[:, width : 2 * width].copy(), inward[:, 2 * width :].copy()
    before[first], behind[last] = 0, 0
    own[:-1] += before[1:]
    own[1:] += behind[:-1]
    return own


def errors(
    emissions: Floats, transitions: Floats, sentence: list[int], tags: NDArray[np.int64], weight: Floats
) -> tuple[float, Floats, Floats]:
    """The loss, its gradient by emission, and by transition."""
    places, real = padded(sentence)
    laid = emissions[places]
    forward, backward = marginals(laid, transitions, real)
    belief = _normalized(forward + backward, (2,))
    error = np.zeros_like(emissions)
    error[places[real]] = belief[real]
    truth = error[np.arange(len(tags)), tags]
    loss = float(-(weight * np.log(truth + 1e-9)).sum())
    error[np.arange(len(tags)), tags] -= 1
    error *= weight[:, None]
    ahead = (backward + laid)[:, 1:, None, :]
    pairs = _normalized(forward[:, :-1, :, None] + transitions + ahead, (2, 3))
    followed = real[:, 1:]
    weights = weight[places][:, 1:][followed]
    moved = (pairs[followed] * weights[:, None, None]).sum(axis=0)
    laid_tags = tags[places]
    np.add.at(moved, (laid_tags[:, :-1][followed], laid_tags[:, 1:][followed]), -weights)
    return loss, error, moved.astype(np.float32)


def _normalized(scores: Floats, axes: tuple[int, ...]) -> Floats:
    raised = np.exp(scores - scores.max(axis=axes, keepdims=True))
    normal: Floats = raised / raised.sum(axis=axes, keepdims=True)
    return normal
