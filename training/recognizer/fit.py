"""Maximum-likelihood training of the linear-chain model: mini-batches, AdaGrad, dropout over features."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cleaner.language.ner.crf import marginals
from cleaner.language.ner.features import SIZE
from cleaner.language.ner.model import TAGS

Floats = NDArray[np.float32]
Sentence = tuple[NDArray[np.int64], NDArray[np.int64]]  # rows of features, tags
_BATCH = 48
_BUCKET = 8  # sentences of like length go together


@dataclass(slots=True)
class Settings:
    epochs: int = 4
    rate: float = 0.05
    dropout: float = 0.5
    decay: float = 0.01
    seed: int = 0


@dataclass(slots=True)
class Model:
    emissions: Floats = field(default_factory=lambda: np.zeros((SIZE, TAGS), np.float32))
    transitions: Floats = field(default_factory=lambda: np.zeros((TAGS, TAGS), np.float32))
    emission_squares: Floats = field(default_factory=lambda: np.zeros((SIZE, TAGS), np.float32))
    transition_squares: Floats = field(default_factory=lambda: np.zeros((TAGS, TAGS), np.float32))


def fit(sentences: list[Sentence], settings: Settings) -> Model:
    """Train on sentences. The same input and settings give the same model."""
    model, order = Model(), random.Random(settings.seed)
    noise = np.random.default_rng(settings.seed)
    for epoch in range(settings.epochs):
        ranked = sorted(range(len(sentences)), key=lambda i: (len(sentences[i][1]) // _BUCKET, order.random()))
        batches = [ranked[i : i + _BATCH] for i in range(0, len(ranked), _BATCH)]
        order.shuffle(batches)
        loss = sum(_step(model, [sentences[i] for i in batch], settings, noise) for batch in batches)
        print(f"epoch {epoch} loss {loss:.0f}", flush=True)
    return model


def _step(model: Model, batch: list[Sentence], settings: Settings, noise: np.random.Generator) -> float:
    rows, tags, real = _stacked(batch)
    kept = (noise.random(rows.shape, np.float32) >= settings.dropout).astype(np.float32) / (1 - settings.dropout)
    kept *= real[:, :, None]
    emissions = (model.emissions[rows] * kept[..., None]).sum(axis=2)
    forward, backward = marginals(emissions, model.transitions, real)
    belief = _normalized(forward + backward, (2,))
    truth = np.take_along_axis(belief, tags[..., None], 2)[..., 0]
    loss = float(-np.log(truth[real] + 1e-9).sum())
    np.put_along_axis(belief, tags[..., None], truth[..., None] - 1, 2)
    gradient = belief * real[..., None]
    _update_transitions(model, emissions, forward, backward, tags, real, settings.rate)
    _update_emissions(model, rows[real], (gradient[real], kept[real]), settings)
    return loss


def _stacked(batch: list[Sentence]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    longest = max(len(tags) for _, tags in batch)
    rows = np.zeros((len(batch), longest, batch[0][0].shape[1]), np.int64)
    tags = np.zeros((len(batch), longest), np.int64)
    real = np.zeros((len(batch), longest), np.bool_)
    for number, (own_rows, own_tags) in enumerate(batch):
        size = len(own_tags)
        rows[number, :size], tags[number, :size], real[number, :size] = own_rows, own_tags, True
    return rows, tags, real


def _update_emissions(model: Model, rows: NDArray[np.int64], parts: tuple[Floats, Floats], settings: Settings) -> None:
    gradient, kept = parts
    touched, place = np.unique(rows.ravel(), return_inverse=True)
    spread = (gradient[:, None, :] * kept[..., None]).reshape(-1, TAGS)
    summed = np.stack([np.bincount(place, spread[:, tag], len(touched)) for tag in range(TAGS)], axis=1)
    summed = (summed + settings.decay * model.emissions[touched]).astype(np.float32)
    model.emission_squares[touched] += summed**2
    model.emissions[touched] -= settings.rate * summed / np.sqrt(model.emission_squares[touched] + 1e-8)


def _update_transitions(
    model: Model,
    emissions: Floats,
    forward: Floats,
    backward: Floats,
    tags: NDArray[np.int64],
    real: NDArray[np.bool_],
    rate: float,
) -> None:
    ahead = (backward + emissions)[:, 1:, None, :]
    belief = _normalized(forward[:, :-1, :, None] + model.transitions + ahead, (2, 3))
    gradient = (belief * real[:, 1:, None, None]).sum(axis=(0, 1))
    followed = real[:, 1:]
    np.add.at(gradient, (tags[:, :-1][followed], tags[:, 1:][followed]), -1)
    model.transition_squares += gradient**2
    model.transitions -= rate * gradient / np.sqrt(model.transition_squares + 1e-8)


def _normalized(scores: Floats, axes: tuple[int, ...]) -> Floats:
    raised = np.exp(scores - scores.max(axis=axes, keepdims=True))
    normal: Floats = raised / raised.sum(axis=axes, keepdims=True)
    return normal
