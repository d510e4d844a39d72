"""Labels that run into an amount: "level 4,210 mg" is label 4 and 210 mg, where a "level 3" stands before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, SYMBOL, Token

_NOUNS = words("enumerators.txt")
_RUN = re.compile(r"(\d{1,2}),\d{3}(?:\.\d+)?\Z")
_RATES = frozenset({"a", "an", "per", "each", "every", "one", "/", "same", "that", "this", "next", "first", "last"})
_REACH = 60  # tokens back to the label before


def may_be_labelled(before: Sequence[Token], raw: str) -> bool:
    """Whether the comma of a number behind some tokens may part a label from an amount.

    "on day 1,500 mg" may be day 1 or 1,500 mg; "days 1,500 mg" and "twice a day 1,500 mg" are not.
    """
    if not before or before[-1].text not in _NOUNS or _RUN.match(raw) is None:
        return False
    return len(before) < 2 or before[-2].text not in _RATES


def parted(merged: Sequence[Token], token: Token) -> tuple[Token, Token, Token] | None:
    """Label, comma and amount of a number that goes on a count: the same noun with the number before it is near.

    `merged` are the tokens in front of the number, their numbers read.
    """
    if not may_be_labelled(merged[-2:], token.text):
        return None
    label, _, amount = token.text.partition(",")
    noun, comma = merged[-1].text, token.start + len(label)
    if amount.startswith("0") or not _counted(merged, noun, float(label) - 1):
        return None
    return (
        Token(NUMBER, label, token.start, comma, float(label)),
        Token(SYMBOL, ",", comma, comma + 1),
        Token(NUMBER, amount, comma + 1, token.end, float(amount)),
    )


def _counted(merged: Sequence[Token], noun: str, previous: float) -> bool:
    """Whether a label of the noun with the number before stands within reach."""
    return any(
        merged[index].text == noun and merged[index + 1].kind == NUMBER and merged[index + 1].value == previous
        for index in range(max(0, len(merged) - _REACH), len(merged) - 1)
    )
