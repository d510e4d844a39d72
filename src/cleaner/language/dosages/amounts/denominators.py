"""What an amount is divided by: "/kg/day", "per kg of body weight", "a cup", "in 1 mL", "kg-1 min-1".

Slashes, exponents and "in 1 mL" belong to the amount's own words; "per", "a" and "each" stand behind them. Of time only
what is attached is read here ("mg/day"); "per day" is a matter of timing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language.dosages.text.tokens import NUMBER, WORD, Token
from cleaner.language.dosages.text.units import BY_CODE, TIME_UNITS, Unit, read_unit

_ARTICLES = frozenset({"a", "an", "each", "every"})
_BODY = frozenset({"body", "weight", "bodyweight", "bw"})
_COUNTED = frozenset({"count", "food-measure"})
_BASES = (None, 100.0, 1000.0)  # "17 mg/100 g" is a content
_BODY_UNITS = {"kg": "kg", "kilogram": "kg", "kilo": "kg", "m2": "m2", "pound": "[lb_av]", "lb": "[lb_av]"}
_NO_NAME = frozenset({"and", "or", "in", "for", "to", "with", "every", "each", "daily", "but", "was", "is"})
_MOST_NAME = 4  # words of a name between an amount and its denominator
_DOTS = frozenset({".", "·", "*"})


class Denominators(NamedTuple):
    """`per` in printed order, `every` (count, UCUM unit of time); the index behind the amount's own words, and all."""

    per: tuple[str, ...]
    every: tuple[float, str] | None
    last: int
    tail: int


class _Part(NamedTuple):
    code: str | None
    every: tuple[float, str] | None
    last: int
    tail: int
    attached: bool


def read_denominators(tokens: Sequence[Token], index: int, unit: Unit, text: str) -> Denominators:
    """All denominators that start at a token behind an amount in `unit`."""
    per: list[str] = _behind_name(tokens, index)
    every: tuple[float, str] | None = None
    last = tail = index
    attached = True
    while (part := _next(tokens, tail, unit, text)) is not None:
        if "kg" in per and tokens[tail].text == "in":
            break  # "200 mg/kg in 1 mL saline": what it was dissolved in
        if part.code is not None:
            per.append(part.code)
        every = part.every or every
        attached = attached and part.attached
        if attached:
            last = part.last
        attached = attached and part.last == part.tail
        tail = part.tail
    return Denominators(tuple(per), every, last, tail)


def _behind_name(tokens: Sequence[Token], index: int) -> list[str]:
    """ "8 mg doxorubicin/kg", "2 g of protein per kilogram": a denominator of the body behind a name."""
    for step in range(index, min(index + _MOST_NAME + 1, len(tokens) - 1)):
        if step > index and tokens[step].text in ("/", "per"):
            return [_BODY_UNITS[tokens[step + 1].text]] if tokens[step + 1].text in _BODY_UNITS else []
        if tokens[step].kind != WORD or tokens[step].text in _NO_NAME:
            return []
    return []


def _next(tokens: Sequence[Token], index: int, unit: Unit, text: str) -> _Part | None:
    if index + 1 >= len(tokens):
        return None
    word = tokens[index].text
    if word == "/":
        return _of(tokens, index + 1, unit, text, attached=True)
    if word == "per":
        article = tokens[index + 1].text in _ARTICLES
        part = _of(tokens, index + 1 + article, unit, text, attached=False)
        return part if part is not None and part.every is None else None
    if word == "for" and tokens[index + 1].text in ("each", "every"):
        part = _of(tokens, index + 2, unit, text, attached=False)
        return part if part is not None and part.code in _BODY_UNITS.values() else None
    if word in _ARTICLES:
        part = _of(tokens, index + 1, unit, text, attached=False)
        counted = part is not None and part.code in BY_CODE and BY_CODE[part.code].dimension in _COUNTED
        return part if counted else None
    if word == "in" and tokens[index + 1].kind == NUMBER:
        found = read_unit(tokens, index + 2, text)
        volume = found is not None and found[0].dimension == "volume"
        return _of(tokens, index + 1, unit, text, attached=True) if volume else None
    return _exponent(tokens, index, text)


def _of(tokens: Sequence[Token], index: int, unit: Unit, text: str, *, attached: bool) -> _Part | None:
    number: float | None = None
    if index + 1 < len(tokens) and tokens[index].kind == NUMBER:
        number, index = tokens[index].value, index + 1
        index += tokens[index].text == "-"
    if index >= len(tokens):
        return None
    if (time := TIME_UNITS.get(tokens[index].text)) is not None:
        return _Part(None, (number or 1.0, time), index + 1, index + 1, attached)
    found = _area(tokens, index) or read_unit(tokens, index, text)
    if found is None or (number not in _BASES and found[0].dimension == unit.dimension):
        return None  # "3.75 mg/23 mg" are the parts of a combination
    code = found[0].code if number in (None, 1.0) else f"{number:g}.{found[0].code}"
    return _Part(code, None, found[1], _past_body(tokens, found[1]), attached)


def _area(tokens: Sequence[Token], index: int) -> tuple[Unit, int] | None:
    """ "m2" and "m3" in their torn forms: "m 2", "m(2)", "sq m"."""
    following = [token.text for token in tokens[index : index + 4]]
    for code in ("2", "3"):
        for form in (["m", code], ["m", "(", code, ")"], ["m", "^", code]):
            if following[: len(form)] == form:
                return BY_CODE[f"m{code}"], index + len(form)
    if following[:2] == ["sq", "m"]:
        return BY_CODE["m2"], index + 2
    return None


def _exponent(tokens: Sequence[Token], index: int, text: str) -> _Part | None:
    """ "kg-1", "min-1", also behind a dot: "mg·kg-1"."""
    index += tokens[index].text in _DOTS
    power = [token.text for token in tokens[index + 1 : index + 5]]
    after = index + 3 if power[:1] == ["-"] else index + 5
    if power[:1] == ["("]:
        power = power[1:3] if power[3:] == [")"] else []
    if power[:2] not in (["-", "1"], ["-", "2"]) or tokens[index].end != tokens[index + 1].start:
        return None
    if power[1] == "2":
        return _Part("m2", None, after, after, True) if tokens[index].text == "m" else None
    if (time := TIME_UNITS.get(tokens[index].text)) is not None:
        return _Part(None, (1.0, time), after, after, True)
    found = read_unit(tokens, index, text)
    return _Part(found[0].code, None, after, after, True) if found is not None else None


def _past_body(tokens: Sequence[Token], index: int) -> int:
    """The index behind "of body weight" or "bodyweight"."""
    step = index + (index < len(tokens) and tokens[index].text == "of")
    while step < len(tokens) and tokens[step].text in _BODY:
        index = step = step + 1
    return index
