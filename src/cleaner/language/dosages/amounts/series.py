"""Amounts that share a unit: ranges in every wording, lists, a mean with its spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.language.dosages.amounts.amount import Amount, Shape
from cleaner.language.dosages.amounts.values import is_name, resolve, shared
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, Token

_CHANGE_VERBS = words("change_verbs.txt")
_SUMS = frozenset({"plus", "+", "minus", "times", "×"})
_MOST_LIST = 6
_WIDEST_RANGE = 1000.0  # times the low end


def members(amount: Amount, tokens: Sequence[Token], text: str, before: list[Amount]) -> list[Amount]:
    """The amount with what stands left of it and shares its unit: the low end of a range, or list members."""
    floor = before[-1].last if before else 0
    if (joined := _joined_range(amount, tokens, before)) is not None:
        before.pop()
        return [joined]
    left = amount.first - 2
    if (spread := _with_spread(amount, tokens, floor)) is not None:
        return [spread]
    if left >= floor and tokens[left].kind == NUMBER and not is_name(tokens, left, text):
        separator = tokens[left + 1].text
        value, ambiguous = shared(tokens[left], tokens[amount.first], amount.unit)
        if separator in ("-", "to", "through") or (separator == "and" and left and tokens[left - 1].text == "between"):
            if separator in ("to", "and") and _changes(tokens, left):
                return [_listed(amount, tokens, left), amount]
            if amount.high / _WIDEST_RANGE < value < amount.high or value == 0:
                ranged = replace(
                    amount,
                    first=left,
                    start=tokens[left].start,
                    low=value,
                    shape=Shape.RANGE,
                    ambiguous=ambiguous or amount.ambiguous,
                )
                return _list(ranged, tokens, text, floor)
            if value > amount.high:
                ordinal = separator == "-"
                return [replace(amount, ambiguous=True)] if ordinal else [_listed(amount, tokens, left), amount]
    return _list(amount, tokens, text, floor)


def _with_spread(amount: Amount, tokens: Sequence[Token], floor: int) -> Amount | None:
    """ "7.5 ± 2.5 mg/day": a mean with its spread; the amount is the mean."""
    signs = ["±"] if tokens[amount.first - 1].text == "±" else ["+", "/", "-"]
    mean = amount.first - len(signs) - 1
    if mean < floor or tokens[mean].kind != NUMBER or [t.text for t in tokens[mean + 1 : amount.first]] != signs:
        return None
    value, ambiguous = resolve(tokens[mean], amount.unit)
    first, start = mean, tokens[mean].start
    return replace(amount, first=first, start=start, low=value, high=value, ambiguous=ambiguous, spread=True)


def _joined_range(amount: Amount, tokens: Sequence[Token], before: list[Amount]) -> Amount | None:
    """ "50 mg to 100 mg": two whole amounts that are the ends of one range."""
    if not before:
        return None
    low = before[-1]
    if low.last != amount.first - 1 or low.shape is not Shape.ONE or low.multiplied:
        return None
    if (low.per or low.every) and (low.per, low.every) != (amount.per, amount.every):
        return None
    separator = tokens[low.last].text
    between = separator == "and" and low.first and tokens[low.first - 1].text == "between"
    if separator not in ("-", "to", "through") and not between:
        return None
    if low.unit.dimension != amount.unit.dimension or _changes(tokens, low.first):
        return None
    if low.low * low.unit.size >= amount.high * amount.unit.size:
        return None
    value = low.low if low.unit == amount.unit else low.low * low.unit.size / amount.unit.size
    return replace(amount, first=low.first, start=low.start, low=value, shape=Shape.RANGE)


def _changes(tokens: Sequence[Token], first: int) -> bool:
    """Whether "from X to Y" tells of a change: two amounts, no range."""
    nearby = tokens[max(0, first - 8) : first]
    return bool(nearby) and nearby[-1].text == "from" and any(token.text in _CHANGE_VERBS for token in nearby)


def _list(amount: Amount, tokens: Sequence[Token], text: str, floor: int) -> list[Amount]:
    """ "200, 500, or 1500 mg": the bare numbers before the amount, which share its unit."""
    members = [amount]
    index, joined = amount.first - 1, False
    while index - 1 >= floor and len(members) < _MOST_LIST:
        index -= tokens[index].text == "." and tokens[index - 1].text == "vs"
        separator = tokens[index].text
        if separator in ("or", "and", "versus", "vs") and not joined:
            joined = True
            index -= tokens[index - 1].text == ","
        elif not (separator in (",", "/") and (joined or separator == "/" or _enclosed(tokens, index, floor))):
            break
        number = index - 1
        if number < floor or tokens[number].kind != NUMBER or is_name(tokens, number, text):
            break
        if tokens[number - 1].text in _SUMS:
            break  # "7 plus 5, or 12 grams"
        if tokens[number - 1].text in ("to", "-") and number > 1 and tokens[number - 2].kind == NUMBER:
            break  # "women ages 19 to 50 and 1,200 mg"
        member = _listed(amount, tokens, number)
        if not _comparable(member, amount):
            break
        members.insert(0, member)
        index = number - 1
    return members


def _enclosed(tokens: Sequence[Token], index: int, floor: int) -> bool:
    """Whether a parenthesis opens in front of numbers parted by commas: "(100, 200, 400 mg/kg)"."""
    steps = 0
    while index - 1 >= floor and steps < _MOST_LIST and tokens[index].text == "," and tokens[index - 1].kind == NUMBER:
        index, steps = index - 2, steps + 1
    return steps > 0 and index >= floor and tokens[index].text == "("


def _listed(amount: Amount, tokens: Sequence[Token], index: int) -> Amount:
    token, last = tokens[index], tokens[amount.first]
    value, ambiguous = shared(token, last, amount.unit)
    return replace(
        amount,
        first=index,
        last=index + 1,
        start=token.start,
        end=token.end,
        low=value,
        high=value,
        shape=Shape.LISTED,
        ambiguous=ambiguous,
        tail=amount.tail,
    )


def _comparable(member: Amount, amount: Amount) -> bool:
    """Whether a bare number may share the amount's unit: of like size, and no year."""
    if amount.high <= 0 or (1900 <= member.low <= 2100 and (amount.high < 500 or member.low % 50)):
        return False
    return 1 / _WIDEST_RANGE <= member.low / amount.high <= _WIDEST_RANGE
