"""A scan of all lines of a page tells of each line what the line would find by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.related.repeats import MAX_GAP, MAX_WORDS, segment
from cleaner.boilerplate.scan.hashes import HashTable, hashes_of
from cleaner.boilerplate.scan.lines import scanned_lines
from cleaner.boilerplate.scan.page import Scan

PHRASES = [
    "Related articles", "Read more", "You may also like", "Share on Facebook", "Sign up", "is not a substitute for",
    "Home", "About us", "References", "By", "Photo credit", "3 days ago", "12 May 2020", "zinc", "Zinc is a mineral.",
    "don’t", "We", "your", "İstanbul", "Straße.", "1. First", "”", "...", "100", "a b c", "e.g.", "No!",
    "ΣΑΣ", "𝒳y", "：",
]  # fmt: skip
PIECES = st.sampled_from(PHRASES) | st.text("aAéZ.,:?! 19©|$\"'’()-_", min_size=1, max_size=9)
LINES = st.lists(st.lists(PIECES, min_size=1).map(" ".join), max_size=6)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_scanned_lines_know_what_lines_find(texts: list[str]) -> None:
    for line in scanned_lines(Scan(texts)):
        alone = Line(line.text)
        for name, value in list(line.__dict__.items()):
            assert value == getattr(alone, name), name


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_words_are_where_lines_find_them(texts: list[str]) -> None:
    scan = Scan(texts)
    for at, text in enumerate(texts):
        own = slice(scan.firsts[at], scan.firsts[at] + scan.counts[at])
        starts, ends = scan.word_starts[own] - scan.line_starts[at], scan.word_ends[own] - scan.line_starts[at]
        assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == Line(text).spans


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=14), max_size=5))
def test_lines_without_repeats_have_no_units(lines: list[list[str]]) -> None:
    found = Scan([" ".join(words) for words in lines]).repeats(MAX_WORDS + MAX_GAP)
    for words, may_repeat in zip(lines, found.tolist(), strict=True):
        assert may_repeat or not segment(words)


def test_keys_are_equal_for_lines_of_the_same_words() -> None:
    keys = Scan(["Zinc, and iron", "zinc and IRON!", "iron and zinc", "12/10/2025", "11/20/2025", "...", "—"]).keys
    assert keys[0] == keys[1]
    assert len(set(keys.tolist())) == 5
    assert keys[5] == keys[6] == 0


@pytest.mark.parametrize("size", [0, 1, 3, 500, 20_000])
def test_tables_number_what_they_hold(size: int) -> None:
    table = HashTable(hashes_of([f"word {number}" for number in range(size)]))
    assert table.numbers(hashes_of([f"word {number}" for number in range(size)])).tolist() == list(range(1, size + 1))
    assert not table.numbers(hashes_of([f"other {number}" for number in range(500)])).any()


def test_hashes_differ_in_their_high_bits() -> None:
    hashes = hashes_of(["kay", "may", "say", "hay", "pay", "day"])
    assert len(set((hashes >> np.uint64(48)).tolist())) == 6
