"""The quick look for amounts spares paragraphs, never an amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.language.dosages.amounts.grammar import read_amounts
from cleaner.language.dosages.text.normal import normalise
from cleaner.language.dosages.text.numbers import merge
from cleaner.language.dosages.text.stretches import stretches
from cleaner.language.dosages.text.tokens import scan

WORDS = [
    "take",
    "two",
    "half",
    "one and a half",
    "million",
    "10",
    "2.5",
    "½",
    "10^9",
    "50 000",
    "mg",
    "tablets",
    "Units",
]
MARKS = ["IU", "µg", "%", "-", "to", "(", ")", "kg", "hours", "°", "a day", ".", "\n", "\n\n", "of zinc", "CFU", "x"]


def amounts(text: str, within: list[tuple[int, int]] | None) -> list[tuple[int, int, str]]:
    tokens = merge(scan(text, within), text)
    return [(amount.start, amount.end, amount.unit.code) for amount in read_amounts(tokens, text)]


@given(st.lists(st.tuples(st.sampled_from(WORDS + MARKS), st.sampled_from(["", " "])), max_size=40))
def test_no_amount_is_lost(parts: list[tuple[str, str]]) -> None:
    text = normalise("".join(word + gap for word, gap in parts)).text
    assert amounts(text, stretches(text, [])) == amounts(text, None)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Nothing here.\n\nNor here, in 2016.", []),
        (
            "First.\n\nSecond.\n\nThird.\n\nFourth, 5 mg.\n\nFifth.\n\nSixth.",
            ["Second.", "Third.", "Fourth, 5 mg.", "Fifth."],
        ),
    ],
)
def test_paragraphs(text: str, read: list[str]) -> None:
    assert [text[start:end].strip() for start, end in stretches(text, [])] == read
