"""What the block model sees of a page: one row of numbers for each block that no rule has settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from cleaner.blocks import Block, Document, Role
from cleaner.boilerplate.measures import Indices, Measures, folded
from cleaner.boilerplate.models.looks import add_looks
from cleaner.boilerplate.models.page import Page
from cleaner.boilerplate.models.surroundings import neighboured, surrounded
from cleaner.boilerplate.models.table import Row, Table, by_value
from cleaner.boilerplate.models.words import Openings, WordWeights, worded
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.wordlists import rows as read_rows

_LANDMARKS = ("header", "footer", "aside", "main", "article", "form", "figure")
_HOMES = frozenset({"main", "article"})  # landmarks that say something even around the whole of the prose
_TAGS = ("p", "li", "div")
_ROLES = {role: number for number, role in enumerate(Role)}
_HEADING = Role.HEADING


@cache
def declared_kinds() -> dict[str, frozenset[str]]:
    """Kinds of pages and the schema.org and OpenGraph types (lower case) that declare them."""
    return {kind: frozenset(types.lower().split()) for kind, types in read_rows("declared_kinds.tsv")}


def features(page: Page, rows: Sequence[int], weights: WordWeights, kinds: Mapping[str, float]) -> Table:
    """The columns for the blocks at `rows`, in order. `kinds`: chance of each kind of page."""
    document, measures = page.document, page.measures
    blocks = document.blocks
    chosen = [blocks[row] for row in rows]
    at = np.asarray(rows, dtype=np.intp)
    openings = Openings.of(page.scan)
    table = Table()
    _own(table, chosen, measures, page.scan, at)
    _placed(table, chosen, measures)
    worded(table, blocks, at, measures, openings, weights)
    _positioned(table, document, measures, openings, at)
    _page(table, document, measures, at)
    surrounded(table, measures, at)
    neighboured(table, measures, at)
    add_looks(table, blocks, measures, page.looks, at)
    table.add_same({f"chance of {kind}": chance for kind, chance in kinds.items()}, len(at))
    return table


def _own(table: Table, chosen: Sequence[Block], measures: Measures, scan: Scan, at: Indices) -> None:
    """A block's own text and role."""
    words = measures.words[at]
    levels = np.array([block.level or 0 for block in chosen])
    roles = np.array([_ROLES[block.role] for block in chosen])
    table.add("words", np.log1p(words))
    table.add("link density", measures.density[at])
    table.add("ends as a sentence", [block.text[-1] in ".!;…\"”’'" for block in chosen])
    table.add("word length", scan.sizes[at] / words)
    table.add("heading level", np.where(roles == _ROLES[_HEADING], levels, 0))
    table.add_rows([f"role {role}" for role in Role], roles[:, None] == np.arange(len(_ROLES)))
    _, look, copies = np.unique(scan.keys, return_inverse=True, return_counts=True)
    table.add("copies", copies[look[at]])


def _placed(table: Table, chosen: Sequence[Block], measures: Measures) -> None:
    """Where a block stands in the markup."""
    places = [block.place for block in chosen if block.place]
    wrappers = measures.wrappers - _HOMES
    table.add("hidden", [place.hidden for place in places])
    table.add_rows(("depth", "in list", *(f"tag {tag}" for tag in _TAGS)), by_value([p.path for p in places], _path))
    table.add_rows(
        [f"in {landmark}" for landmark in _LANDMARKS],
        by_value(
            [place.landmarks for place in places], lambda inside: [name in inside - wrappers for name in _LANDMARKS]
        ),
    )


def _path(path: tuple[str, ...]) -> Row:
    own = path[-1]
    return [len(path), "ul" in path or "ol" in path, *(own == tag for tag in _TAGS)]


def _positioned(table: Table, document: Document, measures: Measures, openings: Openings, at: Indices) -> None:
    """Where a block stands on the page."""
    blocks, words = document.blocks, measures.words
    total, prose = float(words.sum()), max(1.0, float(measures.prose.sum()))
    told = np.cumsum(measures.prose)
    table.add("position", at / len(blocks))
    table.add("words before", (np.cumsum(words) - words)[at] / total)
    table.add("prose before", (told - measures.prose)[at] / prose)
    table.add("prose after", 1 - told[at] / prose)
    title = folded(document.metadata.title)
    headings = (block.index for block in blocks if title and block.role is _HEADING and folded(block.text) == title)
    headline = next(headings, None)
    behind = np.full(len(at), -100) if headline is None else np.clip(at - headline, -50, 200)
    table.add("blocks behind the title", behind)
    table.add("words of the title", openings.of_title(document.metadata.title)[at])


def _page(table: Table, document: Document, measures: Measures, at: Indices) -> None:
    """What page it is."""
    total, prose = float(measures.words.sum()), max(1.0, float(measures.prose.sum()))
    open_words = max(1.0, float(measures.words[at].sum()))
    none: frozenset[str] = frozenset()
    landmarks = none.union(*{block.place.landmarks for block in document.blocks if block.place})
    page = {
        "page words": np.log1p(total),
        "page blocks": np.log1p(len(document.blocks)),
        "page prose share": prose / total,
        "page link share": float(measures.link_words.sum()) / total,
        "open words": np.log1p(open_words),
        "open prose share": prose / open_words,
        "open link share": float(measures.link_words[at].sum()) / open_words,
        "page has article": "article" in landmarks,
        **{f"page is {kind}": bool(types & document.types) for kind, types in declared_kinds().items()},
        "page has main": "main" in landmarks,
    }
    table.add_same(page, len(at))
