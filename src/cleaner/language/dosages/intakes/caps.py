"""What a maximum a day leaves of a dose: "650 mg every 4 to 6 hours, no more than 10 tablets in 24 hours"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.intakes.derived import Rate
from cleaner.language.dosages.model import Dose
from cleaner.language.dosages.text.units import BY_CODE

_REACH = 300  # characters between a dose and its maximum
_STRENGTH = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*-?\s*(mg|mcg|µg|μg|g)\b", re.IGNORECASE)


def caps_of(doses: Sequence[Dose], text: str) -> dict[int, Dose]:
    """The maximum a day that each dose is given under, by the dose's `start`: the next one in its paragraph."""
    caps: dict[int, Dose] = {}
    nearest: Dose | None = None
    for dose in reversed(doses):
        if nearest is not None and _is_under(dose, nearest, text):
            caps[dose.start] = nearest
        repeated = nearest is not None and nearest.equivalent_to == dose.start
        if dose.bound is Bound.UPPER and dose.per == "d" and dose.high is not None and not repeated:
            nearest = dose
    return caps


def _is_under(dose: Dose, cap: Dose, text: str) -> bool:
    if dose.per is not None or dose.timing is None or not 0 <= cap.start - dose.end <= _REACH:
        return False
    if dose.substance and cap.substance and dose.substance.text.lower() != cap.substance.text.lower():
        return False
    return "\n" not in text[dose.end : cap.start]


def capped(rate: Rate | None, dose: Dose, cap: Dose | None, text: str) -> Rate | None:
    """An amount a day of a dose that stays under its maximum; None if the two cannot be compared or do not fit."""
    if rate is None or cap is None or rate.high is None or cap.high is None:
        return rate
    most = _most(dose, cap, cap.high, text)
    if most is None or (rate.low is not None and most < rate.low):
        return None
    if most >= rate.high:
        return rate
    return replace(
        rate, high=float(f"{most:.6g}"), rule=f"{rate.rule}; at most {cap.high:g} {cap.unit} a day as stated"
    )


def _most(dose: Dose, cap: Dose, high: float, text: str) -> float | None:
    """A maximum in the dose's unit: as it is, by the strength that the dose states, or by the number of doses."""
    own, other = BY_CODE[dose.unit], BY_CODE[cap.unit]
    if cap.unit == dose.unit:
        return high
    if own.dimension == other.dimension != "count":
        return high * other.size / own.size
    if cap.unit == "{dose}":
        return high * dose.high if dose.high is not None else None
    quote = text[dose.start : dose.end]
    strength = _STRENGTH.search(quote)
    if other.dimension != "count" or strength is None or cap.unit.strip("{}") not in quote.lower():
        return None
    return high * float(strength[1].replace(",", ""))
