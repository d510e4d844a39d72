"""What the block model sees of a page: one row of numbers for each block that no rule has settled."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Document, Role
from cleaner.boilerplate.measures import Indices, Measures, Numbers, folded
from cleaner.boilerplate.wordlists import rows as read_rows

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"[0-9]")
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ]")
_OPENING = 100  # characters at the start of a block whose words are weighed
_LANDMARKS = ("nav", "header", "footer", "aside", "main", "article", "form", "figure", "dialog")
_HOMES = frozenset({"main", "article"})  # landmarks that say something even around the whole of the prose
_TAGS = ("p", "li", "div", "td", "th", "section", "ul", "blockquote", "pre", "dd", "dt", "table", "dl", "details")
_LEVELS = (0, 1, 2, 4)  # which of the elements around a block are measured
_PROSE_HOME = 0.4  # share of the page's prose that makes an element its home

Rows = list[list[float]]


@cache
def declared_kinds() -> dict[str, frozenset[str]]:
    """Kinds of pages and the schema.org and OpenGraph types (lower case) that declare them."""
    return {kind: frozenset(types.lower().split()) for kind, types in read_rows("declared_kinds.tsv")}


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Log odds of a block being kept, by hint word (class, id, role) and by word of its text."""

    hints: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(slots=True)
class Table:
    """Columns by name, all of one length."""

    names: list[str] = field(default_factory=list)
    columns: list[Numbers] = field(default_factory=list)

    def add(self, name: str, values: Sequence[float] | NDArray[Any]) -> None:
        self.names.append(name)
        self.columns.append(np.asarray(values, dtype=np.float32))

    def add_rows(self, names: Sequence[str], rows: Rows) -> None:
        """Several columns given row by row."""
        values = np.array(rows, dtype=np.float32).reshape(len(rows), len(names))
        for index, name in enumerate(names):
            self.add(name, values[:, index])

    def matrix(self) -> Numbers:
        return np.column_stack(self.columns)


def features(document: Document, measures: Measures, rows: Sequence[int], weights: WordWeights) -> Table:
    """The columns for the blocks at `rows`, in order."""
    blocks = document.blocks
    chosen = [blocks[row] for row in rows]
    at = np.asarray(rows, dtype=np.intp)
    table = Table()
    _own(table, chosen, measures, at)
    _placed(table, blocks, measures, chosen)
    _worded(table, blocks, rows, measures, weights)
    _positioned(table, document, measures, chosen, at)
    _surrounded(table, blocks, measures, at)
    _neighboured(table, measures, at)
    return table


_OWN = (
    "links", "ends as a sentence", "ends with a colon", "question", "commas", "digits", "capitals", "starts lower",
    "all capitals", "word length", "heading level", "list depth", "header cell",
)  # fmt: skip


def _own(table: Table, chosen: Sequence[Block], measures: Measures, at: Indices) -> None:
    words = measures.words[at]
    table.add("words", np.log1p(words))
    table.add("link density", measures.link_words[at] / words)
    table.add("sentences", measures.sentences[at])
    table.add_rows(_OWN, [_own_row(block) for block in chosen])
    for role in Role:
        table.add(f"role {role}", [block.role is role for block in chosen])


def _own_row(block: Block) -> list[float]:
    text = block.text
    opening = text[:_OPENING]
    is_heading, is_item = block.role is Role.HEADING, block.role is Role.LIST_ITEM
    level = float(block.level or 0)
    return [
        len(block.links),
        text[-1] in ".!;…\"”'",
        text[-1] == ":",
        text[-1] == "?",
        text.count(","),
        len(_DIGIT.findall(opening)) / len(opening),
        len(_CAPITAL.findall(opening)) / (opening.count(" ") + 1),
        text[0].islower(),
        text.isupper(),
        len(text) / (text.count(" ") + 1),
        level if is_heading else 0.0,
        level if is_item else 0.0,
        block.cell is not None and block.cell.header,
    ]


