"""The contract's records and their FHIR form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from fhir.resources.dosage import Dosage as FhirDosage
from ucumvert import get_ucum_parser

from cleaner.blocks import Document, InputKind, PageMetadata
from cleaner.contract.dosages import Dosage
from cleaner.language.dosages import dosages
from cleaner.language.dosages.fhir import to_fhir
from cleaner.language.dosages.text.units import BY_CODE
from cleaner.sections.article import Article
from tests.language.dosages.reader import nlp
from tests.language.dosages.test_examples import table


def records(text: str) -> tuple[Dosage, ...]:
    """The dosages of a text that is a whole page."""
    document = Document(InputKind.TEXT, "utf-8", "text/plain", text, ())
    article = Article(document, PageMetadata(), text, (), (), (), None, (), (), ())
    return dosages(nlp()(text), article)


def _codes(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {value["code"]} if "code" in value else set()
        return own.union(*(_codes(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_codes(item) for item in value))
    return set()


_TEXTS = [example["text"] for name in ("tuned_on", "bugs_caught", "kept_apart") for example in table(name)]


def _data() -> list[str]:
    """The passages of a data folder, where one is named: real texts say more than ours."""
    folder = os.environ.get("BENCH_DATA")
    path = Path(folder) / "dosage" / "dev.jsonl" if folder else None
    return [json.loads(line)["text"] for line in path.open(encoding="utf-8")] if path and path.exists() else []


@pytest.mark.parametrize("text", [*_TEXTS, *_data()], ids=lambda text: text[:50])
def test_every_record_is_fhir_and_every_unit_ucum(text: str) -> None:
    parser = get_ucum_parser()
    for dosage in records(text):
        assert text[dosage.start : dosage.end] == dosage.quote
        resource = to_fhir(dosage)
        FhirDosage.model_validate(resource)
        derived = dosage.derived
        amounts = (derived.times_a_day, derived.mass, derived.daily, derived.daily_mass)
        units = {dosage.unit, *(amount.unit for amount in amounts if amount), *(r.unit for r in derived.references)}
        for unit in units | _codes(resource):
            parser.parse(unit)


def test_every_unit_of_the_table_is_ucum() -> None:
    parser = get_ucum_parser()
    for code in BY_CODE:
        parser.parse(code)


@pytest.mark.parametrize(
    "text",
    ["Infuse the drug at 20 mg/h.", "Give 2 g over 4 hours.", "Give 4 g over 30 minutes, then 1 g over 8 hours."],
)
def test_how_fast_an_infusion_runs_gives_no_amount_a_day(text: str) -> None:
    assert all(dosage.derived.daily is None for dosage in records(text))


def test_records_are_numbered_and_repeats_point_at_what_they_repeat() -> None:
    first, second = records("Adults should take 600 IU (15 mcg) of vitamin D daily.")
    assert (first.id, second.id) == ("d1", "d2")
    assert first.equivalent_to is None
    assert second.equivalent_to == "d1"


def test_what_is_derived_follows_by_arithmetic() -> None:
    (dosage,) = records("They took vitamin D 400 IU twice daily for 8 weeks.")
    derived = dosage.derived
    assert derived.times_a_day is not None
    assert (derived.times_a_day.low, derived.times_a_day.high) == (2, 2)
    assert derived.daily is not None
    assert (derived.daily.low, derived.daily.high, derived.daily.unit) == (800, 800, "[IU]/d")
    assert derived.mass is not None
    assert (derived.mass.high, derived.mass.unit) == (10, "ug")
    assert derived.daily_mass is not None
    assert (derived.daily_mass.high, derived.daily_mass.unit) == (0.02, "mg/d")
    assert derived.duration_days == 56


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin E 400 IU daily was given.",  # natural or synthetic?
        "Vitamin A 5,000 IU daily was given.",  # retinol or carotene?
        "Inject 10 units of insulin daily.",
        "They took magnesium citrate 400 mg daily.",  # a salt's weight is not its element's
        "They took vitamin D 400 IU.",  # how often?
        "They took vitamin D 400 IU/kg daily.",
        "Rats received vitamin C 500 mg daily.",
    ],
)
def test_nothing_is_compared_that_the_text_does_not_settle(text: str) -> None:
    (dosage,) = records(text)
    assert dosage.derived.references == ()
    assert dosage.derived.mass is None or "vitamin D" in text


@pytest.mark.parametrize(
    ("text", "type_", "low", "high", "ratio", "assumed"),
    [
        ("Take vitamin D 4,000 IU daily.", "UL", 100, 100, 1, True),
        ("Women should get 1,000 mg of calcium a day.", "RDA", 1000, 1200, 1, False),
        ("Children aged 4 to 8 years need 10 mg of iron a day.", "RDA", 10, 10, 1, False),
        ("Pregnant women need 27 mg of iron a day.", "RDA", 27, 27, 1, False),
        ("Men took 90 mg of vitamin C daily.", "RDA", 90, 90, 1, False),
        ("Take no more than 80 mg of zinc a day.", "UL", 40, 40, 2, True),
    ],
)
def test_comparison_with_the_reference_of_the_life_stage(
    text: str, type_: str, low: float, high: float, ratio: float, assumed: bool
) -> None:
    (dosage,) = records(text)
    found = {reference.type.value: reference for reference in dosage.derived.references}
    reference = found[type_]
    assert (reference.value_low, reference.value_high) == (low, high)
    assert reference.ratio_high == pytest.approx(ratio, rel=0.21)
    assert reference.assumed is assumed
    assert reference.source


def test_a_maximum_is_no_dose_in_fhir() -> None:
    (dosage,) = records("Do not take more than 4 g in 24 hours.")
    resource = to_fhir(dosage)
    assert resource["maxDosePerPeriod"][0]["numerator"]["value"] == 4
    assert "doseAndRate" not in resource


def test_an_upper_bound_is_a_range_without_a_low() -> None:
    (dosage,) = records("They took up to 4 g of fish oil daily.")
    (dose,) = to_fhir(dosage)["doseAndRate"]
    assert dose == {"rateRange": {"high": dose["rateRange"]["high"]}}
    assert (dose["rateRange"]["high"]["value"], dose["rateRange"]["high"]["code"]) == (4, "g/d")


@pytest.mark.parametrize(
    ("text", "rate", "frequency"),
    [
        ("Take 400 mg of magnesium daily.", (400, 1, "d"), None),
        ("Take 50,000 IU of vitamin D weekly.", (50_000, 1, "wk"), None),
        ("Infuse the drug at 20 mg/h.", (20, 1, "h"), None),
        ("Give amoxicillin 40 mg per kg a day, in two or three divided doses.", (40, 1, "d"), (2, 3)),
        ("Take 20 mg of omeprazole every morning.", (20, 1, "d"), (1, None)),
    ],
)
def test_a_total_is_a_rate_in_fhir(
    text: str, rate: tuple[float, float, str], frequency: tuple[int, int | None] | None
) -> None:
    (dosage,) = records(text)
    resource = to_fhir(dosage)
    (dose,) = resource["doseAndRate"]
    ratio = dose["rateRatio"]
    assert (ratio["numerator"]["value"], ratio["denominator"]["value"], ratio["denominator"]["code"]) == rate
    repeat = resource.get("timing", {}).get("repeat", {})
    assert (frequency is None) == ("frequency" not in repeat)
    if frequency is not None:
        assert (repeat["frequency"], repeat.get("frequencyMax")) == frequency


def test_an_amount_per_administration_is_a_dose_in_fhir() -> None:
    resource = to_fhir(records("Take 400 mg of ibuprofen three times a day for 5 to 7 days.")[0])
    (dose,) = resource["doseAndRate"]
    assert dose["doseQuantity"]["value"] == 400
    repeat = resource["timing"]["repeat"]
    assert (repeat["frequency"], repeat["period"], repeat["periodUnit"]) == (3, 1, "d")
    assert (repeat["boundsRange"]["low"]["value"], repeat["boundsRange"]["high"]["value"]) == (5, 7)


def test_sources_stand_in_the_data_files() -> None:
    import cleaner.language.dosages as package

    for path in (Path(package.__file__).parent / "data").iterdir():
        if path.suffix in (".tsv", ".txt"):
            assert path.read_text("utf-8").startswith("# "), path.name
