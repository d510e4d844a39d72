"""What the block model sees of a page: one row of numbers for each block that no rule has settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Document, Role
from cleaner.boilerplate.measures import Indices, Measures, folded
from cleaner.boilerplate.models.looks import add_looks
from cleaner.boilerplate.models.surroundings import neighboured, surrounded
from cleaner.boilerplate.models.table import Row, Table, by_value
from cleaner.boilerplate.models.words import OPENING, WordWeights, worded
from cleaner.boilerplate.wordlists import rows as read_rows

_LANDMARKS = ("header", "footer", "aside", "main", "article", "form", "figure")
_HOMES = frozenset({"main", "article"})  # landmarks that say something even around the whole of the prose
_TAGS = ("p", "li", "div", "td", "pre", "dd")
_ROLES = {role: number for number, role in enumerate(Role)}


@cache
def declared_kinds() -> dict[str, frozenset[str]]:
    """Kinds of pages and the schema.org and OpenGraph types (lower case) that declare them."""
    return {kind: frozenset(types.lower().split()) for kind, types in read_rows("declared_kinds.tsv")}


def features(
    document: Document,
    measures: Measures,
    rows: Sequence[int],
    weights: WordWeights,
    kinds: Mapping[str, float],
    looks: Indices,
) -> Table:
    """The columns for the blocks at `rows`, in order. `kinds`: chance of each kind of page; `looks`: see `looks_of`."""
    blocks = document.blocks
    chosen = [blocks[row] for row in rows]
    at = np.asarray(rows, dtype=np.intp)
    table = Table()
    _own(table, chosen, measures, at)
    _placed(table, blocks, measures, chosen)
    worded(table, blocks, rows, measures, weights)
    _positioned(table, document, measures, chosen, at)
    surrounded(table, measures, at)
    neighboured(table, measures, at)
    add_looks(table, blocks, measures, looks, at)
    table.add_same({f"chance of {kind}": chance for kind, chance in kinds.items()}, len(at))
    return table


def _own(table: Table, chosen: Sequence[Block], measures: Measures, at: Indices) -> None:
    """A block's own text and role."""
    texts = [block.text for block in chosen]
    words = measures.words[at]
    lengths = np.array([len(text) for text in texts])
    ends = [text[-1] for text in texts]
    digits, capitals, spaces = _signs([text[:OPENING] for text in texts])
    levels = np.array([block.level or 0 for block in chosen])
    roles = np.array([_ROLES[block.role] for block in chosen])
    table.add("words", np.log1p(words))
    table.add("link density", measures.link_words[at] / words)
    table.add("ends as a sentence", [end in ".!;…\"”'" for end in ends])
    table.add("commas", [text.count(",") for text in texts])
    table.add("digits", digits / np.minimum(lengths, OPENING))
    table.add("capitals", capitals / (spaces + 1))
    table.add("word length", lengths / words.astype(np.float64))
    table.add("heading level", np.where(roles == _ROLES[Role.HEADING], levels, 0))
    table.add_rows([f"role {role}" for role in Role], roles[:, None] == np.arange(len(_ROLES)))


def _signs(openings: Sequence[str]) -> tuple[Indices, Indices, Indices]:
    """How many digits, capitals at the start of a word, and spaces each text holds."""
    signs = np.array(openings, dtype=f"U{OPENING}").view(np.uint32).reshape(len(openings), OPENING)
    plain = np.minimum(signs, len(_is_letter()) - 1)
    capitals = _is_capital()[plain]
    capitals[:, 1:] &= ~_is_letter()[plain[:, :-1]]
    digits = (signs >= ord("0")) & (signs <= ord("9"))
    return digits.sum(axis=1), capitals.sum(axis=1), (signs == ord(" ")).sum(axis=1)


@cache
def _is_letter() -> NDArray[np.bool_]:
    """By code point up to U+FFFF, which is none: whether words are made of it."""
    return np.array([chr(code).isalnum() or chr(code) == "_" for code in range(0x10000)])


@cache
def _is_capital() -> NDArray[np.bool_]:
    """By code point up to U+FFFF: whether it is a Latin capital, up to those of Western Europe."""
    codes = np.arange(0x10000)
    western = (codes >= ord("À")) & (codes <= ord("Þ")) & (codes != ord("×"))
    return np.asarray(((codes >= ord("A")) & (codes <= ord("Z"))) | western)


def _placed(table: Table, blocks: Sequence[Block], measures: Measures, chosen: Sequence[Block]) -> None:
    """Where a block stands in the markup."""
    places = [block.place for block in chosen if block.place]
    paths = by_value([place.path for place in places], _path_row)
    wrappers = measures.wrappers - _HOMES
    table.add("hidden", [place.hidden for place in places])
    table.add_rows(("depth", "in list", "in table"), paths[:, :3])
    table.add("first in container", [_is_first(blocks, block) for block in chosen])
    table.add_rows(
        [f"in {landmark}" for landmark in _LANDMARKS],
        by_value(
            [place.landmarks for place in places], lambda inside: [name in inside - wrappers for name in _LANDMARKS]
        ),
    )
    table.add_rows([f"tag {tag}" for tag in _TAGS], paths[:, 3:])
    texts = Counter([block.text for block in blocks])
    table.add("copies", [texts[block.text] for block in chosen])


def _path_row(path: tuple[str, ...]) -> Row:
    own = path[-1]
    return [len(path), "ul" in path or "ol" in path, "table" in path, *(own == tag for tag in _TAGS)]


def _is_first(blocks: Sequence[Block], block: Block) -> bool:
    before = blocks[block.index - 1].place if block.index else None
    return before is None or block.place is None or before.container != block.place.container


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
        "words of the title", [len(title_words.intersection(block.text[:OPENING].lower().split())) for block in chosen]
    )
    open_words = max(1.0, float(measures.words[at].sum()))
    landmarks = {landmark for block in blocks if block.place for landmark in block.place.landmarks}
    page = {
        "page words": np.log1p(total),
        "page blocks": np.log1p(count),
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
