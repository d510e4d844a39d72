"""Doses as the contract's records."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from cleaner.contract import dosages as contract
from cleaner.contract.parts import Span
from cleaner.contract.vocabulary import IntakeType
from cleaner.language.dosages.component import reading_of
from cleaner.language.dosages.intakes.caps import capped, caps_of
from cleaner.language.dosages.intakes.derived import Rate, administrations, daily, days
from cleaner.language.dosages.intakes.life_stages import LifeStage
from cleaner.language.dosages.intakes.reference import Comparison, compare, daily_mass, mass_of, nutrient_of
from cleaner.language.dosages.intakes.whose import stage_of
from cleaner.language.dosages.model import Dose, Evidence
from cleaner.sections.article import Article, ArticleSection


def dosages(doc: Doc, article: Article) -> tuple[contract.Dosage, ...]:
    """The dosages of a page, numbered in reading order. `doc` went through the component; it holds `article.text`."""
    doses = reading_of(doc).doses
    ids = {dose.start: f"d{number}" for number, dose in enumerate(doses, 1)}
    caps = caps_of(doses, article.text)
    return tuple(_dosage(dose, ids, caps.get(dose.start), article) for dose in doses)


def _dosage(dose: Dose, ids: dict[int, str], cap: Dose | None, article: Article) -> contract.Dosage:
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
        derived=_derived(dose, cap, article),
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


def _derived(dose: Dose, cap: Dose | None, article: Article) -> contract.Derived:
    text = article.text
    rate = capped(daily(dose), dose, cap, text)
    mass = daily_mass(dose, rate)
    stage = _life_stage(dose, article) if mass is not None and nutrient_of(dose) else None
    return contract.Derived(
        times_a_day=_amount(administrations(dose, text)),
        mass=_amount(mass_of(dose)),
        daily=_amount(rate),
        daily_mass=_amount(mass),
        duration_days=days(dose.duration) if dose.duration else None,
        references=tuple(_comparison(found) for found in compare(dose, mass, stage)),
    )


def _life_stage(dose: Dose, article: Article) -> LifeStage | None:
    above = [section.heading for section in _sections(dose.start, article) if section.heading]
    return stage_of(dose, article.text, [*above, article.metadata.title or ""])


def _sections(offset: int, article: Article) -> Iterator[ArticleSection]:
    """The section at an offset and those it stands in; no more of them than a page has levels."""
    section = article.section_at(offset)
    while section is not None:
        yield section
        section = article.sections[int(section.parent[1:]) - 1] if section.parent else None


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
