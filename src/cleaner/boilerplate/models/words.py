"""How the words of a block, around it and in the heading above speak for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from cleaner.blocks import Block, Role
from cleaner.boilerplate.measures import Measures
from cleaner.boilerplate.models.table import Row, Table, by_value

OPENING = 100  # characters at the start of a block whose words are weighed
_WORD = re.compile(r"\w+")
_FAR = 200  # blocks


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Log odds of a block being kept, by hint word (class, id, role) and by word of its text."""

    hints: dict[str, float]
    words: dict[str, float]


_EXTREMES = ("lowest", "highest", "sum of")
_HEADED = (
    *(f"{which} word of the heading" for which in _EXTREMES),
    "links of the heading",
    "level of the heading",
    "words of the heading",
)


def worded(
    table: Table, blocks: Sequence[Block], rows: Sequence[int], measures: Measures, weights: WordWeights
) -> None:
    """The words of class, id and role; those at the start of the block; those of the heading above, and how far the
    headings above and below are."""
    table.add_rows(
        [f"{which} hint" for which in _EXTREMES],
        by_value(
            [measures.hints[row] for row in rows],
            lambda hints: _extremes([weights.hints[word] for word in hints if word in weights.hints]),
        ),
    )
    at = np.asarray(rows, dtype=np.intp)
    headings = [block for block in blocks if block.role is Role.HEADING]
    spoken = {block.index: _opening(block.text, weights.words) for block in headings}
    own = [spoken.get(row) or _opening(blocks[row].text, weights.words) for row in rows]
    table.add_rows([f"{which} word" for which in _EXTREMES], own)
    places = np.array([block.index for block in headings], dtype=np.intp)
    above = np.searchsorted(places, at, side="right")  # number of headings up to each row, 0 where there is none
    headed = [[0.0] * len(_HEADED)]
    headed += [
        [*spoken[block.index], measures.density[block.index], block.level or 0, block.text.count(" ")]
        for block in headings
    ]
    table.add_rows(_HEADED, np.array(headed)[above])
    table.add("blocks since heading", at - np.concatenate([[0], places])[above])
    density = np.concatenate([measures.density[places], [0.0]])
    distance = np.concatenate([places, [len(blocks) + _FAR]])[above] - at
    table.add("links of the next heading", density[above])
    table.add("blocks to the next heading", np.minimum(_FAR, distance))


def _opening(text: str, weights: dict[str, float]) -> Row:
    """What the first words of a text weigh."""
    return _extremes([weights[word] for word in _WORD.findall(text[:OPENING].lower()) if word in weights])


def _extremes(weights: Sequence[float]) -> Row:
    """The lowest, the highest and the sum, which is exact so that it depends on no order."""
    return (min(0.0, *weights), max(0.0, *weights), fsum(weights)) if weights else _NOTHING


_NOTHING = (0.0, 0.0, 0.0)
