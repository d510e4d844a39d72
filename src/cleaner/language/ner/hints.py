"""What the vocabulary says of each token of a text, as small numbers that the recogniser learns from.

Three views: the mentions found so far (`verdict_of`), every name the vocabulary has, also those that are only linked
(`Names.spans`), and of which kind of names a word is the end or a part (`Names.classes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner.features import Hints, Tokens
from cleaner.language.vocabulary.layout import lay_out
from cleaner.language.vocabulary.store import LABELS, ONLY_LINKED, Vocabulary
from cleaner.language.vocabulary.words import Words

Span = tuple[int, int, int]  # start, end, code
_GROUPS = (
    (EntityLabel.CONDITION, EntityLabel.SYMPTOM),
    (EntityLabel.DRUG, EntityLabel.CHEMICAL, EntityLabel.NUTRIENT, EntityLabel.SUPPLEMENT),
    (EntityLabel.ANATOMY,),
    (EntityLabel.ORGANISM,),
    (EntityLabel.TEST, EntityLabel.PROCEDURE, EntityLabel.FOOD, EntityLabel.POPULATION),
)
_GROUP_OF = {label: number for number, labels in enumerate(_GROUPS) for label in labels}
_SIZES = np.array([2, 8, 64])  # names a word is part of: few, some, many
_MOSTLY, _CLEARLY = 0.6, 0.9
_STEP = 2 * len(LABELS) + 1


def verdict_of(tokens: Tokens, spans: list[tuple[int, int, EntityLabel]]) -> list[int]:
    """What was found so far: 0, or a number for the label and whether the token begins the mention."""
    return _coded(tokens, [(start, end, 1 + 2 * LABELS.index(label)) for start, end, label in spans])


def _coded(tokens: Tokens, spans: list[Span]) -> list[int]:
    """The code of the span a token lies in, one more for the tokens after its first; 0 outside."""
    codes = [0] * len(tokens.starts)
    at = 0
    for start, end, code in spans:
        while at < len(codes) and tokens.starts[at] < start:
            at += 1
        first = True
        while at < len(codes) and tokens.starts[at] < end:
            codes[at] = code if first else code + 1
            first = False
            at += 1
    return codes


class Names:
    """The views of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._ends, self._parts = _word_classes(vocabulary)

    def hints(self, words: Words, tokens: Tokens, verdict: list[int]) -> Hints:
        numbers = np.array(self._vocabulary.numbers(tokens.surfaces()), np.int64)
        ends, parts = self._ends[numbers], self._parts[numbers]
        return Hints(verdict, _coded(tokens, list(self._spans(words))), ends, parts)

    def _spans(self, words: Words) -> Iterator[Span]:
        """The longest names from the left, however they are written."""
        if not len(words):
            return
        layout = lay_out(words, self._vocabulary, ())
        longest: dict[int, tuple[int, int]] = {}
        for hit in self._vocabulary.hits(layout.numbers, layout.begins, layout.ends):
            longest[layout.order[hit.first]] = (layout.order[hit.last - 1] + 1, hit.value)
        position = 0
        for first, (last, value) in sorted(longest.items()):
            if first >= position:
                position = last
                sense = self._vocabulary.senses(value)[-1]
                code = 1 + 2 * LABELS.index(sense.label) + (_STEP if sense.case == ONLY_LINKED else 0)
                yield words.starts[first], words.ends[last - 1], code


def _word_classes(vocabulary: Vocabulary) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By number of word (last: an unknown one), the class of the names it ends, and of those it is in."""
    own, levels, words = vocabulary.shape()
    below = _named_at(own)
    size = int(words.max()) + 2
    ends = _summed(words, below[1:], size)
    for parents, first, last in reversed(levels):
        for group in range(len(_GROUPS)):
            below[:, group] += np.bincount(parents, below[first:last, group], len(own))
    return _classes(ends), _classes(_summed(words, below[1:], size))


@cache
def disorders_ended(vocabulary: Vocabulary) -> NDArray[np.int64]:
    """For each word by number (and, last, for an unknown one): how many names of disorders end with it."""
    own, _, words = vocabulary.shape()
    return np.bincount(words, _named_at(own)[1:, 0], int(words.max()) + 2).astype(np.int64)


def _named_at(own: NDArray[np.int64]) -> NDArray[np.float64]:
    """By state of the trie and group of labels: whether a name ends there."""
    groups = np.array([_GROUP_OF[label] for label in LABELS])
    below = np.zeros((len(own), len(_GROUPS)))
    named = np.flatnonzero(own >= 0)
    below[named, groups[own[named]]] = 1
    return below


def _summed(words: NDArray[np.int64], counts: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    return np.stack([np.bincount(words, column, size) for column in counts.T], axis=1)


def _classes(counts: NDArray[np.float64]) -> NDArray[np.int64]:
    total = counts.sum(axis=1)
    share = counts.max(axis=1) / np.maximum(total, 1)
    purity = (share >= _MOSTLY).astype(np.int64) + (share >= _CLEARLY)
    code = (counts.argmax(axis=1) * (len(_SIZES) + 1) + np.searchsorted(_SIZES, total, side="right")) * 3 + purity
    return np.where(total > 0, code + 1, 0)


@cache
def names_of(vocabulary: Vocabulary) -> Names:
    return Names(vocabulary)
