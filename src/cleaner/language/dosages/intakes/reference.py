"""Mass of international units, and how an amount a day compares with the reference intakes.

Both only for a substance named exactly: a salt's weight is not its element's, "vitamin E 400 IU" does not say which
vitamin E. The comparison states a fact about two numbers and is no advice to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.language.dosages.intakes.ages import OLDEST
from cleaner.language.dosages.intakes.derived import Rate
from cleaner.language.dosages.intakes.life_stages import LifeStage, Stage
from cleaner.language.dosages.model import Dose
from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.units import BY_CODE

_STATES = frozenset({"pregnancy", "lactation"})


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
    """A row of the reference table: `value` a day in `unit` from month `first` of age up to `last`, half-open."""

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
            float(_last or OLDEST),
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


def daily_mass(dose: Dose, rate: Rate | None) -> Rate | None:
    """An amount a day of a dose in milligrams, of a mass or of international units with a known mass."""
    size, rule = _milligrams(dose)
    if rate is None or size is None:
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


def compare(dose: Dose, rate: Rate | None, stage: LifeStage | None) -> tuple[Comparison, ...]:
    """A dose's amount a day in milligrams against every reference of its nutrient for a life stage."""
    nutrient = nutrient_of(dose)
    if nutrient is None or rate is None or stage is None:
        return ()
    return tuple(_comparisons(nutrient, rate, stage))


def _comparisons(nutrient: Nutrient, rate: Rate, stage: LifeStage) -> Iterator[Comparison]:
    for kind in nutrient.types:
        of_kind = [intake for intake in _INTAKES.get(nutrient.name, ()) if intake.type == kind]
        each = [list(_of_stage(of_kind, part)) for part in stage.stages]
        if not all(_cover(intakes, part) for intakes, part in zip(each, stage.stages, strict=True)):
            continue  # the values of some of those who are named are not those of all
        found = [intake for intakes in each for intake in intakes]
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


def _of_stage(intakes: list[Intake], stage: Stage) -> Iterator[Intake]:
    """The rows for a stage. Where the table has no upper levels of pregnancy or lactation, those of the age hold."""
    own = [intake for intake in intakes if intake.group == stage.group]
    if stage.group is None or (not own and intakes and intakes[0].type == "UL"):
        own = [intake for intake in intakes if intake.group not in _STATES]
    for intake in own:
        if (stage.sex in ("any", intake.sex) or intake.sex == "any") and (
            intake.first < stage.last and stage.first < intake.last
        ):
            yield intake


def _cover(intakes: list[Intake], stage: Stage) -> bool:
    """Whether rows leave no age of a stage out."""
    reached = stage.first
    for intake in sorted(intakes, key=lambda intake: intake.first):
        if intake.first > reached:
            break
        reached = max(reached, intake.last)
    return reached >= stage.last


def _scaled(value: float | None, size: float) -> float | None:
    return None if value is None else float(f"{value * size:.6g}")


def _ratio(value: float | None, reference: float) -> float | None:
    return None if value is None or not reference else float(f"{value / reference:.3g}")
