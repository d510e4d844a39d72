"""The arbiter's weights, their file, and the mentions they read off a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaner.language.arbiter.features import BUCKETS, OUTPUTS, PLACES, TAGS, Case, Observer, Seen, Span
from cleaner.language.arbiter.vectors import Vectors, quantized
from cleaner.language.ner import crf
from cleaner.language.ner.features import Tokens
from cleaner.language.ner.network import Floats

_SENTENCES = 64  # decoded together, of like length, so that a huge page needs no huge table
_PART = 4_096  # tokens scored together


@dataclass(frozen=True, slots=True)
class Weights:
    """`linear` (features x outputs), `dense` (measures x outputs), `transitions` (tags x tags)."""

    linear: Floats
    dense: Floats
    transitions: Floats

    def emissions(self, seen: Seen) -> Floats:
        """Scores (tokens x tags)."""
        scores = []
        for start in range(0, len(seen.rows), _PART):
            part = slice(start, start + _PART)
            outputs = self.linear[seen.rows[part]].sum(axis=1) + seen.measures[part] @ self.dense
            scores.append(expanded(outputs, seen.relations[part]))
        return np.concatenate(scores)

    def write(self, path: Path, vectors: Vectors) -> None:
        """Large tables as 8-bit steps of one scale a column. Same weights, same file."""
        linear, linear_scale = quantized(self.linear)
        table, table_scale = quantized(vectors.table[:-1])
        np.savez_compressed(
            path,
            linear=linear,
            linear_scale=linear_scale,
            dense=self.dense.astype(np.float16),
            transitions=self.transitions.astype(np.float16),
            words=np.frombuffer("\n".join(vectors.words).encode(), np.uint8),
            vectors=table,
            vectors_scale=table_scale,
        )

    @classmethod
    def read(cls, path: Path) -> tuple[Weights, Vectors]:
        """The weights, and the vectors they were trained with. Raises `ValueError` for another file."""
        with np.load(path) as arrays:
            linear = arrays["linear"] * arrays["linear_scale"]
            if linear.shape != (BUCKETS, OUTPUTS):
                raise ValueError(f"{path} holds weights of another shape")
            words = arrays["words"].tobytes().decode().split("\n")
            vectors = Vectors(words, arrays["vectors"] * arrays["vectors_scale"])
            return cls(linear, *(arrays[name].astype(np.float32) for name in ("dense", "transitions"))), vectors


def expanded(outputs: Floats, relations: Floats) -> Floats:
    """Scores of tags from a model's outputs: a tag's own, that of its place, those of what it has in common with the
    verdict."""
    own, place, related = np.split(outputs, [TAGS, TAGS + PLACES], axis=1)
    scores: Floats = own + place @ places().T + (related[:, None, :] @ relations)[:, 0]
    return scores


def gathered(errors: Floats, relations: Floats) -> Floats:
    """What flows back to the outputs from errors of tags: the transpose of `expanded`."""
    related = (relations @ errors[:, :, None])[:, :, 0]
    return np.concatenate([errors, errors @ places(), related], axis=1)


@cache
def places() -> Floats:
    """Tags by places."""
    table = np.zeros((TAGS, PLACES), np.float32)
    table[0, 0] = table[1::2, 1] = table[2::2, 2] = 1
    return table


class Arbiter:
    """Reads the mentions of a text after the rules have had their say."""

    def __init__(self, weights: Weights, vectors: Vectors) -> None:
        self._weights = weights
        self._observer = Observer(vectors)

    def decide(self, case: Case) -> list[Span]:
        """The mentions, in order."""
        if not case.tokens.starts:
            return []
        emissions = self._weights.emissions(self._observer.see(case))
        return read_spans(case.tokens, best_tags(emissions, self._weights.transitions, case.tokens.sentence))


def best_tags(emissions: Floats, transitions: Floats, sentence: list[int]) -> list[int]:
    """The likeliest tags of the sentences of a text."""
    numbers = np.array(sentence)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    lengths = np.diff(np.append(starts, len(numbers)))
    by_length = np.argsort(lengths, kind="stable")
    tags = np.zeros(len(numbers), np.int64)
    for first in range(0, len(by_length), _SENTENCES):
        chosen = by_length[first : first + _SENTENCES]
        steps = np.arange(lengths[chosen].max())
        real = steps[None, :] < lengths[chosen][:, None]
        at = np.where(real, starts[chosen][:, None] + steps[None, :], 0)
        tags[at[real]] = crf.best_path(emissions[at], transitions, real)[real]
    told: list[int] = tags.tolist()
    return told


def read_spans(tokens: Tokens, tags: list[int]) -> list[Span]:
    """The mentions that a sequence of tags says."""
    found: list[Span] = []
    index = 0
    while index < len(tags):
        tag, last = tags[index], index + 1
        if tag % 2:
            while last < len(tags) and tags[last] == tag + 1 and tokens.sentence[last] == tokens.sentence[index]:
                last += 1
            found.append((tokens.starts[index], tokens.ends[last - 1], tag // 2))
        index = last
    return found


def tags_of(tokens: Tokens, spans: list[Span]) -> NDArray[np.int64]:
    """The tags that say these mentions, which must not overlap."""
    tags = np.zeros(len(tokens.starts), np.int64)
    starts, ends = np.array(tokens.starts), np.array(tokens.ends)
    for start, end, label in spans:
        inside = np.flatnonzero((starts >= start) & (ends <= end))
        if len(inside) and not tags[inside].any():
            tags[inside] = 2 + 2 * label
            tags[inside[0]] = 1 + 2 * label
    return tags


@cache
def packaged() -> Arbiter:
    """The arbiter in the package."""
    with as_file(files(__package__).joinpath("arbiter.npz")) as path:
        return Arbiter(*Weights.read(path))
