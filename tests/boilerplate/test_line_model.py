"""The line model: what it sees does not depend on what was seen before, and it keeps what readers came for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.boilerplate.flattened import labelled

from cleaner.blocks import Document, InputKind
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.line_features import line_features, names
from cleaner.boilerplate.models.line_model import line_model
from cleaner.boilerplate.models.line_runs import main_stretch
from cleaner.boilerplate.models.word_table import WordTable
from cleaner.boilerplate.scan.hashes import hashes_of
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.wording.disclaiming import disclaims, may_disclaim
from cleaner.boilerplate.wordlists import WORD
from cleaner.labels import Reason
from cleaner.reading.flat import read_flat

LINES = st.lists(st.text("aAzß éZ.,:?!19©|$\"'()-", min_size=1, max_size=80), min_size=1, max_size=12)


def _labelling(text: str) -> Labelling:
    return Labelling(Document(InputKind.TEXT, "utf-8", "text/plain", text, read_flat(text)))


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_every_block_of_any_page_has_a_finite_row(lines: list[str]) -> None:
    labelling = _labelling("\n".join(lines))
    if not labelling.document.blocks:
        return
    rows = line_features(labelling)
    assert rows.shape == (len(labelling.document.blocks), len(names()))
    assert np.isfinite(rows).all()


def test_words_have_the_odds_they_were_given() -> None:
    table = WordTable({"zinc": -1.5, "copper": 0.75, "caffè": 0.5})
    words = ["iron", "copper", "zinc", "zincs", "caffè"]
    assert table.odds(hashes_of(words)).tolist() == [0.0, 0.75, -1.5, 0.0, 0.5]
    assert WordTable({}).odds(hashes_of(words)).tolist() == [0.0] * 5


def test_two_words_in_a_row_have_odds_of_their_own() -> None:
    table = WordTable({"read more": 1.5, "more": 0.25})
    scan = Scan(["Read more", "more read"])
    assert table.pair_odds(scan.sequences.hashes(np.array([0, 2]), np.array([2, 4]))).tolist() == [1.5, 0.0]
    assert table.odds(scan.hashes).tolist() == [0.0, 0.25, 0.25, 0.0]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-6, 9), max_size=12))
def test_the_main_stretch_has_the_highest_sum(gains: list[int]) -> None:
    start, end = main_stretch(np.array(gains, dtype=float))
    sums = [sum(gains[i:j]) for i in range(len(gains) + 1) for j in range(i, len(gains) + 1)]
    assert sum(gains[start:end]) == max([0, *sums])


def test_the_weights_belong_to_the_measures() -> None:
    assert line_model().net.hidden.shape[0] == len(names()) == len(set(names()))


@pytest.mark.parametrize(
    "text",
    [
        "This leaflet doesn’t replace advice from your doctor.",
        "This page is for information only.",
        "No authority has reviewed these statements.",
        "Not meant to treat or cure any illness.",
    ],
)
def test_the_quick_look_misses_no_disclaimer(text: str) -> None:
    assert disclaims(text)
    assert may_disclaim(WORD.findall(text.lower()))


SAID = ["this", "page", "is", "not", "medical", "advice", "nothing", "replaces", "your", "doctor", "for", "only"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SAID), max_size=9))
def test_what_disclaims_passes_the_quick_look(words: list[str]) -> None:
    text = " ".join(words)
    assert disclaims(text) is None or may_disclaim(words)


ARTICLE = [
    "Zinc and the immune system",
    "Zinc is a mineral that the body needs in small amounts for wounds to heal, for taste and for the immune system.",
    "Where zinc is found",
    "Oysters hold more zinc than any other food, while beef, beans and seeds come after them at some distance.",
    "Too little zinc",
    "People who lack zinc heal slowly, lose their taste for food and catch more colds than others do in a winter.",
    "How much zinc is enough",
    "Most adults need about ten milligrams of zinc a day, which a mixed diet supplies without any thought about it.",
]


def test_headings_and_paragraphs_of_a_plain_article_stay() -> None:
    document = labelled("\n".join(ARTICLE))
    assert not [block.block.text for block in document.blocks if block.verdict.reason is Reason.LINE_MODEL]
