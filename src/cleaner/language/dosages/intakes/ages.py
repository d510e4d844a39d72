"""Ages that words state, in months: "4 to 8 years", "aged 51 and older", "birth to 6 months".

A number alone is no age: "type 2 diabetes", "stage 3", "24 healthy men".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.units import DAYS, TIME_UNITS

MONTHS_A_YEAR = 12.0
OLDEST = 130 * MONTHS_A_YEAR
_GROWN_UP = 18 * MONTHS_A_YEAR
_WORDS = {word: float(value) for word, kind, value in rows("number_words.tsv", 3) if kind in ("unit", "ten")}
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|(?:{'|'.join(_WORDS)})\b)(?![\d,.]*\d)"
_UNIT = r"(?:years?|yrs?|y/o|yo|y|months?|mos?|weeks?|wks?|days?)\b"
_PAST = r"over|above|older\s+than|more\s+than|greater\s+than|>(?!=)"
_FROM = r"at\s+least|>=|≥"
_UNDER = r"under|below|younger\s+than|less\s+than|<(?!=)"
_THROUGH = r"up\s+to|<=|≤"
_AGE = re.compile(
    rf"""
    (?:(?P<aged>\b(?:aged|ages|age)\b)\s*(?:of\s+)?)?
    (?:(?<![a-z])(?:(?P<past>{_PAST})|(?P<from>{_FROM})|(?P<under>{_UNDER})|(?P<through>{_THROUGH}))\s*)?
    (?P<of_age>(?:the\s+)?\bages?\b\s*(?:of\s+)?)?
    (?P<between>\b(?:between|from)\s+)?
    (?<![\w.,-])(?P<low>birth|{_NUMBER})(?P<plus>\s*\+)?(?:\s*-?\s*(?P<low_unit>{_UNIT}))?
    (?:\s*(?P<joint>-|to\b|and\b|through\b|until\b|up\s+to\b)\s*(?P<high>{_NUMBER})(?:\s*-?\s*(?P<high_unit>{_UNIT}))?)?
    (?P<old>[\s-]*(?:olds?|of\s+age)\b)?
    (?P<more>\s*(?:and|or|&)\s+(?:older|over|up|above|upwards?)\b)?
    (?P<less>\s*(?:and|or|&)\s+(?:younger|under|below)\b)?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages from month `first` up to `last`, half-open, as `text[start:end]` states them.

    `sure`: the words say that it is an age; `unit`: they name a unit of time; `span`: they have both ends.
    """

    first: float
    last: float
    start: int
    end: int
    sure: bool
    unit: bool
    span: bool


def ages_in(text: str) -> list[Ages]:
    """The ages in lower-case text, in reading order. Linear in the text's length."""
    return [ages for match in _AGE.finditer(text) if (ages := _ages(match)) is not None]


def _ages(match: re.Match[str]) -> Ages | None:
    sure = any(match[name] for name in ("aged", "of_age", "old"))
    unit = match["low_unit"] or match["high_unit"]
    opened = any(match[name] for name in ("past", "from", "under", "through", "plus", "more", "less"))
    if not (sure or unit or opened or match["high"]) or (match["joint"] == "and" and not match["between"]):
        return None
    first, last = _ends(match, unit)
    return (
        Ages(first, last, match.start(), match.end(), sure, unit is not None, bool(match["high"]))
        if first < last
        else None
    )


def _ends(match: re.Match[str], unit: str | None) -> tuple[float, float]:
    """Half-open ends: "4 to 8 years" runs to the ninth birthday, "7 to 12 months" to the first."""
    step = 1.0 if unit is not None and _code(unit) != "a" else MONTHS_A_YEAR
    low = _months(match["low"], match["low_unit"] or match["high_unit"])
    if match["high"]:
        high = _months(match["high"], match["high_unit"] or unit)
        ends = (match["high_unit"] and _code(match["high_unit"]) != "a") or step == 1.0
        return low, high if ends or (low == 0 and high == MONTHS_A_YEAR) else high + MONTHS_A_YEAR
    if match["past"]:
        return (low + step if low >= _GROWN_UP else low), OLDEST
    if match["from"] or match["plus"] or match["more"]:
        return low, OLDEST
    if match["under"]:
        return 0.0, low
    if match["through"] or match["less"]:
        return 0.0, low if step == 1.0 or low == MONTHS_A_YEAR else low + step
    return low, low + step


def _code(unit: str) -> str:
    return "a" if unit in ("y/o", "yo") else TIME_UNITS[unit]


def _months(number: str, unit: str | None) -> float:
    value = 0.0 if number == "birth" else _WORDS[number] if number in _WORDS else float(number)
    code = _code(unit) if unit else "a"
    return value * MONTHS_A_YEAR if code == "a" else value * DAYS[code] / DAYS["mo"]
