"""The number grammar, and the map back to the original's characters."""

from __future__ import annotations

import pytest

from cleaner.language.dosages.text.normal import normalise
from cleaner.language.dosages.text.numbers import merge
from cleaner.language.dosages.text.tokens import NUMBER, Token, scan


def numbers(text: str) -> list[Token]:
    normal = normalise(text)
    return [token for token in merge(scan(normal.text), normal.text) if token.kind == NUMBER]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("0.25", 0.25),
        (" .5", 0.5),
        ("1,500", 1500),
        ("1,234,567.5", 1_234_567.5),
        ("50 000", 50_000),
        ("1\u202f234\u202f567", 1_234_567),
        ("0,5", 0.5),
        ("2,25", 2.25),
        ("1.234.567", 1_234_567),
        ("1.234,5", 1234.5),
        ("½", 0.5),
        ("1½", 1.5),
        ("1 1/2", 1.5),
        ("2/3", 2 / 3),
        ("1⁄4", 0.25),
        ("two", 2),
        ("thirty-two", 32),
        ("two hundred", 200),
        ("half", 0.5),
        ("one-quarter", 0.25),
        ("three quarters", 0.75),
        ("one and a half", 1.5),
        ("1.5 million", 1_500_000),
        ("10 billion", 10_000_000_000),
        ("1.4 x 10^9", 1.4e9),
        ("1.4 × 10⁹", 1.4e9),
        ("1.4 × 1010", 1.4e10),
        ("５００", 500),
        ("0·75", 0.75),
    ],
)
def test_value(text: str, value: float) -> None:
    (number,) = numbers(text)
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2 500 mg tablets", [2, 500]),
        ("omega-3 500", [3, 500]),
        ("1 or 2", [1, 2]),
        ("100/25", [100, 25]),
        ("1234567890123456789012345", []),
        ("1,2,3,4", []),
        ("B12", []),
        ("half the people", [0.5]),
        ("a third", []),
        ("every third day", []),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text)] == values


def test_a_dot_before_three_digits_leaves_both_values() -> None:
    (number,) = numbers("20.000")
    assert (number.value, number.grouped) == (20, 20_000)


@pytest.mark.parametrize("text", ["1½ tablets – 5 µg", "a\u200bb 400\u00a0mg", "ﬁve ½ ㎎", "plain"])
def test_every_normalised_character_maps_back(text: str) -> None:
    normal = normalise(text)
    offsets = [normal.offset(i) for i in range(len(normal.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
