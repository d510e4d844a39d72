"""Blocks of one look: the same role, tags and class words.

Paragraphs of an article share a look in one element; teasers and cards share one too, but each stands in an element of
its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.blocks import Block, Role
from cleaner.boilerplate.measures import Indices, Measures, Numbers
from cleaner.boilerplate.models.table import Table

_TAGS = 3  # of the path that count
_LEVELS = (0, 1, 2)  # elements around a block in which others of its look are counted
_LINKED = 0.5  # share of links of what is no text
_TEXT = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE, Role.CODE})
_HEADING = Role.HEADING
_POOLED = 0.5  # weight of what is thought of the others of a look


def looks_of(blocks: Sequence[Block]) -> Indices:
    """A number for each block, equal for blocks of one look."""
    numbers: dict[object, int] = {}
    known: dict[tuple[Role, int], int] = {}  # by place: blocks side by side share one
    found: list[int] = []
    for block in blocks:
        place = block.place
        assert place is not None
        number = known.get((block.role, id(place)))
        if number is None:
            key = (block.role, place.path[-_TAGS:], place.hints)
            number = known[block.role, id(place)] = numbers.setdefault(key, len(numbers))
        found.append(number)
    return np.array(found, dtype=np.intp)


def add_looks(table: Table, blocks: Sequence[Block], measures: Measures, looks: Indices, at: Indices) -> None:
    """Columns: what the blocks of a block's look have in common."""
    counts = np.bincount(looks)
    words = np.log1p(measures.words)
    mean = np.bincount(looks, words) / counts
    spread = np.sqrt(np.maximum(0.0, np.bincount(looks, words * words) / counts - mean * mean))
    links = np.bincount(looks, measures.link_words) / np.bincount(looks, measures.words)
    rows = np.arange(len(blocks))
    first, last = np.empty((2, len(counts)), dtype=np.intp)
    last[looks] = rows
    first[looks[::-1]] = rows[::-1]
    is_heading = np.array([block.role is _HEADING for block in blocks], dtype=np.float32)
    headed = np.bincount(looks[1:], is_heading[:-1], minlength=len(counts))
    elements = int(measures.around.numbers.max()) + 1
    spreads = []
    for level in _LEVELS:
        pairs = np.unique(looks * elements + measures.around.numbers[:, level])
        spreads.append(counts / np.bincount(pairs // elements))
    columns = {
        "blocks of the look": np.log1p(counts),
        "words of the look": mean,
        "spread of the look's words": spread,
        "links of the look": links,
        **{f"blocks of the look a place {level} out": each for level, each in zip(_LEVELS, spreads, strict=True)},
        "reach of the look": (last - first) / len(blocks),
        "distance in the look": (last - first + 1) / counts,
        "headings over the look": headed / counts,
    }
    table.add_rows(list(columns), np.array(list(columns.values()))[:, looks[at]].T)


def pool(blocks: Sequence[Block], measures: Measures, rows: Sequence[int], looks: Indices, opinions: Numbers) -> None:
    """Draw the opinions on texts of one look together, half-way to their mean by words: they go or stay together."""
    densities = measures.densities
    chosen = [row for row in rows if densities[row] < _LINKED and blocks[row].role in _TEXT]
    if not chosen:
        return
    at = np.asarray(chosen, dtype=np.intp)
    own, words = looks[at], measures.words[at].astype(np.float64)
    held = np.bincount(own, words)
    mean = np.bincount(own, words * opinions[at]) / np.maximum(1.0, held)
    opinions[at] = (1 - _POOLED) * opinions[at] + _POOLED * mean[own]
