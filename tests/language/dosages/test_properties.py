"""What holds for any text whatever: offsets, quotes, bounds, determinism, time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.contract.vocabulary import Bound, EntityLabel
from cleaner.language.context import PageContext
from cleaner.language.dosages.clause.mentions import Named
from cleaner.language.dosages.reading import read as read_characters
from tests.language.dosages.reader import read

_MOST = 12_000

_WORDS = """
0 1 2 5 10 25 200 1,500 20.000 3.125 50 000 ½ 1/2 two one-half 1.4 × 10^9 - – , . ; ( ) / + ± < ≥ x
mg mcg µg g IU units mL mg/kg mg/kg/day mmol/L ng/mL % tablets capsules puffs CFU kg years weeks hours
daily twice every for up to not more than at least no less exceed to and or then
vitamin D serum urine dose of the aspirin patients aged with respectively single children
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "\u00a0", "\u200b", "\u2009"])
_DOSE_LIKE = st.lists(_PIECES, max_size=40).flatmap(lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)]))

_ENTITIES = st.lists(st.tuples(st.integers(0, 150), st.integers(1, 20), st.sampled_from(EntityLabel)), max_size=8)


@settings(max_examples=250, deadline=None)
@given(st.one_of(_DOSE_LIKE, st.text(max_size=200)))
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    for span in (*reading.doses, *reading.rejects):
        assert 0 <= span.start < span.end <= len(text)
    ends = [(dose.start, dose.end) for dose in reading.doses]
    assert ends == sorted(ends)
    assert all(one[1] <= other[0] for one, other in pairwise(ends))
    for dose in reading.doses:
        assert (dose.low is None) == (dose.bound is Bound.UPPER)
        assert (dose.high is None) == (dose.bound is Bound.LOWER)
        if dose.low is not None and dose.high is not None:
            assert 0 <= dose.low <= dose.high
        assert (dose.bound is Bound.RANGE) == (dose.low is not None and dose.high is not None and dose.low < dose.high)
        for evidence in dose.evidence:
            assert 0 <= evidence.start < evidence.end <= len(text)
        if dose.substance is not None and dose.substance.start is not None:
            assert text[dose.substance.start : dose.substance.end] == dose.substance.text
    assert read(text) == reading


@settings(max_examples=150, deadline=None)
@given(
    _DOSE_LIKE, st.lists(st.tuples(st.integers(0, 150), st.integers(1, 20), st.sampled_from(EntityLabel)), max_size=8)
)
def test_any_entities_are_taken(text: str, spans: list[tuple[int, int, EntityLabel]]) -> None:
    named: list[Named] = []
    for start, length, label in sorted(spans):
        if start + length <= len(text) and (not named or named[-1].end <= start):
            named.append(Named(start, start + length, label, "D1"))
    for dose in read_characters(text, named, PageContext(), lambda _: []).doses:
        if dose.population is not None:
            assert 0 <= dose.population[0] < dose.population[1] <= len(text)
        if dose.substance is not None and dose.substance.start is not None:
            assert text[dose.substance.start : dose.substance.end] == dose.substance.text


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9999), st.sampled_from(["mg", "g", "mcg", "IU", "mL"]), st.sampled_from(["", " ", "\u00a0", "-"]))
def test_a_plain_dose_is_read_in_any_spacing(number: int, unit: str, space: str) -> None:
    (dose,) = read(f"Take {number}{space}{unit} of it daily, please.").doses
    assert dose.low == dose.high == number
    assert dose.per == "d"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["½", "µg", "–", "\u200b", "＃", "é", "ﬁ"]), st.integers(0, 20))
def test_offsets_survive_characters_that_change_length(odd: str, times: int) -> None:
    text = f"{odd * times} {odd} They took 400\u202fmg {odd}"
    quotes = [text[dose.start : dose.end] for dose in read(text).doses]
    assert "400\u202fmg" in quotes


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "1," * 300_000,
        "1.5 " * 200_000,
        "5 mg " * 50_000,
        "5 mg, " * 50_000,
        "1 or " * 100_000 + "5 mg",
        "5 mg (" * 20_000,
        "not more than " * 50_000 + "5 mg",
        "vitamin D " * 60_000 + "5 mg",
        "every 4 to " * 50_000,
        "two hundred thousand " * 40_000,
        "(" * 200_000 + "5 mg" + ")" * 200_000,
        "5 mg/kg/" * 40_000,
        "for adults with " * 30_000 + "5 mg",
    ],
    ids=lambda text: repr(text[:16]),
)
def test_time_is_bounded_on_hostile_texts(text: str) -> None:
    started = time.process_time()
    read_characters(text[:_MOST], [], PageContext(), lambda _: [])
    assert time.process_time() - started < 6  # some 0.2 ms a dose, and most of these are nothing but doses
