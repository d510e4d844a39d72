"""Doses as the contract's records."""

from __future__ import annotations

from spacy.tokens import Doc

from cleaner.contract import dosages as contract
from cleaner.contract.parts import Span
from cleaner.contract.vocabulary import IntakeType
from cleaner.language.dosages.component import reading_of
from cleaner.language.dosages.derived import Rate, daily, days, times_a_day
from cleaner.language.dosages.model import Dose, Evidence
from cleaner.language.dosages.reference import Comparison, compare, daily_mass, mass_of
from cleaner.sections.article import Article


def dosages(doc: Doc, article: Article) -> tuple[contract.Dosage, ...]:
    """The dosages of a page, numbered in reading order. `doc` went through the component; it holds `article.text`."""
    doses = reading_of(doc).doses
    ids = {dose.start: f"d{number}" for number, dose in enumerate(doses, 1)}
    return tuple(_dosage(dose, ids, article) for dose in doses)


def _dosage(dose: Dose, ids: dict[int, str], article: Article) -> contract.Dosage:
    text = article.text
    section = article.section_at(dose.start)
    return contract.Dosage(
        id=ids[dose.start],
        section=section.id if section else None,
        start=dose.start,
        end=dose.end,
        quote=text[dose.start : dose.end],
        kind=dose.kind,
        bound=dose.bound,
        value_low=dose.low,
        value_high=dose.high,
        unit=dose.unit,
        per=dose.per,
        timing=_timing(dose),
        duration=_duration(dose),
        single=dose.single,
        step=dose.step,
        as_needed=dose.as_needed,
        route=dose.route,
        form=dose.form,
        substance=_substance(dose),
        population=_span(dose.population, text),
        equivalent_to=ids.get(dose.equivalent_to) if dose.equivalent_to is not None else None,
        study=_study(dose),
        derived=_derived(dose, text),
        evidence=tuple(
            contract.Evidence(role=e.role, start=e.start, end=e.end, quote=text[e.start : e.end])
            for e in _evidence(dose)
        ),
    )


def _evidence(dose: Dose) -> tuple[Evidence, ...]:
    return (*dose.evidence, *dose.study.evidence) if dose.study else dose.evidence


def _study(dose: Dose) -> contract.Study | None:
    study = dose.study
    if study is None:
        return None
    return contract.Study(design=study.design, year=study.year, participants=study.participants)


def _timing(dose: Dose) -> contract.Timing | None:
    timing = dose.timing
    if timing is None:
        return None
    return contract.Timing(
        count=timing.count,
        count_max=timing.count_max,
        period=timing.period,
        period_max=timing.period_max,
        period_unit=timing.unit,  # type: ignore[arg-type]
        when=timing.when,
    )


def _duration(dose: Dose) -> contract.Duration | None:
    duration = dose.duration
    if duration is None:
        return None
    return contract.Duration(value=duration.value, value_max=duration.value_max, unit=duration.unit)  # type: ignore[arg-type]


def _substance(dose: Dose) -> contract.Substance | None:
    found = dose.substance
    if found is None:
        return None
    return contract.Substance(
        quote=found.text, start=found.start, end=found.end, concept_id=found.concept_id, found_in=found.found_in
    )


def _span(span: tuple[int, int] | None, text: str) -> Span | None:
    return Span(start=span[0], end=span[1], quote=text[span[0] : span[1]]) if span else None


def _derived(dose: Dose, text: str) -> contract.Derived:
    population = text[slice(*dose.population)] if dose.population else None
    return contract.Derived(
        times_a_day=_frequency(dose),
        mass=_amount(mass_of(dose)),
        daily=_amount(daily(dose)),
        daily_mass=_amount(daily_mass(dose)),
        duration_days=days(dose.duration) if dose.duration else None,
        references=tuple(_comparison(found) for found in compare(dose, population)),
    )


def _frequency(dose: Dose) -> contract.Amount | None:
    if dose.timing is None:
        return None
    least, most = times_a_day(dose.timing)
    return contract.Amount(low=least, high=most, unit="/d", rule="count over period")


def _amount(rate: Rate | None) -> contract.Amount | None:
    return contract.Amount(low=rate.low, high=rate.high, unit=rate.unit, rule=rate.rule) if rate else None


def _comparison(found: Comparison) -> contract.ReferenceComparison:
    return contract.ReferenceComparison(
        type=IntakeType(found.type),
        value_low=found.low,
        value_high=found.high,
        unit=found.unit,
        life_stage=found.life_stage.words,
        assumed=found.life_stage.assumed,
        ratio_low=found.ratio_low,
        ratio_high=found.ratio_high,
        source=found.source,
        note=found.note,
    )
