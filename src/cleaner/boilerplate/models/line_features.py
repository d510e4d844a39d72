"""What the line model sees of a block: its own measures, its neighbours' and surroundings', its place, the page."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Document, InputKind, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.line_measures import measured
from cleaner.boilerplate.models.line_words import Vector
from cleaner.boilerplate.models.word_table import WordTable
from cleaner.boilerplate.wordlists import rows

Matrix = NDArray[np.float32]
Columns = dict[str, Vector]

_NEIGHBOURS = {-2: "2 above", -1: "1 above", 1: "1 below", 2: "2 below"}
_OF_NEIGHBOURS = (
    "words",
    "up to 3 words",
    "function words",
    "running text",
    "a headline's shape",
    "ends a sentence",
    "ends in a colon",
    "begins in lower case",
    "begins with no sign",
    "commas",
    "figures",
    "capitals",
    "a date",
    "holds a stock phrase",
    "a list item",
    "a heading by its mark",
    "words of boilerplate",
    "pairs of words of boilerplate",
    "printed elsewhere too",
    "words of the article",
    "lines of its form around",
    "removed by a rule",
)
_SUMMED = (
    "words",
    "running text",
    "words of boilerplate",
    "removed by a rule",
    "ends a sentence",
    "function words",
    "up to 6 words",
    "words of the article",
)
_AROUND = (2, 5, 12)  # blocks to either side
_ONE_SIDE = (4, 12)  # blocks above, and as many below
_FIRST_SUMMED = 5  # of `_SUMMED` that are summed to one side too


@cache
def word_table() -> WordTable:
    """With the package's odds: how much more often a word stands in boilerplate than in articles (log odds)."""
    return WordTable({word: float(odds) for word, odds in rows("word_odds.tsv")})


@cache
def names() -> tuple[str, ...]:
    """The columns of `line_features`, in order."""
    block = Block(index=0, text="A page", role=Role.PARAGRAPH, start=0, end=6)
    page = Document(InputKind.TEXT, "utf-8", "text/plain", block.text, (block,))
    own = measured(Labelling(page), WordTable({}))
    return (
        *own,
        *(f"{name} ({side})" for side in _NEIGHBOURS.values() for name in _OF_NEIGHBOURS),
        *(f"{name} (within {reach})" for reach in _AROUND for name in _SUMMED),
        *(
            f"{name} (in {reach} {side})"
            for reach in _ONE_SIDE
            for side in ("above", "below")
            for name in _SUMMED[:_FIRST_SUMMED]
        ),
        *_places(own),
        *_page(own),
    )


def line_features(labelling: Labelling, table: WordTable | None = None) -> Matrix:
    """One row a block in document order, one column a name of `names()`. `table` replaces the package's."""
    own = measured(labelling, word_table() if table is None else table)
    beside = np.array([own[name] for name in _OF_NEIGHBOURS])
    parts = [
        np.array(list(own.values())),
        *(_shifted(beside, shift) for shift in _NEIGHBOURS),
        *_surroundings(own),
        np.array([*_places(own).values(), *_page(own).values()]),
    ]
    return np.concatenate(parts, dtype=np.float32).T


def _shifted(values: Matrix, shift: int) -> Matrix:
    """Each block's neighbour `shift` blocks on, blocks along the last axis; zeros beyond the page's ends."""
    out = np.zeros_like(values)
    if abs(shift) < values.shape[-1]:
        if shift > 0:
            out[:, :-shift] = values[:, shift:]
        else:
            out[:, -shift:] = values[:, :shift]
    return out


def _surroundings(own: Columns) -> list[Matrix]:
    """Means of some measures over the blocks around each block, then over those above and below it."""
    values = np.array([own[name] for name in _SUMMED])
    size = values.shape[1]
    sums = np.zeros((len(values), size + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    at = np.arange(size)
    found = []
    for reach in _AROUND:
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
        found.append((sums[:, high] - sums[:, low]) / (high - low))
    sums = sums[:_FIRST_SUMMED]
    for reach in _ONE_SIDE:
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
        found.append((sums[:, at] - sums[:, low]) / np.maximum(1, at - low))
        found.append((sums[:, high] - sums[:, at + 1]) / np.maximum(1, high - at - 1))
    return found


def _places(own: Columns) -> Columns:
    size = len(own["words"])
    at = np.arange(size, dtype=np.float32)
    words = np.expm1(own["words"])
    above = np.cumsum(words) - words
    is_paragraph = (own["running text"] > 0) & (own["removed by a rule"] == 0)
    paragraphs = np.flatnonzero(is_paragraph)
    first, last = (paragraphs[0], paragraphs[-1]) if len(paragraphs) else (size, -1)
    titles = np.flatnonzero(own["the likely title"])
    title = titles[0] if len(titles) else -1
    values = {
        "share of blocks above": at / max(1, size),
        "share of words above": above / max(1.0, float(words.sum())),
        "blocks above": np.log1p(at),
        "blocks below": np.log1p(size - 1 - at),
        "after the last paragraph": at > last,
        "before the first paragraph": at < first,
        "below the title": at > title,
        "blocks to the paragraph above": np.log1p(_distance(is_paragraph)),
        "blocks to the paragraph below": np.log1p(_distance(is_paragraph[::-1])[::-1]),
    }
    return {name: np.asarray(value, dtype=np.float32) for name, value in values.items()}


def _distance(marked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Steps back to the nearest marked block before each block; the page's size where there is none."""
    at = np.arange(len(marked))
    last = np.maximum.accumulate(np.where(marked, at, -len(marked)))
    before = np.concatenate([[-len(marked)], last[:-1]])
    return np.asarray(np.minimum(at - before, len(marked)), dtype=np.intp)


def _page(own: Columns) -> Columns:
    words, prose = np.expm1(own["words"]), own["running text"]
    total = max(1.0, float(words.sum()))
    values = {
        "words of the page": np.log1p(total),
        "blocks of the page": np.log1p(len(words)),
        "share of the page in running text": float((words * prose).sum()) / total,
        "share of the blocks in running text": float(prose.mean()),
        "words of boilerplate on the page": float((own["words of boilerplate"] * words).sum()) / total,
        "share of the blocks that end a sentence": float(own["ends a sentence"].mean()),
        "blank lines on the page": float(own["blank lines above"].mean()),
    }
    return {name: np.full(len(words), value, dtype=np.float32) for name, value in values.items()}
