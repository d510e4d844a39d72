"""What a page holds twice is kept once, unless a heading says that it is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_up import PARAGRAPHS, page

from cleaner.boilerplate.copies import text_kept_once
from cleaner.boilerplate.labelling import Labelling
from cleaner.config import Config
from cleaner.labels import Action, Reason
from cleaner.reading import read
from cleaner.sources import RawPage

AGAIN = f"<p>{PARAGRAPHS[1]}</p>"


def _kept(markup: str) -> list[str]:
    labelling = Labelling(read(RawPage("test", markup.encode()), Config()))
    text_kept_once(labelling)
    reasons = {verdict.reason for verdict in labelling.verdicts.values()}
    assert reasons <= {Reason.REPEATED_COPY}
    return [b.text for b in labelling.document.blocks if labelling.label_of(b).action is Action.KEEP]


@pytest.mark.parametrize(
    ("more", "times"),
    [
        (AGAIN, 1),
        (AGAIN * 3, 1),
        (f"<ul><li>{PARAGRAPHS[1]}</ul>", 1),
        (f"<h2>In children</h2>{AGAIN}", 2),  # said of something else
        (f"<table><tr><th>{PARAGRAPHS[1]}<th>x<tr><td>1<td>2</table>", 2),  # a table stays whole
    ],
)
def test_a_text_is_kept_once(more, times):
    assert sum(PARAGRAPHS[1] in text for text in _kept(page(inside=more))) == times


def test_short_lines_may_repeat():
    step = "<p>Take one tablet with water.</p>"
    assert _kept(page(inside=step + step)).count("Take one tablet with water.") == 2


def test_the_parts_are_kept_where_one_block_says_it_all_again():
    parts = [f"Paragraph {number} says that {' '.join(PARAGRAPHS)}" for number in range(4)]
    whole = " ".join(parts)
    kept = _kept(page(inside="".join(f"<p>{part}</p>" for part in parts) + f"<div>{whole}</div>"))
    assert whole not in kept
    assert set(parts) <= set(kept)


def test_a_long_text_of_its_own_stays():
    whole = " ".join(f"word{number} and word{number + 1}" for number in range(200))
    assert whole in _kept(page(inside=f"<div>{whole}</div>"))


@given(st.lists(st.sampled_from([f"<p>{text}</p>" for text in PARAGRAPHS] + ["<h2>More</h2>"]), max_size=12))
def test_no_text_is_lost(pieces):
    kept = _kept("<!doctype html><body>" + "".join(pieces) + "<p>The end of it.</p>")
    for text in PARAGRAPHS:
        assert (text in kept) == (f"<p>{text}</p>" in pieces)
