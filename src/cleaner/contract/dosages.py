"""What a record says of dosages: the statement, its evidence, and what follows from it."""

from __future__ import annotations

from typing import Literal

from cleaner.contract.parts import Annotation, Ident, Offset, Part, Span
from cleaner.contract.vocabulary import Bound, DoseKind, DoseStep, IntakeType, StudyDesign, SubstanceSource


class Timing(Part):
    """How often, in FHIR Timing terms: `count` to `count_max` times every `period` to `period_max` `period_unit`."""

    count: float
    """Times in a period."""
    count_max: float | None
    """Upper end where a range is stated."""
    period: float
    """Length of the period."""
    period_max: float | None
    """Upper end where a range is stated ("every 4 to 6 hours")."""
    period_unit: Literal["s", "min", "h", "d", "wk", "mo", "a"]
    """UCUM unit of time."""
    when: tuple[str, ...]
    """Events of the day as worded: "at bedtime", "with meals"."""


class Duration(Part):
    """How long."""

    value: float
    """Length, or its lower end."""
    value_max: float | None
    """Upper end where a range is stated."""
    unit: Literal["s", "min", "h", "d", "wk", "mo", "a"]
    """UCUM unit of time."""


class Substance(Part):
    """What the amount is of. Offsets are null only where just the context outside `text` names it."""

    quote: str
    """As worded."""
    start: Offset | None
    """First code point."""
    end: Offset | None
    """One past the last code point."""
    concept_id: str | None
    """Concept of the mention, where linked."""
    found_in: SubstanceSource
    """How far from the amount it was found."""


class Evidence(Span):
    """Words that gave a field its value."""

    role: str
    """The field they speak for: `bound`, `per`, `timing`, `duration`, `route`, `form`, `substance`, `kind` ..."""


class Study(Part):
    """The study that an amount was given in, as its sentence or the ones before it tell.

    The words are in the dosage's `evidence`, under the roles `study_design`, `study_year` and `study_participants`.
    """

    design: StudyDesign | None
    """How it was made; null where not stated."""
    year: int | None
    """The year it was published or made in; null where not stated."""
    participants: int | None
    """How many people or animals took part; null where not stated."""


class Amount(Part):
    """A quantity that follows from the text."""

    low: float | None
    """Lower end; null where there is none."""
    high: float | None
    """Upper end; null where there is none."""
    unit: str
    """UCUM unit."""
    rule: str
    """How it was computed."""


class ReferenceComparison(Part):
    """How an amount a day compares with a reference intake. A fact about two numbers, no advice to anybody."""

    type: IntakeType
    """Which reference."""
    value_low: float
    """Its least value over the life stage."""
    value_high: float
    """Its greatest value over the life stage."""
    unit: str
    """UCUM unit, an amount a day."""
    life_stage: str
    """Whose reference: the population as worded, or adults (19 to 70 years)."""
    assumed: bool
    """Whether it is assumed, because neither the text around the amount nor its headings name anybody."""
    ratio_low: float | None
    """The amount's lower end over `value_high`."""
    ratio_high: float | None
    """The amount's upper end over `value_low`."""
    source: str
    """The table the reference stands in."""
    note: str | None
    """What the table says of its scope ("pharmacological sources only")."""


class Derived(Part):
    """Values computed from what the text says. Nothing here is stated by the page itself."""

    times_a_day: Amount | None
    """How often a day, unit `/d`; null for a total a day, unless the text says in how many doses, and for a rate."""
    mass: Amount | None
    """The mass of international units, where substance and form are known."""
    daily: Amount | None
    """Amount a day in the stated unit, where amount and timing are both stated and nothing else divides it; no more
    than a maximum a day that follows."""
    daily_mass: Amount | None
    """The same in milligrams."""
    references: tuple[ReferenceComparison, ...]
    """Comparisons of the amount a day with the reference intakes of the nutrient; none where the amount is for somebody
    whose life stage is not known."""
    duration_days: float | None
    """Length of use in days (a month counts 30, a year 365); null where the text gives a range."""


class Dosage(Annotation):
    """An amount of something taken, given, advised, limited or contained. The span is the amount with its unit."""

    kind: DoseKind
    """What the statement does."""
    bound: Bound
    """How the numbers bound the amount."""
    value_low: float | None
    """Lower end; null for an upper bound."""
    value_high: float | None
    """Upper end; null for a lower bound. Equal to `value_low` for one amount."""
    unit: str
    """UCUM unit of the amount alone; counted things in braces: `{tablet}`."""
    per: str | None
    """UCUM denominator, dot-joined, behind its number if that is not 1: `d` for a total a day, `kg.d`, `mL`, `0.8.mL`;
    null for an amount per administration."""
    timing: Timing | None
    """How often; null where not stated."""
    duration: Duration | None
    """How long; null where not stated."""
    single: bool
    """A single dose."""
    step: DoseStep | None
    """Which part of a schedule it is; null where not stated."""
    as_needed: bool
    """Taken when needed (PRN)."""
    route: str | None
    """Route of administration where stated: `oral`, `iv`, `im`, `topical` ..."""
    form: str | None
    """Dose form where stated: `tablet`, `capsule`, `patch` ..."""
    substance: Substance | None
    """What it is an amount of; null where the text does not say."""
    population: Span | None
    """Whom it is for, as worded."""
    equivalent_to: Ident | None
    """The dosage this one repeats in another unit: "400 IU (10 mcg)"."""
    study: Study | None
    """The study it was given in; null where none is told of, and for kinds other than `intervention`."""
    derived: Derived
    """Computed values."""
    evidence: tuple[Evidence, ...]
    """The words each field was read from."""
