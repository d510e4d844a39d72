"""Counts times strengths: "two 650 mg tablets" is 1,300 mg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.language.dosages.amounts.amount import Amount, Shape
from cleaner.language.dosages.amounts.values import is_name
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, WORD, Token

_FORMS = words("form_words.txt")
_BEFORE_COUNT = words("before_counts.txt")
_MOST_FORM_DISTANCE = 6  # words between a strength and the form that it is counted in: "eight 300-mg fish oil capsules"


def counted(amount: Amount, tokens: Sequence[Token], text: str, floor: int) -> Amount:
    """ "two 650 mg tablets" is 1,300 mg: a count in front of a strength and its form."""
    index = amount.first - 1
    if index < floor or amount.unit.dimension in ("count", "time", "percent") or amount.every:
        return amount
    if tokens[index].text == "x" and index > floor and tokens[index - 1].kind == NUMBER:
        return _times(amount, tokens, index - 1, amount.last, tokens[index - 1].value, tokens[index - 1].value)
    last = _form_after(amount.last, tokens)
    if last is None:
        return amount
    if tokens[index].text == "a" and index - 2 >= floor and tokens[index - 1].text == "of":
        index -= 2
    elif tokens[index].text in ("a", "one") and index - 1 >= floor and tokens[index - 1].kind == NUMBER:
        index -= 1
    if tokens[index].kind != NUMBER or is_name(tokens, index, text) or not _counts(tokens, index):
        return amount
    low = high = tokens[index].value
    if index - 2 >= floor and tokens[index - 1].text in ("to", "-", "or") and tokens[index - 2].kind == NUMBER:
        low, index = tokens[index - 2].value, index - 2
    if amount.shape is Shape.RANGE or not 0 < low <= high <= 20 or (low == high == 1.0):
        return amount
    return _times(amount, tokens, index, last, low, high)


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number counts what follows: written as a word, or where a count can stand ("take 2 500 mg tablets")."""
    return tokens[index].text.isalpha() or index == 0 or tokens[index - 1].text in _BEFORE_COUNT


def _times(amount: Amount, tokens: Sequence[Token], first: int, last: int, low: float, high: float) -> Amount:
    return replace(
        amount,
        first=first,
        last=last,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        low=amount.low * low,
        high=amount.high * high,
        tail=max(last, amount.tail),
        multiplied=True,
        shape=Shape.RANGE if high > low else Shape.ONE,
    )


def _form_after(index: int, tokens: Sequence[Token]) -> int | None:
    """The index after the form noun that follows within a few words."""
    for step in range(index, min(index + _MOST_FORM_DISTANCE + 1, len(tokens))):
        token = tokens[step]
        if token.kind == WORD and token.text in _FORMS:
            return step + 2 if step + 1 < len(tokens) and tokens[step + 1].text in _FORMS else step + 1
        if token.kind != WORD and token.text != "-":
            return None
    return None
