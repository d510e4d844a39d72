"""What is told of the study an amount was given in."""

from __future__ import annotations

import pytest

from tests.language.dosages.reader import read

STUDIES = [
    (
        "A randomized controlled trial published in 2016 gave 4,000 IU of vitamin D a day to 214 adults.",
        ("randomized_trial", 2016, 214),
        ("randomized controlled trial", "2016", "214 adults"),
    ),
    ("In a 2019 review of nine trials, 900 mg of garlic daily lowered cholesterol.", ("review", 2019, None), None),
    (
        "Forty-two women took part in a pilot study. They received 2 g of inositol a day.",
        ("trial", None, 42),
        ("pilot study", "Forty-two women"),
    ),
    ("Male Wistar rats (n = 36) received 10 mg/kg of zinc by gavage.", ("animal_study", None, 36), None),
    ("A 54-year-old man took about 30 grams of ibuprofen.", ("case_report", None, None), ("54-year-old man",)),
    ("The cohort of 12,000 participants took 81 mg of aspirin daily.", ("cohort", None, 12000), None),
    ("The meta-analysis of trials since 1998 found that 5 mg of folic acid lowered homocysteine.", None, None),
    ("Participants took 2000 mg of zinc per 100,000 people.", None, None),
    ("Rats took part in a pilot study.\n\nThe patients received 2 g of inositol a day.", None, None),
]


@pytest.mark.parametrize(("text", "told", "words"), STUDIES, ids=[text[:50] for text, _, _ in STUDIES])
def test_study(text: str, told: tuple[str, int | None, int | None] | None, words: tuple[str, ...] | None) -> None:
    study = read(text).doses[0].study
    if told is None:
        assert study is None or study.participants is None
        return
    assert study is not None
    assert (study.design, study.year, study.participants) == told
    if words is not None:
        assert tuple(text[e.start : e.end] for e in study.evidence) == words


def test_advice_has_no_study() -> None:
    assert read("Adults should take 600 IU of vitamin D daily, says a review of 2019.").doses[0].study is None
