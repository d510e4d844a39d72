"""What the recogniser sees of a text: for each token a row of feature numbers.

Features are hashed, into `SIZE` buckets for the linear part of the model and `ROWS` for its network. What depends on a
word alone is computed once a word and kept; what depends on its neighbours is mixed from those numbers for all tokens.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 18
ROWS = 1 << 16
TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
PAD = "\0"
_CACHED = 100_000
_LONGEST = 120  # tokens of a sentence
_AFFIXES = (2, 3, 4, 5)
_OWN = 17  # features of a word by itself
_WORD, _SHAPE, _SUFFIX = 0, 1, 2  # columns of a word's own features that its neighbours also use
_DEEP = (0, 1, 2, 3, 6, 9, 10, 11, 12, 13, 14)  # columns of a word's own features that the network sees
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)

Rows = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a text as offsets, and the number of the sentence each stands in."""

    text: str
    starts: list[int]
    ends: list[int]
    sentence: list[int]

    def surfaces(self) -> list[str]:
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the vocabulary says of each token, as small numbers, 0 for nothing.

    `verdict`: of the mentions found so far; `names`: of every name it has; `ends` and `parts`: of which kind of names
    the word is the end or a part.
    """

    verdict: list[int]
    names: list[int]
    ends: NDArray[np.int64]
    parts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Numbers of features (tokens x features): below `SIZE` in `linear`, below `ROWS` in `deep`."""

    linear: Rows
    deep: Rows


def tokenize(text: str) -> Tokens:
    """Letters, numbers and marks, each for itself; a sentence ends at a stop before a capital or at a line's end."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    sentence, number, length = [], 0, 0
    for index, start in enumerate(starts):
        if index and (length >= _LONGEST or _breaks(text, ends[index - 1], start)):
            number, length = number + 1, 0
        sentence.append(number)
        length += 1
    return Tokens(text, starts, ends, sentence)


def _breaks(text: str, end: int, start: int) -> bool:
    if end == start:
        return False
    gap = text[end:start]
    return "\n" in gap or (text[end - 1] in ".!?" and text[start].isupper() and text[end - 3 : end - 2] != ".")


class Featurizer:
    """Turns tokens and the vocabulary's verdict into rows of feature numbers."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._own: list[list[int]] = []
        self._table: NDArray[np.uint64] = np.zeros((1, _OWN), np.uint64)
        self._filled = 0

    def rows(self, tokens: Tokens, hints: Hints) -> Inputs:
        """One row a token."""
        own = self.own(tokens.surfaces())
        edge = self.own([PAD])[0]
        views = [np.array(view, np.uint64) for view in (hints.verdict, hints.names, hints.ends, hints.parts)]
        linear = [*self._of_words(own, edge), *_of_hints(own, edge, views)]
        deep = [
            *(mixed(200 + column, own[:, column]) for column in _DEEP),
            *(mixed(240 + number, view) for number, view in enumerate(views)),
        ]
        return Inputs(_numbered(linear, SIZE), _numbered(deep, ROWS))

    @staticmethod
    def _of_words(own: NDArray[np.uint64], edge: NDArray[np.uint64]) -> list[NDArray[np.uint64]]:
        before, before2, after, after2 = (shifted(own, by, edge) for by in (1, 2, -1, -2))
        suffix = own[:, _SUFFIX]
        return [
            *of_neighbours(own, edge),
            mixed(110, before[:, _SUFFIX], suffix),
            mixed(111, suffix, after[:, _SUFFIX]),
            mixed(123, before2[:, _WORD], before[:, _WORD]),
            mixed(124, after[:, _WORD], after2[:, _WORD]),
        ]

    def own(self, surfaces: list[str]) -> NDArray[np.uint64]:
        """A row of hashes for each word: itself, its shape, its endings, beginnings and middles."""
        known = self._known
        if len(known) > _CACHED:
            known.clear()
            self._own.clear()
            self._filled = 0
        numbers = []
        for surface in surfaces:
            number = known.get(surface)
            if number is None:
                number = known[surface] = len(self._own)
                self._own.append(_own_features(surface))
            numbers.append(number)
        new = len(self._own) - self._filled
        if new > 0:
            if len(self._own) > len(self._table):
                self._table = np.resize(self._table, (2 * len(self._own), _OWN))
            self._table[self._filled : len(self._own)] = self._own[self._filled :]
            self._filled = len(self._own)
        return self._table[numbers]


