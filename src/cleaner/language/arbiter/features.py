"""What the arbiter sees of a text: for each token numbers of features, measures, and how tags relate to the verdict.

A tag is 0 outside mentions, `1 + 2 * n` on the first and `2 + 2 * n` on a later token of a mention with label number
`n` of `LABELS`; the verdict of the rules is written in the same numbers. Besides weights of its own, a tag has weights
that it shares with other tags: those of its place in a mention (outside, first, later) and those of what it has in
common with the verdict. So what is learned of one label ("the rules are right on whole lower-case words") counts for
all.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.language.arbiter.vectors import Vectors
from cleaner.language.ner.features import PAD, Featurizer, Hints, Tokens, mixed, of_neighbours, shifted
from cleaner.language.ner.network import Floats
from cleaner.language.vocabulary.store import LABELS

BUCKETS = 1 << 15
TAGS = 1 + 2 * len(LABELS)
PLACES = 3  # outside, first token, later token
RELATIONS = 4  # the verdict's own tag, its label, the label of the mention before, of the mention behind
OUTPUTS = TAGS + PLACES + RELATIONS
_AROUND = 5  # tokens to the mention before or behind
_BESIDE, _FURTHER = 1.0, 0.5
_CLOSE = 2
_WORDS = 6  # a mention of more counts as one of so many
_LONG, _STEP = 24, np.uint64(4)  # characters: a longer mention counts as one of so many; told by steps
_NO_MENTION = 9  # where others have their number of words
_WORD, _SHAPE, _SUFFIX = 0, 1, 2  # columns of a word's own features
_FALSE_HASH = 1
_NONE = np.uint64(0)

Rows = NDArray[np.int64]
Column = NDArray[np.uint64]
Span = tuple[int, int, int]  # start, end, number of the label


@dataclass(frozen=True, slots=True)
class Case:
    """What was said of a text before the arbiter: the recogniser's hints and its belief (tokens x its tags), and the
    mentions of the rules, in order."""

    tokens: Tokens
    hints: Hints
    belief: Floats
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Seen:
    """`rows` (tokens x features) below `BUCKETS`, `measures` (tokens x measures, the last one 1), `relations` (tokens x
    `RELATIONS` x tags)."""

    rows: Rows
    measures: Floats
    relations: Floats


class Observer:
    """Turns cases into what the model reads."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self._words = Featurizer()

    def see(self, case: Case, hidden: frozenset[int] = frozenset()) -> Seen:
        """`hidden`: numbers of mentions to leave out, so that a model in training learns to do without."""
        surfaces = case.tokens.surfaces()
        owner = _owners(case, hidden)
        verdict = _tags(case, owner)
        columns = of_neighbours(*self._own(surfaces))
        columns += self._of_verdict(case, owner, verdict, surfaces, bool(hidden))
        rows = (np.stack(columns, axis=1) % np.uint64(BUCKETS)).astype(np.int64)
        measures = _measures(self.vectors.of(surfaces), case.belief)
        return Seen(rows, measures, _relations(verdict, np.array(case.tokens.sentence)))

    def _own(self, surfaces: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        return self._words.own(surfaces), self._words.own([PAD])[0]

    def _of_verdict(
        self, case: Case, owner: NDArray[np.int64], verdict: NDArray[np.int64], surfaces: list[str], hides: bool
    ) -> list[Column]:
        own, edge = self._own(surfaces)
        word, shape, suffix = own[:, _WORD], own[:, _SHAPE], own[:, _SUFFIX]
        before, after = shifted(own, 1, edge)[:, _WORD], shifted(own, -1, edge)[:, _WORD]
        seen, names = verdict.astype(np.uint64), np.array(case.hints.names, np.uint64)
        finder = np.array(case.hints.verdict, np.uint64)
        if hides:  # what the rules do not tell, the vocabulary behind them does not either
            told = (owner >= 0) | (seen > 0) | ~_covered(case)
            names, finder = np.where(told, names, _NONE), np.where(told, finder, _NONE)
        ends, parts = case.hints.ends.astype(np.uint64), case.hints.parts.astype(np.uint64)
        seen_before, seen_after = shifted(seen, 1, _NONE), shifted(seen, -1, _NONE)
        seen_before2, seen_after2 = shifted(seen, 2, _NONE), shifted(seen, -2, _NONE)
        whole, size, length = _mentions(case, owner)
        return [
            mixed(112, seen),
            mixed(113, seen_before, seen),
            mixed(114, seen, seen_after),
            mixed(115, seen_before, seen, seen_after),
            mixed(116, seen, word),
            mixed(117, seen_before, word),
            mixed(118, seen_after, word),
            mixed(119, seen, shape),
            mixed(120, seen, after),
            mixed(121, seen, before),
            mixed(122, seen_after, seen_after2, word),
            mixed(123, seen, suffix),
            mixed(124, seen, finder),
            mixed(125, seen_before2, seen_before, seen),
            mixed(126, seen, whole),
            mixed(127, seen, size),
            mixed(128, length),
            mixed(130, names),
            mixed(131, names, seen),
            mixed(132, shifted(names, 1, _NONE), names, shifted(names, -1, _NONE)),
            mixed(133, names, shape),
            mixed(134, names, suffix),
            mixed(136, ends),
            mixed(137, parts, shape),
            mixed(138, shifted(ends, 1, _NONE), ends),
            mixed(139, ends, shifted(ends, -1, _NONE)),
            mixed(140, ends, suffix),
            mixed(141, ends, seen),
        ]


def _owners(case: Case, hidden: frozenset[int]) -> NDArray[np.int64]:
    """For each token the number of the mention it lies in, -1 outside and in hidden ones."""
    starts = np.array(case.tokens.starts, np.int64)
    owner = np.full(len(starts), -1, np.int64)
    for number, (start, end, _) in enumerate(case.spans):
        if number not in hidden:
            owner[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = number
    return owner


def _covered(case: Case) -> NDArray[np.bool_]:
    return _owners(case, frozenset()) >= 0


def _tags(case: Case, owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """The mentions as tags of their tokens."""
    label = np.array([number for _, _, number in case.spans] + [0], np.int64)
    later = np.concatenate([[False], owner[1:] == owner[:-1]])
    return np.where(owner >= 0, 1 + 2 * label[owner] + later, 0)


def _mentions(case: Case, owner: NDArray[np.int64]) -> tuple[Column, Column, Column]:
    """For each token the words of its mention as one number, how many they are, and how long it is."""
    names = [case.tokens.text[start:end].lower() for start, end, _ in case.spans]
    hashes = np.array([zlib.crc32(name.encode()) for name in names] + [_FALSE_HASH], np.uint64)
    sizes = np.array([min(_WORDS, name.count(" ")) for name in names] + [_NO_MENTION], np.uint64)
    lengths = np.array([min(_LONG, len(name)) for name in names] + [0], np.uint64) // _STEP
    return hashes[owner], sizes[owner], lengths[owner]


def _measures(vectors: Floats, belief: Floats) -> Floats:
    """The vectors of a token and of its neighbours, what the recogniser believes of them, and 1."""
    one = np.ones((len(vectors), 1), np.float32)
    zero = np.float32(0)
    around = [view for part in (vectors, belief) for view in (part, shifted(part, 1, zero), shifted(part, -1, zero))]
    return np.concatenate([*around, one], axis=1)


def _relations(verdict: NDArray[np.int64], sentence: NDArray[np.int64]) -> Floats:
    out = np.zeros((len(verdict), RELATIONS, TAGS), np.float32)
    tokens = np.arange(len(verdict))
    out[tokens, 0, verdict] = 1
    _mark(out[:, 1], verdict, np.where(verdict > 0, _BESIDE, 0.0))
    for relation, direction in ((2, 1), (3, -1)):
        nearest, weight = np.zeros_like(verdict), np.zeros(len(verdict))
        for distance in range(_AROUND, 0, -1):
            moved = shifted(verdict, direction * distance, np.int64(0))
            same = shifted(sentence, direction * distance, np.int64(-1)) == sentence
            found = same & (moved > 0)
            nearest = np.where(found, moved, nearest)
            weight = np.where(found, _BESIDE if distance <= _CLOSE else _FURTHER, weight)
        _mark(out[:, relation], nearest, weight)
    return out


def _mark(out: Floats, tags: NDArray[np.int64], weight: NDArray[np.float64]) -> None:
    """Give both tags of the label of each token's tag a weight."""
    marked = np.flatnonzero(weight)
    first = (tags[marked] - 1) // 2 * 2 + 1
    out[marked, first] = out[marked, first + 1] = weight[marked]