_PLACED = (
    "bold", "pictured", "hidden", "depth", "in list", "in table", "first in container",
    *(f"in {landmark}" for landmark in _LANDMARKS),
    *(f"tag {tag}" for tag in _TAGS),
)  # fmt: skip


def _placed(table: Table, blocks: Sequence[Block], measures: Measures, chosen: Sequence[Block]) -> None:
    wrappers = measures.wrappers - _HOMES
    rows: Rows = []
    for block in chosen:
        place = block.place
        assert place is not None
        before = blocks[block.index - 1].place if block.index else None
        path = place.path
        own = path[-1]
        rows.append(
            [
                place.bold,
                place.pictured,
                place.hidden,
                len(path),
                "ul" in path or "ol" in path,
                "table" in path,
                before is None or before.container != place.container,
                *(landmark in place.landmarks and landmark not in wrappers for landmark in _LANDMARKS),
                *(own == tag for tag in _TAGS),
            ]
        )
    table.add_rows(_PLACED, rows)
    texts = Counter(block.text for block in blocks)
    table.add("copies", [texts[block.text] for block in chosen])


_EXTREMES = ("lowest", "highest", "sum of")
_HEADED = (
    *(f"{which} word of the heading" for which in _EXTREMES),
    "links of the heading",
    "level of the heading",
    "words of the heading",
)


def _worded(
    table: Table, blocks: Sequence[Block], rows: Sequence[int], measures: Measures, weights: WordWeights
) -> None:
    """How the words around, in and above a block speak for it."""
    by_hints: dict[frozenset[str], list[float]] = {}
    hinted: Rows = []
    for row in rows:
        hints = measures.hints[row]
        found = by_hints.get(hints)
        if found is None:
            found = by_hints[hints] = _extremes([weights.hints[word] for word in hints if word in weights.hints])
        hinted.append(found)
    table.add_rows([f"{which} hint" for which in _EXTREMES], hinted)
    above, since = [0.0] * len(_HEADED), 0.0
    own: Rows = []
    headed: Rows = []
    wanted = set(rows)
    for block in blocks:
        is_heading = block.role is Role.HEADING
        if is_heading or block.index in wanted:
            worded = _extremes(_weights_of(block.text, weights.words))
            if is_heading:
                above = [*worded, block.link_density if block.links else 0.0, block.level or 0, block.text.count(" ")]
                since = 0.0
            if block.index in wanted:
                own.append(worded)
                headed.append([*above, since])
        since += 1
    table.add_rows([f"{which} word" for which in _EXTREMES], own)
    table.add_rows([*_HEADED, "blocks since heading"], headed)
    table.add_rows(("links of the next heading", "blocks to the next heading"), _before_heading(blocks, rows))


def _before_heading(blocks: Sequence[Block], rows: Sequence[int]) -> Rows:
    """The link density of the next heading below each block, and how far it is."""
    headings = [block.index for block in blocks if block.role is Role.HEADING]
    found: Rows = []
    for row in rows:
        at = bisect_right(headings, row)
        if at == len(headings):
            found.append([0.0, 200.0])
        else:
            found.append([blocks[headings[at]].link_density, float(min(200, headings[at] - row))])
    return found


def _weights_of(text: str, weights: Mapping[str, float]) -> list[float]:
    return [weights[word] for word in _WORD.findall(text[:_OPENING].lower()) if word in weights]


def _extremes(values: list[float]) -> list[float]:
    return [min(0.0, *values), max(0.0, *values), sum(values)] if values else [0.0, 0.0, 0.0]


