"""What the dosage reader finds: `Dose`, its parts, and `Quantity` for amounts that are no dose."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.contract.vocabulary import Bound, DoseKind, DoseStep, StudyDesign, SubstanceSource
from cleaner.described import Described


class RejectReason(Described):
    """Why a quantity is no dose."""

    LAB = "lab", "A level or cut-off in blood, urine or another sample, a flow or a clearance."
    DURATION = "duration", "A span of time."
    AGE = "age", "Somebody's age, or how far a pregnancy is."
    WEIGHT = "weight", "The weight of a body or an organ, or its change."
    VOLUME = "volume", "The volume of a body fluid, an organ or a container."
    SERVING = "serving", "Food or drink counted in servings, or a medicine's glass of water."
    PERCENT = "percent", "A share or a percentage."
    CONCENTRATION = "concentration", "The strength of a product in per cent."
    STATISTIC = "statistic", "A spread, a difference or another statistic."
    COUNT = "count", "How many doses or units were counted, without saying how much is taken."
    ENERGY = "energy", "Energy of food."
    DIMENSION = "dimension", "A length or an area."
    TEMPERATURE = "temperature", "A temperature."
    PRESSURE = "pressure", "A pressure, such as of blood."
    ENVIRONMENT = "environment", "An amount in air, soil or tap water."
    AMBIGUOUS_NUMBER = "ambiguous-number", "The number can be read in two ways that differ in size; neither is chosen."
    IDENTIFIER = "identifier", "Part of a name with a figure in it, such as a gene's."
    DENOMINATOR = "denominator", "What another amount is counted in: 'each 5 mL contains'."
    CITATION = "citation", "Part of an entry in a list of sources."


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text[start:end]` gave the field `role` its value."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timing:
    """`count` to `count_max` times every `period` to `period_max` `unit` (UCUM: min h d wk mo a)."""

    count: float
    period: float
    unit: str
    count_max: float | None = None
    period_max: float | None = None
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duration:
    """How long, in `unit` (UCUM: min h d wk mo a)."""

    value: float
    unit: str
    value_max: float | None = None


@dataclass(frozen=True, slots=True)
class Substance:
    """What an amount is of. `start` and `end` are None where only words outside the text name it.

    `label` is the kind of entity it is, None for a name that is known by its place only.
    """

    text: str
    start: int | None
    end: int | None
    concept_id: str | None
    found_in: SubstanceSource
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """The study an amount was given in, with the words that say so."""

    design: StudyDesign | None
    year: int | None
    participants: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dose:
    """One amount with all that the text says of it. Offsets count code points of the `Doc`'s text.

    `low` is None for an upper bound, `high` for a lower one. `unit` is UCUM, counted things in braces; `per` is the
    denominator, dot-joined UCUM units, `d` where the amount is a total a day. `equivalent_to` is the `start` of the
    dose that this one repeats in another unit.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    bound: Bound
    kind: DoseKind
    per: str | None = None
    timing: Timing | None = None
    duration: Duration | None = None
    single: bool = False
    as_needed: bool = False
    route: str | None = None
    form: str | None = None
    substance: Substance | None = None
    population: tuple[int, int] | None = None
    step: DoseStep | None = None
    equivalent_to: int | None = None
    study: Study | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that is no dose, with the reason."""

    start: int
    end: int
    reason: RejectReason
