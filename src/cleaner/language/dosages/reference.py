"""Mass of international units, and how an amount a day compares with the reference intakes.

Both only for a substance named exactly: a salt's weight is not its element's, "vitamin E 400 IU" does not say which
vitamin E. The comparison states a fact about two numbers and is no advice to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.language.dosages.derived import Rate, daily
from cleaner.language.dosages.model import Dose
from cleaner.language.dosages.tables import rows
from cleaner.language.dosages.units import BY_CODE

_ADULT = (19.0, 70.0)
_OLDEST = 120.0
_AGES = re.compile(r"(\d+)(?:\s*(?:-|to|and|through)\s*(\d+))?\s*(months?|years?|y\b)?")
_ANIMALS = re.compile(r"\b(?:rats?|mice|mouse|dogs?|cats?|animals?|rabbits?|pigs?)\b")


@dataclass(frozen=True, slots=True)
class Nutrient:
    """What is known of a substance: its row in the reference table, and what one international unit weighs."""

    name: str
    types: tuple[str, ...]
    iu: float | None
    iu_unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class Intake:
    """A row of the reference table: `value` a day in `unit` from age `first` on to `last` (years)."""

    unit: str
    type: str
    group: str
    sex: str
    first: float
    last: float
    value: float
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class LifeStage:
    """Whose reference applies; `assumed` where the text names nobody."""

    words: str
    first: float
    last: float
    sex: str
    group: str | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A daily amount against one reference: `low` to `high` are its values over the life stage, ratios the amount's."""

    type: str
    low: float
    high: float
    unit: str
    life_stage: LifeStage
    ratio_low: float | None
    ratio_high: float | None
    source: str
    note: str | None


_NUTRIENTS: dict[str, Nutrient] = {}
for _names, _name, _types, _iu, _iu_unit, _rule in rows("nutrients.tsv", 6):
    for _word in _names.split("|"):
        _NUTRIENTS[_word] = Nutrient(_name, tuple(_types.split()), float(_iu) if _iu else None, _iu_unit, _rule)
_INTAKES: dict[str, list[Intake]] = {}
_SOURCES = {"S1": "NASEM DRI, vitamins", "S2": "NASEM DRI, elements (2019)"}
_SOURCES |= {"S3": "NASEM DRI UL, vitamins", "S4": "NASEM DRI UL, elements (2019)"}
for _name, _unit, _type, _group, _whose, _first, _last, _value, _source, _note in rows("reference_intakes.tsv", 10):
    _INTAKES.setdefault(_name, []).append(
        Intake(
            _unit,
            _type,
            _group,
            _whose,
            float(_first or 0),
            float(_last or _OLDEST),
            float(_value),
            _SOURCES[_source],
            _note,
        )
    )


def nutrient_of(dose: Dose) -> Nutrient | None:
    """The nutrient a dose is of, if its substance is named exactly."""
    if dose.substance is None:
        return None
    return _NUTRIENTS.get(" ".join(dose.substance.text.lower().replace("\u2010", "-").split()))


def mass_of(dose: Dose) -> Rate | None:
    """The mass of an amount in international units, where substance and form are known."""
    nutrient = nutrient_of(dose)
    if nutrient is None or nutrient.iu is None or dose.unit != "[IU]":
        return None
    return Rate(_scaled(dose.low, nutrient.iu), _scaled(dose.high, nutrient.iu), nutrient.iu_unit, nutrient.rule)


def daily_mass(dose: Dose) -> Rate | None:
    """The amount a day in milligrams, of a mass or of international units with a known mass."""
    rate = daily(dose)
    if rate is None:
        return None
    size, rule = _milligrams(dose)
    if size is None:
        return None
    return Rate(
        _scaled(rate.low, size), _scaled(rate.high, size), "mg/d", "; ".join(part for part in (rate.rule, rule) if part)
    )


