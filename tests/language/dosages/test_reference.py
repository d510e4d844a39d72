"""Whose reference intakes an amount is compared with. A wrong reference is worse than none."""

from __future__ import annotations

import pytest

from cleaner.blocks import Document, InputKind, PageMetadata
from cleaner.contract.dosages import Dosage
from cleaner.language.dosages import dosages
from cleaner.language.dosages.intakes.ages import OLDEST
from cleaner.language.dosages.intakes.life_stages import life_stage, names_others
from cleaner.sections.article import Article
from tests.language.dosages.reader import nlp

_END = OLDEST / 12


def records(text: str, title: str | None = None) -> tuple[Dosage, ...]:
    document = Document(InputKind.TEXT, "utf-8", "text/plain", text, ())
    article = Article(document, PageMetadata(title=title), text, (), (), (), None, (), (), ())
    return dosages(nlp()(text), article)


# words, years from and up to (half-open), sex, group
@pytest.mark.parametrize(
    ("words", "first", "last", "sex", "group"),
    [
        ("adults", 19, 71, "any", None),
        ("Adult men", 19, 71, "male", None),
        ("healthy women", 19, 71, "female", None),
        ("24 healthy men", 19, 71, "male", None),
        ("Adults with type 2 diabetes", 19, 71, "any", None),
        ("adults with stage 3 kidney disease", 19, 71, "any", None),
        ("adults with a BMI over 30", 19, 71, "any", None),
        ("Adults who weigh 50 kg or more", 19, 71, "any", None),
        ("Women 19\u201350 years", 19, 51, "female", None),
        ("Women 51+", 51, _END, "female", None),
        ("Men over 70", 71, _END, "male", None),
        ("adults 18 and older", 19, _END, "any", None),
        ("adults with osteoporosis aged 65 and older", 65, _END, "any", None),
        ("women who are 50 or older", 50, _END, "female", None),
        ("people aged 51 to 70", 51, 71, "any", None),
        ("51\u201370 years", 51, 71, "any", None),
        ("older adults", 65, _END, "any", None),
        ("adults over the age of 65", 66, _END, "any", None),
        ("Children 4-8 years", 4, 9, "any", None),
        ("children under 12", 0, 12, "any", None),
        ("children aged four to eight", 4, 9, "any", None),
        ("a 5-year-old child", 5, 6, "any", None),
        ("Toddlers", 1, 4, "any", None),
        ("Infants", 0, 1, "any", None),
        ("Breastfed infants", 0, 1, "any", None),
        ("nursing infants", 0, 1, "any", None),
        ("Birth to 6 months", 0, 0.5, "any", None),
        ("Infants 7 to 12 months", 7 / 12, 1, "any", None),
        ("Infants, 0-6 months", 0, 0.5, "any", None),
        ("6-month-old babies", 0.5, 7 / 12, "any", None),
        ("birth to 1 year", 0, 1, "any", None),
        ("Teenagers", 13, 19, "any", None),
        ("teen girls", 13, 19, "female", None),
        ("Adolescents", 9, 19, "any", None),
        ("Boys 14 to 18 years", 14, 19, "male", None),
        ("Pregnant women", 19, 51, "female", "pregnancy"),
        ("women who are pregnant", 19, 51, "female", "pregnancy"),
        ("pregnant teens", 13, 19, "female", "pregnancy"),
        ("Pregnancy", 19, 51, "female", "pregnancy"),
        ("breast-feeding women", 19, 51, "female", "lactation"),
        ("nursing mothers", 19, 51, "female", "lactation"),
        ("Lactation, 19 to 30 years", 19, 31, "female", "lactation"),
    ],
)
def test_the_life_stage_of_words(words: str, first: float, last: float, sex: str, group: str | None) -> None:
    found = life_stage(words)
    assert found is not None
    assert not found.assumed
    (stage,) = found.stages
    assert (stage.first / 12, stage.last / 12) == pytest.approx((first, last))
    assert (stage.sex, stage.group) == (sex, group)


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        ("men and women aged 19 to 50", [(19, 51, "male"), (19, 51, "female")]),
        ("adults and children 12 years and older", [(19, _END, "any"), (12, 19, "any")]),
        ("women over 50 and men over 70", [(51, _END, "female"), (71, _END, "male")]),
        ("infants and toddlers", [(0, 1, "any"), (1, 4, "any")]),
        ("pregnant and breastfeeding women", [(19, 51, "female"), (19, 51, "female")]),
    ],
)
def test_several_groups(words: str, stages: list[tuple[float, float, str]]) -> None:
    found = life_stage(words)
    assert found is not None
    assert [(stage.first / 12, stage.last / 12, stage.sex) for stage in found.stages] == stages


@pytest.mark.parametrize(
    "words",
    [
        "People with stage 3 kidney disease",
        "patients with COVID-19",
        "People who smoke",
        "smokers",
        "vegetarians",
        "athletes",
        "patients",
        "males",
        "infants of mothers with diabetes",
        "premature infants",
        "children over 40 kg",
        "children weighing 12 to 20 kg",
        "adults and children over 40 kg",
        "non-pregnant women",
        "women with gestational diabetes",
        "women planning a pregnancy",
        "women who may become pregnant",
        "parents of teenagers",
        "nursing home residents",
        "adults with diabetes for 10 years",
        "adults with children 4 to 8 years old",
        "severe infections",
        "rats",
        "young adult dogs",
        "group 2",
        "20 to 30 men",
        "",
        "x" * 10_000,
    ],
)
def test_somebody_we_do_not_know(words: str) -> None:
    assert life_stage(words) is None


