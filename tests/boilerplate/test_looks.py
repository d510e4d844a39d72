"""Blocks of one look: told apart, measured and judged together."""

from __future__ import annotations

import numpy as np
from marked_up import PARAGRAPHS, page

from cleaner.blocks import Document
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.looks import add_looks, looks_of, pool
from cleaner.boilerplate.models.table import Table
from cleaner.config import Config
from cleaner.reading import read
from cleaner.sources import RawPage

TEASERS = "".join(f'<div class="card"><h3>Tip {n}</h3><p>{text}</p></div>' for n, text in enumerate(PARAGRAPHS))


def _document() -> Document:
    return read(RawPage("test", page(after=f"<div>{TEASERS}</div>").encode()), Config())


def _rows(document: Document, part: str) -> list[int]:
    blocks = [block for block in document.blocks if block.text in PARAGRAPHS and block.place]
    return [b.index for b in blocks if b.place and ("card" in b.place.hints) is (part == "card")]


def test_paragraphs_of_the_article_and_of_cards_have_looks_of_their_own():
    document = _document()
    looks = looks_of(document.blocks)
    article, cards = _rows(document, "article"), _rows(document, "card")
    assert len(set(looks[article])) == len(set(looks[cards])) == 1
    assert looks[article[0]] != looks[cards[0]]


def test_cards_stand_in_an_element_each():
    document = _document()
    rows = [_rows(document, "article")[0], _rows(document, "card")[0]]
    table = Table()
    add_looks(table, document.blocks, Labelling(document).measures, looks_of(document.blocks), np.array(rows))
    article, card = (dict(zip(table.names, row, strict=True)) for row in table.columns().T)
    assert (article["blocks of the look a place 0 out"], card["blocks of the look a place 0 out"]) == (5, 1)
    assert (article["headings over the look"], card["headings over the look"]) == (np.float32(0.2), 1)


def test_opinions_on_one_look_come_nearer_to_each_other():
    document = _document()
    rows = _rows(document, "article")
    opinions = np.full(len(document.blocks), 0.5, dtype=np.float32)
    opinions[rows] = [0.9, 0.9, 0.9, 0.9, 0.1]
    before = opinions.copy()
    pool(document.blocks, Labelling(document).measures, rows, looks_of(document.blocks), opinions)
    assert np.ptp(opinions[rows]) == np.float32(0.4)
    others = [row for row in range(len(opinions)) if row not in rows]
    assert (opinions[others] == before[others]).all()