def _milligrams(dose: Dose) -> tuple[float | None, str]:
    """What one unit of a dose weighs in milligrams, and by which rule."""
    unit = BY_CODE[dose.unit]
    if unit.dimension == "mass":
        return unit.size, ""
    nutrient = nutrient_of(dose)
    if dose.unit == "[IU]" and nutrient is not None and nutrient.iu is not None:
        return nutrient.iu * BY_CODE[nutrient.iu_unit].size, nutrient.rule
    return None, ""


def compare(dose: Dose, population: str | None) -> tuple[Comparison, ...]:
    """A dose's daily amount against every reference of its nutrient for the stated, else the adult, life stage."""
    nutrient, rate = nutrient_of(dose), daily_mass(dose)
    if nutrient is None or rate is None:
        return ()
    stage = life_stage(population)
    if stage is None:
        return ()
    return tuple(_comparisons(nutrient, rate, stage))


def _comparisons(nutrient: Nutrient, rate: Rate, stage: LifeStage) -> Iterator[Comparison]:
    for kind in nutrient.types:
        found = [i for i in _INTAKES.get(nutrient.name, ()) if i.type == kind and _applies(i, stage)]
        if not found:
            continue
        low, high = min(i.value for i in found), max(i.value for i in found)
        size = BY_CODE[found[0].unit].size
        yield Comparison(
            kind,
            low,
            high,
            f"{found[0].unit}/d",
            stage,
            _ratio(rate.low, high * size),
            _ratio(rate.high, low * size),
            found[0].source,
            found[0].note or None,
        )


def _applies(intake: Intake, stage: LifeStage) -> bool:
    special = intake.group in ("pregnancy", "lactation")
    if stage.group is not None and intake.type != "UL":
        return intake.group == stage.group and intake.last >= _ADULT[0]
    if special:
        return False
    if intake.sex not in ("any", stage.sex) and stage.sex != "any":
        return False
    return intake.first <= stage.last and intake.last >= stage.first


def life_stage(population: str | None) -> LifeStage | None:
    """The life stage that words name; adults, assumed, where they name none; None for animals."""
    if population is None:
        return LifeStage("adults 19-70", *_ADULT, "any", None, True)
    words = population.lower()
    if _ANIMALS.search(words):
        return None
    sex = _sex(words)
    for group, roots in (
        ("pregnancy", ("pregnan",)),
        ("lactation", ("lactat", "breastfeed", "breast-feed", "nursing")),
    ):
        if any(root in words for root in roots):
            return LifeStage(words, *_ADULT, "female", group, False)
    ages = _ages(words)
    if ages is not None:
        return LifeStage(words, *ages, sex, None, False)
    named = any(word in words for word in ("adult", "men", "women", "male"))
    return LifeStage(words if named else "adults 19-70", *_ADULT, sex, None, not named)


def _sex(words: str) -> str:
    female = re.search(r"\b(?:women|woman|females?|girls?|mothers?)\b", words)
    male = re.search(r"\b(?:men|man|males?|boys?)\b", words)
    if bool(female) == bool(male):
        return "any"
    return "female" if female else "male"


def _ages(words: str) -> tuple[float, float] | None:
    """The ages that words name, in years."""
    if "older adult" in words or "elderly" in words or "senior" in words:
        return 71.0, _OLDEST
    match = _AGES.search(words)
    if match is None:
        if "infant" in words or "newborn" in words or "bab" in words:
            return 0.0, 1.0
        return (1.0, 18.0) if re.search(r"\b(?:child|children|kids|boys|girls)\b", words) else None
    scale = 1 / 12 if (match[3] or "").startswith("month") else 1.0
    first, second = float(match[1]) * scale, float(match[2]) * scale if match[2] else None
    if second is not None:
        return first, second
    if re.search(r"older|over|above|up\b|more than|\+", words):
        return first, _OLDEST
    if re.search(r"younger|under|below|less than|up to", words):
        return 0.0, first
    return first, first


def _scaled(value: float | None, size: float) -> float | None:
    return None if value is None else float(f"{value * size:.6g}")


def _ratio(value: float | None, reference: float) -> float | None:
    return None if value is None or not reference else float(f"{value / reference:.3g}")