def _positioned(table: Table, document: Document, measures: Measures, chosen: Sequence[Block], at: Indices) -> None:
    """Where a block stands on the page, and what page it is."""
    blocks = document.blocks
    count = len(blocks)
    total, prose = float(measures.words.sum()), max(1.0, float(measures.prose.sum()))
    table.add("position", at / count)
    table.add("words before", (np.cumsum(measures.words) - measures.words)[at] / total)
    table.add("prose before", (np.cumsum(measures.prose) - measures.prose)[at] / prose)
    table.add("prose after", 1 - np.cumsum(measures.prose)[at] / prose)
    title = folded(document.metadata.title)
    headings = (block.index for block in blocks if title and block.role is Role.HEADING and folded(block.text) == title)
    headline = next(headings, None)
    table.add(
        "blocks behind the title", np.full(len(at), -100) if headline is None else np.clip(at - headline, -50, 200)
    )
    title_words = frozenset(title.split())
    table.add(
        "words of the title", [len(title_words.intersection(block.text[:_OPENING].lower().split())) for block in chosen]
    )
    open_words = max(1.0, float(measures.words[at].sum()))
    for name, value in (
        ("page words", np.log1p(total)),
        ("page blocks", np.log1p(count)),
        ("page prose share", prose / total),
        ("page link share", float(measures.link_words.sum()) / total),
        ("open words", np.log1p(open_words)),
        ("open prose share", prose / open_words),
        ("open link share", float(measures.link_words[at].sum()) / open_words),
        ("page has article", any("article" in block.place.landmarks for block in blocks if block.place)),
        *((f"page is {kind}", bool(types & document.types)) for kind, types in declared_kinds().items()),
        ("page has main", any("main" in block.place.landmarks for block in blocks if block.place)),
    ):
        table.add(name, np.full(len(at), value))


def _surrounded(table: Table, blocks: Sequence[Block], measures: Measures, at: Indices) -> None:
    """The elements around a block: how much text, prose and link text they hold."""
    around = measures.around
    words, links, prose, counts = (
        around.sums(values) for values in (measures.words, measures.link_words, measures.prose, np.ones(len(blocks)))
    )
    page_words, page_prose = float(measures.words.sum()), max(1.0, float(measures.prose.sum()))
    for level in _LEVELS:
        numbers = around.numbers[at, np.minimum(level, around.lengths[at] - 1)]
        held = np.maximum(1.0, words[numbers])
        table.add(f"words {level} out", held / page_words)
        table.add(f"links {level} out", links[numbers] / held)
        table.add(f"prose {level} out", prose[numbers] / held)
        table.add(f"blocks {level} out", counts[numbers])
    homes = (prose[around.numbers[at]] >= _PROSE_HOME * page_prose) & (prose[around.numbers[at]] > 0)
    levels = np.where(homes.any(axis=1), homes.argmax(axis=1), 9)
    home = around.numbers[at, np.minimum(levels, around.lengths[at] - 1)]
    table.add("levels to the prose", levels)
    table.add("links at the prose", np.where(levels < 9, links[home] / np.maximum(1.0, words[home]), 1.0))


def _neighboured(table: Table, measures: Measures, at: Indices) -> None:
    words, links, prose = measures.words, measures.link_words, measures.prose
    density = links / words
    for away in (1, 2, 3):
        for side, shift in (("above", away), ("below", -away)):
            table.add(f"words {away} {side}", np.log1p(shifted(words, shift)[at]))
            table.add(f"links {away} {side}", shifted(density, shift)[at])
    for reach in (4, 10):
        for side in ("above", "below"):
            near = np.maximum(1, windowed(words, reach, side)[at])
            table.add(f"words in {reach} {side}", np.log1p(near))
            table.add(f"links in {reach} {side}", windowed(links, reach, side)[at] / near)
            table.add(f"prose in {reach} {side}", windowed(prose, reach, side)[at] / near)


def shifted(values: Numbers, by: int) -> Numbers:
    """The value `by` rows above (below where negative); 0 beyond the page's ends."""
    result = np.zeros_like(values)
    if by > 0:
        result[by:] = values[:-by]
    else:
        result[:by] = values[-by:]
    return result


def windowed(values: Numbers, reach: int, side: str) -> Numbers:
    """The sum of the `reach` values above or below each row, the row itself left out."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    rows = np.arange(len(values))
    if side == "above":
        found = sums[rows] - sums[np.maximum(0, rows - reach)]
    else:
        found = sums[np.minimum(len(values), rows + 1 + reach)] - sums[rows + 1]
    return np.asarray(found, dtype=np.float32)
