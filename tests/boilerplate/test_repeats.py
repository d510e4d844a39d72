"""Tandem repeats: what counts as one title printed twice, and how long the search may take."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.boilerplate.related.repeats import MAX_COPIES, Kind, Unit, segment

A = "why sleep matters more than diet"
B = "seven soups for a cold day"


def _units(text: str) -> list[tuple[str, int, Kind]]:
    words = text.split()
    return [(" ".join(words[u.title[0] : u.title[1]]), u.copies, u.kind) for u in segment(words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A} {A}", [(A, 2, Kind.EXACT)]),
        (f"{A} {A} {A}", [(A, 3, Kind.EXACT)]),
        (f"related article {A} {A}", [(A, 2, Kind.EXACT)]),
        (f"{A} {A} {B} {B} to top", [(A, 2, Kind.EXACT), (B, 2, Kind.EXACT)]),
        (f"{A} 27 10 23 {A}", [(A, 2, Kind.PARTED)]),
        (f"{A} read more about {A}", [(A, 2, Kind.PARTED)]),
        ("eat more greens today eat more greens today eat more fruit now eat more fruit now",
         [("eat more greens today", 2, Kind.EXACT), ("eat more fruit now", 2, Kind.EXACT)]),
        # a title that repeats words of its own
        ("the more the better the more the better", [("the more the better", 2, Kind.EXACT)]),
        # a title that begins another
        (f"{A} {A} {A} and why {A} and why", [(A, 2, Kind.EXACT), (f"{A} and why", 2, Kind.EXACT)]),
        # one word of a dozen differs
        ("understanding and preventing influenza in young children and older adults "
         "understanding and preventing flu in young children and older adults",
         [("understanding and preventing influenza in young children and older adults", 2, Kind.NEAR)]),
    ],
)  # fmt: skip
def test_titles_are_found_once_each(text: str, expected: list[tuple[str, int, Kind]]) -> None:
    assert _units(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "vitamin d vitamin d",
        "adults adults children children",
        "one two three four five six seven",
        "",
    ],
)
def test_short_repeats_are_left_alone(text: str) -> None:
    assert _units(text) == []


def test_a_cut_copy_counts_for_its_title() -> None:
    words = f"{A} {' '.join(A.split()[:4])}".split()
    units = segment(words, lambda word: word == len(words) - 1)
    assert units == [Unit(0, 10, (0, 6), 2, Kind.CUT)]


def test_a_copy_cut_at_first_counts_as_well() -> None:
    words = f"{' '.join(A.split()[:4])} {A}".split()
    (unit,) = segment(words, lambda word: word == 3)
    assert (unit.kind, unit.title) == (Kind.CUT, (4, 8))


@given(st.lists(st.sampled_from("abcd"), max_size=60))
def test_units_are_ordered_disjoint_and_hold_their_copies(words: list[str]) -> None:
    end = 0
    for unit in segment(words):
        assert end <= unit.start < unit.end <= len(words)
        assert unit.start <= unit.title[0] < unit.title[1] <= unit.end
        assert 2 <= unit.copies <= MAX_COPIES
        if unit.kind is Kind.EXACT:
            size = unit.title[1] - unit.title[0]
            title = words[unit.title[0] : unit.title[1]]
            assert unit.end - unit.start == size * unit.copies
            assert all(words[at : at + size] == title for at in range(unit.start, unit.end, size))
        end = unit.end


@pytest.mark.parametrize(
    "words",
    [
        A.split() * 30_000,
        ["a"] * 180_000,
        ["a", "b"] * 90_000,
        [word for number in range(10_000) for word in (A + f" {number} ").split() * 2],
        [word for number in range(6_000) for word in (A + " in the long cold winter months " + str(number)).split()],
    ],
    ids=["one title", "one word", "two words", "many titles", "many near titles"],
)
def test_a_line_of_a_megabyte_takes_bounded_time(words: list[str]) -> None:
    started = time.process_time()
    segment(words)
    assert time.process_time() - started < 5.0
