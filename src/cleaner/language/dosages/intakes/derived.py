"""What follows from a dose by arithmetic alone: times a day, the amount a day, days of use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.model import Dose, Duration, Timing
from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.units import DAYS

_SUMS = frozenset(DAYS)
_RATES = frozenset({"s", "min", "h"})
_SUM_WORDS = re.compile(r"\s*(?:/|(?:per|in|within|over|during)\b)", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:morning|evening|night|nightly)\b", re.IGNORECASE)
_COUNTS = {word: float(value) for word, kind, value in rows("number_words.tsv", 3) if kind == "unit"}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_DIVIDED = re.compile(
    rf"\b(?:in|into)\s+{_COUNT}(?:\s*(?:or|to|-|\u2013)\s*{_COUNT})?\s+(?:equal(?:ly)?\s+)?(?:divided|separate|equal|split)\s"
    r"(?:doses|portions)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;](?=\s|$)|\n")
_REACH = 100  # characters behind an amount that may still say how it is divided


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount a day in `unit`, its ends None where the dose has none, and how it was computed."""

    low: float | None
    high: float | None
    unit: str
    rule: str


def times_a_day(timing: Timing) -> tuple[float, float]:
    """(least, most) times a day: "every 4 to 6 hours" is 4 to 6."""
    slow = timing.count / ((timing.period_max or timing.period) * DAYS[timing.unit])
    fast = (timing.count_max or timing.count) / (timing.period * DAYS[timing.unit])
    return _clean(slow), _clean(fast)


def administrations(dose: Dose, text: str) -> Rate | None:
    """How often a day a dose is taken; None for a sum over a period, taken in any number of parts."""
    if dose.timing is None:
        return None
    if not _is_sum(dose, dose.timing, text):
        return Rate(*times_a_day(dose.timing), "/d", "count over period")
    if _denominators(dose)[-1] != "d":
        return None
    if _ONCE.search(_timing_words(dose, text)):
        return Rate(1.0, 1.0, "/d", "one time of the day")
    rest = _SENTENCE_END.split(text[dose.end : dose.end + _REACH], maxsplit=1)[0]
    found = _DIVIDED.search(rest)
    if found is None:
        return None
    least = _count(found[1])
    return Rate(least, _count(found[2]) if found[2] else least, "/d", "divided doses as stated")


def _is_sum(dose: Dose, timing: Timing, text: str) -> bool:
    """Whether an amount is all that is taken over its period: "4 g in 24 hours", "20 mg/h", "400 mg daily"."""
    if _denominators(dose)[-1] in _SUMS:
        return True
    return timing.count == 1 and _SUM_WORDS.match(_timing_words(dose, text)) is not None


def _denominators(dose: Dose) -> list[str]:
    return (dose.per or "").split(".")


def _timing_words(dose: Dose, text: str) -> str:
    return " ".join(text[words.start : words.end] for words in dose.evidence if words.role == "timing")


def _count(word: str) -> float:
    return _COUNTS.get(word.lower()) or float(word)


def daily(dose: Dose) -> Rate | None:
    """Amount a day, where amount and timing are stated; a dose taken when needed has only a most."""
    if dose.timing is None:
        return None
    parts = _denominators(dose)
    if any(part not in _SUMS for part in parts if part):
        return None  # per kilogram, per millilitre: no amount a day follows
    if parts[-1] in _RATES:
        return None  # how fast an infusion runs; nothing says that it runs all day
    least, most = times_a_day(dose.timing)
    low = None if dose.low is None or dose.as_needed or dose.bound is Bound.UPPER else _clean(dose.low * least)
    high = None if dose.high is None else _clean(dose.high * most)
    if low is None and high is None:
        return None
    if parts[-1] == "d":
        return Rate(low, high, f"{dose.unit}/d", "total a day as stated")
    rate = f"{least:g}" if least == most else f"{least:g} to {most:g}"
    return Rate(low, high, f"{dose.unit}/d", f"amount x {rate} a day")


def days(duration: Duration) -> float | None:
    """A duration's length in days, None for a range; a month counts 30, a year 365."""
    return None if duration.value_max is not None else _clean(duration.value * DAYS[duration.unit])


def _clean(value: float) -> float:
    return float(f"{value:.6g}")