@pytest.mark.parametrize(
    "text", ["Toddlers need less.", "in pregnancy", "Rats were fed", "1-3 years", "aged 4", "Smokers need more"]
)
def test_text_that_speaks_of_others(text: str) -> None:
    assert names_others(text)


@pytest.mark.parametrize("text", ["Most adults get enough.", "for 10 weeks", "Men and women", "type 2 diabetes", ""])
def test_text_that_speaks_of_adults_or_nobody(text: str) -> None:
    assert not names_others(text)


# text, references as type -> (low, high), assumed
@pytest.mark.parametrize(
    ("text", "expected", "assumed"),
    [
        ("Take vitamin D 4,000 IU daily.", {"RDA": (15, 15), "UL": (100, 100)}, True),
        ("Breastfed infants need 10 mcg of vitamin D a day.", {"AI": (10, 10), "UL": (25, 38)}, False),
        ("Infants 7 to 12 months need 11 mg of iron a day.", {"RDA": (11, 11), "UL": (40, 40)}, False),
        ("Toddlers should get no more than 7 mg of zinc a day.", {"RDA": (3, 3), "UL": (7, 7)}, False),
        ("Teenagers need 1,300 mg of calcium a day.", {"RDA": (1300, 1300), "UL": (3000, 3000)}, False),
        ("Pregnant women need 27 mg of iron a day.", {"RDA": (27, 27), "UL": (45, 45)}, False),
        ("Pregnant women need 1,000 mg of calcium a day.", {"RDA": (1000, 1000), "UL": (2500, 2500)}, False),
        ("Pregnant women took phosphorus 3 g a day.", {"RDA": (700, 700), "UL": (3.5, 3.5)}, False),
        ("The need for iron rises to 27 mg a day during pregnancy.", {"RDA": (27, 27), "UL": (45, 45)}, False),
        ("During pregnancy, the need for iron is 27 mg a day.", {"RDA": (27, 27), "UL": (45, 45)}, False),
    ],
)
def test_the_references_of_an_amount(text: str, expected: dict[str, tuple[float, float]], assumed: bool) -> None:
    (dosage,) = records(text)
    found = {r.type.value: (r.value_low, r.value_high) for r in dosage.derived.references}
    assert found == expected
    assert {r.assumed for r in dosage.derived.references} == {assumed}


@pytest.mark.parametrize(
    "text",
    [
        "People with stage 3 kidney disease should get 2,000 mg of potassium a day.",
        "People who smoke need 35 mg of vitamin C a day more.",
        "Adult women need 35 mg of vitamin C a day more.",
        "Adults took an extra 300 mg of magnesium a day.",
        "In adults the dose of zinc was increased by 10 mg a day.",
        "Rats were fed zinc. The limit of zinc is 7 mg a day.",
        "Iron needs are lower before pregnancy, at 18 mg a day.",
        "Zinc 5 mg a day is for children under 40 kg.",
        "Pregnant women need less iron, 9 mg a day, while breastfeeding.",
    ],
)
def test_an_amount_that_is_not_compared(text: str) -> None:
    assert all(dosage.derived.references == () for dosage in records(text))


def test_nobody_is_assumed_under_a_heading_that_names_somebody() -> None:
    text = "The upper limit of zinc is 7 mg a day."
    assert records(text)[0].derived.references
    assert not records(text, title="Zinc for toddlers")[0].derived.references


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Take 400 mg of ibuprofen three times a day.", (3, 3)),
        ("Take 650 mg of acetaminophen every 4 to 6 hours.", (4, 6)),
        ("Take 20 mg of omeprazole once daily.", (1, 1)),
        ("Take 20 mg of omeprazole every morning.", (1, 1)),
        ("Take 400 mg of magnesium daily.", None),
        ("Do not take more than 4 g of acetaminophen in 24 hours.", None),
        ("Take no more than 10 tablets in 24 hours.", None),
        ("Infuse the drug at 20 mg/h.", None),
        ("Give amoxicillin 40 mg per kg a day, in two or three divided doses.", (2, 3)),
        ("Give amoxicillin 1,500 mg a day in divided doses.", None),
    ],
)
def test_times_a_day_is_how_often_not_what_a_total_is_counted_over(
    text: str, times: tuple[float, float] | None
) -> None:
    (dosage,) = records(text)
    found = dosage.derived.times_a_day
    assert (found and (found.low, found.high)) == times


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Take two 325 mg tablets of acetaminophen every 4 to 6 hours. No more than 10 tablets a day.", 2600, 3250),
        ("Take 1,000 mg of acetaminophen every 6 hours, up to 3,000 mg a day.", None, None),
        ("Take 500 mg of acetaminophen every 4 to 6 hours. Do not take more than 3 g in 24 hours.", 2000, 3000),
        ("Take 500 mg of acetaminophen every 4 to 6 hours. Do not take more than 4 g in 24 hours.", 2000, 3000),
        ("Take 500 mg of acetaminophen every 4 to 6 hours, no more than 5 doses in 24 hours.", 2000, 2500),
        ("Take 500 mg of acetaminophen every 4 to 6 hours. Do not take more than 6 sachets in 24 hours.", None, None),
    ],
)  # fmt: skip
def test_the_amount_a_day_stays_under_its_maximum(text: str, low: float | None, high: float | None) -> None:
    daily = records(text)[0].derived.daily
    assert (daily and (daily.low, daily.high)) == (None if high is None else (low, high))


@pytest.mark.parametrize(
    ("text", "days"),
    [("Take vitamin D 400 IU daily for 8 weeks.", 56), ("Take amoxicillin 500 mg twice daily for 5 to 7 days.", None)],
)
def test_days_of_use_are_of_one_length_only(text: str, days: float | None) -> None:
    (dosage,) = records(text)
    assert dosage.duration is not None
    assert dosage.derived.duration_days == days