def of_neighbours(own: NDArray[np.uint64], edge: NDArray[np.uint64]) -> list[NDArray[np.uint64]]:
    """Columns of each word's own hashes (`Featurizer.own`) and of its neighbours'; `edge`: those of no word."""
    before, before2, after, after2 = (shifted(own, by, edge) for by in (1, 2, -1, -2))
    word, shape = own[:, _WORD], own[:, _SHAPE]
    return [
        *(mixed(50 + column, own[:, column]) for column in range(own.shape[1])),
        mixed(101, before[:, _WORD]),
        mixed(102, after[:, _WORD]),
        mixed(103, before2[:, _WORD]),
        mixed(104, after2[:, _WORD]),
        mixed(105, before[:, _WORD], word),
        mixed(106, word, after[:, _WORD]),
        mixed(107, before[:, _SHAPE], shape, after[:, _SHAPE]),
        mixed(108, before[:, _SUFFIX]),
        mixed(109, after[:, _SUFFIX]),
    ]


def _of_hints(
    own: NDArray[np.uint64], edge: NDArray[np.uint64], views: list[NDArray[np.uint64]]
) -> list[NDArray[np.uint64]]:
    seen, names, ends, parts = views
    none = np.uint64(0)
    before, after = shifted(own, 1, edge), shifted(own, -1, edge)
    word, shape, suffix = own[:, _WORD], own[:, _SHAPE], own[:, _SUFFIX]
    seen_before, seen_after, seen_after2 = (shifted(seen, by, none) for by in (1, -1, -2))
    names_before, names_after = shifted(names, 1, none), shifted(names, -1, none)
    ends_before, ends_after = shifted(ends, 1, none), shifted(ends, -1, none)
    return [
        mixed(112, seen),
        mixed(113, seen_before, seen),
        mixed(114, seen, seen_after),
        mixed(115, seen_before, seen, seen_after),
        mixed(116, seen, word),
        mixed(117, seen_before, word),
        mixed(118, seen_after, word),
        mixed(119, seen, shape),
        mixed(120, seen, after[:, _WORD]),
        mixed(121, seen, before[:, _WORD]),
        mixed(122, seen_after, seen_after2, word),
        mixed(130, names),
        mixed(131, names, seen),
        mixed(132, names_before, names, names_after),
        mixed(133, names, shape),
        mixed(134, names, suffix),
        mixed(135, names, word),
        mixed(136, ends),
        mixed(137, parts, shape),
        mixed(138, ends_before, ends),
        mixed(139, ends, ends_after),
        mixed(140, ends, suffix),
        mixed(141, ends_before, ends, ends_after, seen),
    ]


def _numbered(columns: list[NDArray[np.uint64]], size: int) -> Rows:
    return (np.stack(columns, axis=1) % np.uint64(size)).astype(np.int64)


def _own_features(surface: str) -> list[int]:
    lowered = surface.lower()
    shape = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in surface[:8])
    runs = re.sub(r"(.)\1+", r"\1", shape)
    parts = [f"w {lowered}", f"h {shape}", f"s3 {lowered[-3:]}", f"r {runs}", f"W {surface}"]
    parts += [f"p{size} {lowered[:size]}" for size in _AFFIXES]
    parts += [f"s{size} {lowered[-size:]}" for size in (2, 4, 5, 6)]
    middles = [lowered[i : i + 4] for i in range(1, max(1, len(lowered) - 4), 2)][:4]
    parts += [f"m {middle}" for middle in middles] + ["m"] * (4 - len(middles))
    return [_hash(part) for part in parts]


def _hash(text: str) -> int:
    data = text.encode()
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def mixed(kind: int, *columns: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One hash a row, of the columns together; another for each `kind`."""
    with np.errstate(over="ignore"):
        mixed = np.full(columns[0].shape, kind, np.uint64) * _GOLDEN
        for column in columns:
            mixed = (mixed ^ column) * _GOLDEN
            mixed ^= mixed >> np.uint64(29)
    return mixed


def shifted(values: NDArray[Number], by: int, fill: NDArray[Number] | Number) -> NDArray[Number]:
    """`values` moved down by `by` rows (up where negative); the rows that come free hold `fill`."""
    moved = np.empty_like(values)
    if by > 0:
        moved[by:], moved[:by] = values[:-by], fill
    else:
        moved[:by], moved[by:] = values[-by:], fill
    return moved
