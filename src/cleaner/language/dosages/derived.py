"""What follows from a dose by arithmetic alone: times a day, the amount a day, days of use."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.model import Dose, Duration, Timing
from cleaner.language.dosages.units import DAYS

_SUMS = frozenset(DAYS)
_RATES = frozenset({"s", "min", "h"})


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


def daily(dose: Dose) -> Rate | None:
    """Amount a day, where amount and timing are stated; a dose taken when needed has only a most."""
    if dose.timing is None:
        return None
    if any(part not in _SUMS for part in (dose.per or "").split(".") if part):
        return None  # per kilogram, per millilitre: no amount a day follows
    if (dose.per or "").split(".")[-1] in _RATES:
        return None  # how fast an infusion runs; nothing says that it runs all day
    least, most = times_a_day(dose.timing)
    low = None if dose.low is None or dose.as_needed or dose.bound is Bound.UPPER else _clean(dose.low * least)
    high = None if dose.high is None else _clean(dose.high * most)
    if low is None and high is None:
        return None
    rate = f"{least:g}" if least == most else f"{least:g} to {most:g}"
    return Rate(low, high, f"{dose.unit}/d", f"amount x {rate} a day")


def days(duration: Duration) -> float:
    """A duration's length in days, of a range its longer end; a month counts 30, a year 365."""
    return _clean((duration.value_max or duration.value) * DAYS[duration.unit])


def _clean(value: float) -> float:
    return float(f"{value:.6g}")
