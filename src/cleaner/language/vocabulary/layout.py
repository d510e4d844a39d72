"""The words of a text as the sequence a vocabulary is matched against.

A break stands where no term may cross. Behind the running text, once for each bracket that defines a short form, the
words around the bracket are laid out again without it: "prostate-specific antigen (PSA) blood test" is one test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.language.abbreviations import Definition
from cleaner.language.vocabulary.store import Vocabulary
from cleaner.language.vocabulary.words import GAPS, Words, rows

BREAK = -1
_INITIAL = 2  # letters a word before a stop may have to be an initial: "H. pylori", "St. John's wort"
_AROUND = 8  # words laid out before and after a bracket


@dataclass(frozen=True, slots=True)
class Layout:
    """`order` holds indices of words, or `BREAK`; the arrays are parallel to it."""

    order: list[int]
    numbers: NDArray[np.int64]
    begins: NDArray[np.bool_]
    ends: NDArray[np.bool_]


def lay_out(words: Words, vocabulary: Vocabulary, definitions: Iterable[Definition]) -> Layout:
    joins, begins, ends = _boundaries(words)
    order: list[int] = []
    for index, joined in enumerate(joins):
        order.append(index)
        if not joined:
            order.append(BREAK)
    for definition in definitions:
        order += _around(words, joins, definition)
    numbers = [vocabulary.number(words.surface(index)) for index in range(len(words))]
    # The word at index -1, a break, is looked up in these lists as their last item.
    at = np.array(order, np.int64)
    return Layout(
        order,
        np.array([*numbers, BREAK], np.int64)[at],
        np.array([*begins, False], np.bool_)[at],
        np.array([*ends, False], np.bool_)[at],
    )


def _boundaries(words: Words) -> tuple[list[bool], list[bool], list[bool]]:
    """Whether a word may be followed by another of the same term, may begin one, may end one."""
    joins, begins, ends = [], [True], []
    prefixes, suffixes = _bound("prefix"), _bound("suffix")
    for index in range(len(words) - 1):
        gap = words.gap(index)
        within = gap == ""
        hyphen = gap in ("-", "‑", "‐")
        joins.append(gap in GAPS and not (gap == ". " and words.ends[index] - words.starts[index] > _INITIAL))
        ends.append(not within and not (hyphen and words.surface(index + 1).lower() in suffixes))
        begins.append(not within and not (hyphen and words.surface(index).lower() in prefixes))
    return [*joins, False], begins[: len(words)], [*ends, True][: len(words)]


def _around(words: Words, joins: list[bool], definition: Definition) -> list[int]:
    """The words around a bracket that follows its long form, without the bracket; empty where nothing follows."""
    if definition.long_end > definition.start:
        return []
    before = next((i for i in range(len(words)) if words.starts[i] >= definition.start), len(words))
    after = next((i for i in range(before, len(words)) if words.starts[i] >= definition.end), len(words))
    if after == len(words) or words.text[definition.end : words.starts[after]] not in (") ", ")-", "] "):
        return []
    left, right = [before - 1], [after]
    while len(left) < _AROUND and left[-1] > 0 and joins[left[-1] - 1]:
        left.append(left[-1] - 1)
    while len(right) < _AROUND and joins[right[-1]]:
        right.append(right[-1] + 1)
    return [*reversed(left), *right, BREAK]


@cache
def _bound(kind: str) -> frozenset[str]:
    return frozenset(word for word, side, *_ in rows(__package__, "data/bound_words.tsv") if side == kind)
