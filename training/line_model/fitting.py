"""Fits the net of `cleaner.boilerplate.models.net` with Adam."""

from __future__ import annotations

import numpy as np

from cleaner.boilerplate.models.net import Matrix, Net

HIDDEN = 64
SEEDS = 2  # nets whose mean is one net of all their units
EPOCHS = 6
BATCH = 1024
RATE = 2e-3
DECAY = 1e-5
DROPPED = 0.1  # share of the inputs left out at random


def fitted(x: Matrix, y: Matrix, w: Matrix, *, seeds: int = SEEDS, epochs: int = EPOCHS, hidden: int = HIDDEN) -> Net:
    """Rows of measures, targets between 0 and 1, weights -> the mean of `seeds` nets."""
    mean = x.mean(0, dtype=np.float64).astype(np.float32)
    scale = (1.0 / (x.std(0, dtype=np.float64) + 1e-3)).astype(np.float32)
    empty = Net(mean, scale, x[:0], x[:0], x[:0], x[:0])
    weights = (w / w.mean()).astype(np.float32)
    nets = [_trained(empty, x, y, weights, epochs, hidden, np.random.default_rng(seed)) for seed in range(seeds)]
    hidden_layers, biases, outs, out_biases = zip(*nets, strict=True)
    return Net(
        mean=mean,
        scale=scale,
        hidden=np.concatenate(hidden_layers, axis=1),
        hidden_bias=np.concatenate(biases),
        out=np.concatenate(outs) / np.float32(seeds),
        out_bias=np.mean(out_biases, axis=0),
    )


def _trained(
    empty: Net, x: Matrix, y: Matrix, w: Matrix, epochs: int, hidden: int, rng: np.random.Generator
) -> list[Matrix]:
    """Adam on weighted log loss, the rate falling to nothing."""
    n = x.shape[1]
    p: list[Matrix] = [
        rng.normal(0, (1.0 / n) ** 0.5, (n, hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        rng.normal(0, (1.0 / hidden) ** 0.5, hidden).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    m = [np.zeros_like(one) for one in p]
    v = [np.zeros_like(one) for one in p]
    total = epochs * (len(x) // BATCH + 1)
    step = 0
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for low in range(0, len(x), BATCH):
            rows = np.sort(order[low : low + BATCH])
            step += 1
            rate = RATE * (1 - step / total) + DECAY
            for i, slope in enumerate(_slopes(p, empty.standardised(x[rows]), y[rows], w[rows], rng)):
                m[i] += 0.1 * (slope - m[i])
                v[i] += 0.001 * (slope**2 - v[i])
                p[i] -= rate * (m[i] / (1 - 0.9**step)) / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8)
    return p


def _slopes(p: list[Matrix], a: Matrix, y: Matrix, w: Matrix, rng: np.random.Generator) -> list[Matrix]:
    a *= rng.random(a.shape, dtype=np.float32) > DROPPED
    h = a @ p[0] + p[1]
    r = np.maximum(h, 0)
    z = r @ p[2] + p[3]
    g = (1 / (1 + np.exp(-z)) - y) * w / len(y)
    gh = np.outer(g, p[2]) * (h > 0)
    return [a.T @ gh + DECAY * p[0], gh.sum(0), r.T @ g, np.array([g.sum()], dtype=np.float32)]
