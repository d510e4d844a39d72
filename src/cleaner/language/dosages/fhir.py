"""A dosage record as a FHIR R5 `Dosage` (https://hl7.org/fhir/R5/dosage.html), units in UCUM.

What FHIR's element cannot say stays in `text`: an amount in the text is not an order for anybody. An upper bound is a
range with only a `high`, a maximum per period a `maxDosePerPeriod`, the content of a product a `rateRatio`. A total
over a period ("400 mg daily", "20 mg/h") is a rate too (`rateRatio`, `rateRange`): it is not said to be taken at once,
so `timing` has a frequency only where the text tells how often.
"""

from __future__ import annotations

from typing import Any

from cleaner.contract.dosages import Amount, Dosage, Duration, Timing
from cleaner.contract.vocabulary import DoseKind

_UCUM = "http://unitsofmeasure.org"
_PERIODS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
_BODY = frozenset({"kg", "m2", "[lb_av]"})
Json = dict[str, Any]


def to_fhir(dosage: Dosage) -> Json:
    """The FHIR R5 `Dosage` of a record, as JSON."""
    resource: Json = {"text": dosage.quote}
    if repeat := _repeat(dosage):
        resource["timing"] = {"repeat": repeat}
    if dosage.as_needed:
        resource["asNeeded"] = True
    if dosage.route:
        resource["route"] = {"text": dosage.route}
    limit = _maximum(dosage)
    if limit is not None:
        resource["maxDosePerPeriod"] = [limit]
    else:
        resource["doseAndRate"] = [_dose(dosage)]
    return resource


def _dose(dosage: Dosage) -> Json:
    body, other = _denominators(dosage)
    unit = dosage.unit + "".join(f"/{part}" for part in body)
    if other:
        amount = dosage.value_high if dosage.value_high is not None else dosage.value_low
        number, code = _denominator(other[0])
        return {"rateRatio": {"numerator": _quantity(amount, unit), "denominator": _quantity(number, code)}}
    low, high = dosage.value_low, dosage.value_high
    period = _period_of_total(dosage)
    if low is not None and low == high:
        quantity = _quantity(low, unit)
        if period is None:
            return {"doseQuantity": quantity}
        return {"rateRatio": {"numerator": quantity, "denominator": _quantity(*period)}}
    name = "doseRange"
    if period is not None:
        name, (number, code) = "rateRange", period
        unit += f"/{code}" if number == 1 else f"/({number:g}.{code})"
    ends = {"low": low, "high": high}
    return {name: {end: _quantity(value, unit) for end, value in ends.items() if value is not None}}


def _period_of_total(dosage: Dosage) -> tuple[float, str] | None:
    """The period that an amount is the total of; None for an amount per administration."""
    last = (dosage.per or "").rpartition(".")[2]
    timing = dosage.timing
    if timing is None:
        return (1.0, last) if last in _PERIODS else None
    total = last in _PERIODS or dosage.derived.times_a_day is None
    return (timing.period, timing.period_unit) if total else None


def _maximum(dosage: Dosage) -> Json | None:
    """The ratio of a stated maximum a period."""
    timing, body = dosage.timing, _denominators(dosage)
    if dosage.kind is not DoseKind.UPPER_LIMIT or timing is None or dosage.value_high is None or body[1]:
        return None
    if timing.count != 1 or timing.count_max is not None or timing.period_max is not None:
        return None
    unit = dosage.unit + "".join(f"/{part}" for part in body[0])
    return {
        "numerator": _quantity(dosage.value_high, unit),
        "denominator": _quantity(timing.period, timing.period_unit),
    }


def _denominators(dosage: Dosage) -> tuple[list[str], list[str]]:
    """(of the body, of a product): "kg.d" gives (["kg"], []), "0.8.mL" gives ([], ["0.8.mL"])."""
    parts = _parts(dosage.per)
    return [part for part in parts if part in _BODY], [part for part in parts if part not in _BODY | _PERIODS]


def _parts(per: str | None) -> list[str]:
    """The denominators of a record's `per`, each with its number."""
    parts: list[str] = []
    number = ""
    for piece in (per or "").split("."):
        if piece.isdigit():
            number = f"{number}.{piece}" if number else piece
        elif piece:
            parts.append(f"{number}.{piece}" if number else piece)
            number = ""
    return parts


def _denominator(part: str) -> tuple[float, str]:
    number, dot, code = part.rpartition(".")
    return (float(number), code) if dot else (1.0, part)


def _quantity(value: float | None, code: str) -> Json:
    return {"value": value, "unit": code, "system": _UCUM, "code": code}


def _repeat(dosage: Dosage) -> Json:
    repeat: Json = {}
    if dosage.duration is not None:
        repeat |= _bounds(dosage.duration)
    often = dosage.derived.times_a_day
    if dosage.timing is None or often is None:
        return repeat
    return repeat | (_frequency(dosage.timing) if _period_of_total(dosage) is None else _in_parts(often))


def _in_parts(often: Amount) -> Json:
    """How often the parts of a day's total are taken: "in two or three divided doses"."""
    least, most = often.low or 1, often.high or 1
    repeat: Json = {"frequency": round(least), "period": 1, "periodUnit": "d"}
    return repeat if least == most else repeat | {"frequencyMax": round(most)}


def _frequency(timing: Timing) -> Json:
    repeat: Json = {"frequency": max(1, round(timing.count)), "period": timing.period, "periodUnit": timing.period_unit}
    if timing.count_max is not None:
        repeat["frequencyMax"] = round(timing.count_max)
    if timing.period_max is not None:
        repeat["periodMax"] = timing.period_max
    return repeat


def _bounds(duration: Duration) -> Json:
    if duration.value_max is None:
        return {"boundsDuration": _quantity(duration.value, duration.unit)}
    low, high = _quantity(duration.value, duration.unit), _quantity(duration.value_max, duration.unit)
    return {"boundsRange": {"low": low, "high": high}}
