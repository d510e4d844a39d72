"""The words of a text as the sequence a vocabulary is matched against.

A break stands where no term may cross. Behind the running text, once for each bracket that defines a short form, the
words around the bracket are laid out again without it: "prostate-specific antigen (PSA) blood test" is one test.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.language.abbreviations import Definition
from cleaner.language.vocabulary.store import Vocabulary
from cleaner.language.vocabulary.words import GAPS, HYPHENS, Words, rows

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
    numbers = vocabulary.numbers(words.surfaces)
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
    joins = [gap in GAPS for gap in words.gaps]
    ends = [gap != "" for gap in words.gaps]
    begins = [True, *ends]
    prefixes, suffixes = _bound("prefix"), _bound("suffix")
    for index, gap in enumerate(words.gaps):
        if gap == " " or gap == "":
            continue
        if gap in HYPHENS:
            ends[index] = words.lowered[index + 1] not in suffixes
            begins[index + 1] = words.lowered[index] not in prefixes
        elif gap == ". ":
            joins[index] = len(words.surfaces[index]) <= _INITIAL
    return [*joins, False], begins, [*ends, True]


def _around(words: Words, joins: list[bool], definition: Definition) -> list[int]:
    """The words around a bracket that follows its long form, without the bracket; empty where nothing follows."""
    if definition.long_end > definition.start:
        return []
    before = bisect_left(words.starts, definition.start)
    after = bisect_left(words.starts, definition.end)
    if not before or after == len(words) or words.text[definition.end : words.starts[after]] not in (") ", ")-", "] "):
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
