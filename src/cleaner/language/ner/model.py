"""The trained recogniser: its file, and the spans it reads in a text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner import crf
from cleaner.language.ner.features import SIZE, Featurizer, Tokens

MAGIC = b"CLNER001"
OUTSIDE, BEGIN_DISORDER, INSIDE_DISORDER, BEGIN_SUBSTANCE, INSIDE_SUBSTANCE = range(5)
TAGS = 5
_PART = 8_192  # tokens scored at once, so that a huge page needs no huge table
LABELS = tuple(EntityLabel)


class Kind(StrEnum):
    """The two kinds of mention the recogniser knows."""

    DISORDER = "disorder"
    SUBSTANCE = "substance"


KIND_OF = {
    EntityLabel.CONDITION: Kind.DISORDER,
    EntityLabel.SYMPTOM: Kind.DISORDER,
    EntityLabel.DRUG: Kind.SUBSTANCE,
    EntityLabel.NUTRIENT: Kind.SUBSTANCE,
    EntityLabel.SUPPLEMENT: Kind.SUBSTANCE,
    EntityLabel.CHEMICAL: Kind.SUBSTANCE,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: characters `start` to `end`."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Weights:
    """`emissions` (features x tags), `transitions` (tags x tags), and what is taken off the score of "outside"."""

    emissions: NDArray[np.float32]
    transitions: NDArray[np.float32]
    bias: float

    def write(self, path: Path, provenance: dict[str, object]) -> None:
        """Write as 8-bit steps of one scale a tag: the same weights give the same file."""
        scale = np.maximum(np.abs(self.emissions).max(axis=0), 1e-6) / 127
        steps = np.rint(self.emissions / scale).astype(np.int8)
        head = json.dumps(
            {
                "scale": [float(x) for x in scale],
                "transitions": [[float(x) for x in row] for row in self.transitions],
                "bias": self.bias,
                "digest": hashlib.sha256(steps.tobytes()).hexdigest(),
                "provenance": provenance,
            },
            sort_keys=True,
        ).encode()
        path.write_bytes(MAGIC + len(head).to_bytes(8, "little") + head + steps.tobytes())

    @classmethod
    def read(cls, path: Path) -> tuple[Weights, str]:
        """The weights and their digest. Raises `ValueError` for another file."""
        data = path.read_bytes()
        if not data.startswith(MAGIC):
            raise ValueError(f"{path} is no trained recogniser")
        start = len(MAGIC) + 8
        length = int.from_bytes(data[len(MAGIC) : start], "little")
        head = json.loads(data[start : start + length])
        steps = np.frombuffer(data, np.int8, SIZE * TAGS, start + length).reshape(SIZE, TAGS)
        emissions = steps.astype(np.float32) * np.array(head["scale"], np.float32)
        return cls(emissions, np.array(head["transitions"], np.float32), head["bias"]), head["digest"]


class Recognizer:
    """Tags tokens and reads mentions off the tags."""

    def __init__(self, weights: Weights, digest: str = "") -> None:
        self.digest = digest
        self._weights = weights
        self._featurizer = Featurizer()

    def find(self, tokens: Tokens, verdict: list[int]) -> list[Found]:
        """The mentions among the tokens, in order."""
        if not tokens.starts:
            return []
        rows = self._featurizer.rows(tokens, verdict)
        parts = range(0, len(rows), _PART)
        emissions = np.concatenate([self._weights.emissions[rows[i : i + _PART]].sum(axis=1) for i in parts])
        emissions[:, OUTSIDE] -= self._weights.bias
        places, real = crf.padded(tokens.sentence)
        path = crf.best_path(emissions[places], self._weights.transitions, real)
        tags = np.zeros(len(tokens.starts), np.int64)
        tags[places[real]] = path[real]
        return read_spans(tokens, tags.tolist())


def read_spans(tokens: Tokens, tags: list[int]) -> list[Found]:
    """The mentions that a sequence of tags says."""
    found: list[Found] = []
    index = 0
    while index < len(tags):
        tag = tags[index]
        last = index + 1
        if tag in (BEGIN_DISORDER, BEGIN_SUBSTANCE):
            while last < len(tags) and tags[last] == tag + 1 and tokens.sentence[last] == tokens.sentence[index]:
                last += 1
            kind = Kind.DISORDER if tag == BEGIN_DISORDER else Kind.SUBSTANCE
            found.append(Found(tokens.starts[index], tokens.ends[last - 1], kind))
        index = last
    return found


def verdict_of(tokens: Tokens, spans: list[tuple[int, int, EntityLabel]]) -> list[int]:
    """What the vocabulary says of each token: 0, or a number for the label and whether the token begins the mention."""
    verdict = [0] * len(tokens.starts)
    at = 0
    for start, end, label in spans:
        while at < len(verdict) and tokens.starts[at] < start:
            at += 1
        code = 1 + 2 * LABELS.index(label)
        while at < len(verdict) and tokens.starts[at] < end:
            verdict[at] = code
            code += code % 2  # the tokens after the first
            at += 1
    return verdict


@cache
def packaged() -> Recognizer:
    """The recogniser in the package."""
    with as_file(files(__package__).joinpath("recognizer.bin")) as path:
        return Recognizer(*Weights.read(path))
