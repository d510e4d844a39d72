"""The trained recogniser: its file, and the spans it reads in a text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner import crf
from cleaner.language.ner.crf import Floats
from cleaner.language.ner.features import Featurizer, Hints, Inputs, Tokens
from cleaner.language.ner.network import Layer, Network

MAGIC = b"CLNER002"
OUTSIDE, BEGIN_DISORDER, INSIDE_DISORDER, BEGIN_SUBSTANCE, INSIDE_SUBSTANCE = range(5)
TAGS = 5
_PART = 4_096  # tokens scored at once, so that a huge page needs no huge table


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
    """`emissions` (features x tags) of the linear part, the network, `transitions` (tags x tags), and what is taken
    off the score of "outside"."""

    emissions: Floats
    network: Network
    transitions: Floats
    bias: float

    def write(self, path: Path, provenance: dict[str, object]) -> None:
        """Large tables as 8-bit steps of one scale a column, layers as 16-bit floats. Same weights, same file."""
        arrays: list[NDArray[Any]] = [*_steps(self.emissions), *_steps(self.network.table)]
        layers = [part for layer in self.network.layers for part in (layer.weights, layer.bias)]
        dense = [self.network.whole, *layers, self.network.output, self.transitions]
        arrays += [part.astype(np.float16) for part in dense]
        data = b"".join(part.tobytes() for part in arrays)
        head = json.dumps(
            {
                "arrays": [(part.dtype.str, part.shape) for part in arrays],
                "bias": self.bias,
                "digest": hashlib.sha256(data).hexdigest(),
                "provenance": provenance,
            },
            sort_keys=True,
        ).encode()
        path.write_bytes(MAGIC + len(head).to_bytes(8, "little") + head + data)

    @classmethod
    def read(cls, path: Path) -> tuple[Weights, str]:
        """The weights and their digest. Raises `ValueError` for another file."""
        data = path.read_bytes()
        if not data.startswith(MAGIC):
            raise ValueError(f"{path} is no trained recogniser")
        start = len(MAGIC) + 8
        offset = start + int.from_bytes(data[len(MAGIC) : start], "little")
        head = json.loads(data[start:offset])
        arrays: list[NDArray[Any]] = []
        for kind, shape in head["arrays"]:
            arrays.append(np.frombuffer(data, np.dtype(kind), int(np.prod(shape)), offset).reshape(shape))
            offset += arrays[-1].nbytes
        steps, scale, table, table_scale, *dense = arrays
        whole, *layers, output, transitions = (part.astype(np.float32) for part in dense)
        pairs = tuple(Layer(layers[i], layers[i + 1]) for i in range(0, len(layers), 2))
        network = Network(table * table_scale, whole, pairs, output)
        return cls(steps * scale, network, transitions, head["bias"]), head["digest"]


def _steps(values: Floats) -> tuple[NDArray[np.int8], Floats]:
    scale = (np.maximum(np.abs(values).max(axis=0), 1e-6) / 127).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale


class Recognizer:
    """Tags tokens and reads mentions off the tags."""

    def __init__(self, weights: Weights, digest: str = "") -> None:
        self.digest = digest
        self._weights = weights
        self._featurizer = Featurizer()

    def find(self, tokens: Tokens, hints: Hints) -> list[Found]:
        """The mentions among the tokens, in order."""
        if not tokens.starts:
            return []
        emissions = self.emissions(self._featurizer.rows(tokens, hints), tokens.sentence)
        places, real = crf.padded(tokens.sentence)
        path = crf.best_path(emissions[places], self._weights.transitions, real)
        tags = np.zeros(len(tokens.starts), np.int64)
        tags[places[real]] = path[real]
        return read_spans(tokens, tags.tolist())

    def belief(self, tokens: Tokens, hints: Hints) -> Floats:
        """How likely each tag is by the token and its surroundings alone (tokens x tags)."""
        if not tokens.starts:
            return np.zeros((0, TAGS), np.float32)
        scores = self.emissions(self._featurizer.rows(tokens, hints), tokens.sentence)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely: Floats = raised / raised.sum(axis=1, keepdims=True)
        return likely

    def emissions(self, inputs: Inputs, sentence: list[int]) -> Floats:
        """Scores (tokens x tags); a very long text is read in parts."""
        weights, scores = self._weights, []
        for start in range(0, len(sentence), _PART):
            part = slice(start, start + _PART)
            linear = weights.emissions[inputs.linear[part]].sum(axis=1)
            scores.append(linear + weights.network.scores(inputs.deep[part], sentence[part]))
        emissions: Floats = np.concatenate(scores)
        emissions[:, OUTSIDE] -= weights.bias
        return emissions


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


@cache
def packaged() -> Recognizer:
    """The recogniser in the package."""
    with as_file(files(__package__).joinpath("recognizer.bin")) as path:
        return Recognizer(*Weights.read(path))
