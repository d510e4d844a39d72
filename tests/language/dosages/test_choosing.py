"""Which of several answers belongs to an amount: the weights, their training, what may be chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.dosages.choices import Example, examples, fit, is_right
from training.dosages.gold import KIND_SENTENCES, OWN, records

from cleaner.language.dosages.clause.choosing import Question
from cleaner.language.dosages.text.data_files import rows
from tests.language.dosages.reader import read


def test_every_question_has_weights_that_can_be_read() -> None:
    weights = [(question, cue, float(weight)) for question, cue, weight in rows("choice_weights.tsv", 3)]
    assert {question for question, _, _ in weights} == {question.value for question in Question}
    assert len({(question, cue) for question, cue, _ in weights}) == len(weights)
    assert all(abs(weight) < 10 for _, _, weight in weights)
    assert all("none" in {cue for asked, cue, _ in weights if asked == question.value} for question in Question)


def test_weights_learn_which_options_are_right() -> None:
    near = Example(Question.TIMING, (("near",), ("far",), ("none",)), (True, False, False), "a")
    none = Example(Question.TIMING, (("far",), ("none",)), (False, True), "b")
    weights = fit([near, none] * 8)
    assert weights["near"] > weights["none"] > weights["far"]
    assert is_right(near, weights)
    assert is_right(none, weights)
    assert fit([near, none] * 8) == weights


def test_a_passage_gives_an_example_for_each_choice(tmp_path: Path) -> None:
    text = "They took 20 mg of zinc twice a day for 4 weeks."
    dose = {"start": 10, "end": 15, "substance": {"text": "zinc"}, "duration": {"value": 4, "unit": "wk"}}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"source": "own", "text": text, "doses": [dose]}), "utf-8")
    asked = list(examples(path))
    assert {example.question for example in asked} == {Question.SUBSTANCE, Question.DURATION}  # timing is not annotated
    assert all(any(example.right) and not all(example.right) for example in asked)


@pytest.mark.parametrize("path", [KIND_SENTENCES, *OWN], ids=lambda path: path.stem)
def test_own_passages_are_annotated_where_they_say(path: Path) -> None:
    for record in records(path):
        for dose in record["doses"]:
            assert 0 <= dose["start"] < dose["end"] <= len(record["text"])
            quote = record["text"][dose["start"] : dose["end"]]
            assert dose.get("text", quote) == quote


@pytest.mark.parametrize(
    ("text", "populations"),
    [
        ("We enrolled 112 children with asthma. Doses went up to 60 mg of zinc a day.", ["children with asthma"]),
        ("Forty healthy men took part. Each received 20 mg of zinc daily.", ["healthy men"]),
        ("Children were asked.\n\nTake 20 mg of zinc daily.", [None]),
        ("Vitamin\tAdults\tPregnant women\nZinc\t8 mg\t11 mg", ["Adults", "Pregnant women"]),
        ("Cocaine (15 mg/kg) was studied in male Wistar rats.", ["male Wistar rats"]),
    ],
)
def test_groups_of_people(text: str, populations: list[str | None]) -> None:
    doses = read(text).doses
    assert [text[slice(*dose.population)] if dose.population else None for dose in doses] == populations


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("A 4-day treatment with metformin (50 mg/kg/day) followed.", "duration", "4 d"),
        ("They got cyclophosphamide (50 mg p. o. o. d.) at home.", "timing", "1/1d"),
        ("They got cyclophosphamide (50 mg p. o. o. d.) at home.", "route", "oral"),
        ("Give lithium carbonate 900 mg/day to 1200 mg/day.", "bound", "range"),
        ("For adults 100 mg of caffeine in a day is the limit.", "bound", "upper"),
        ("Vitamin A is capped for adults at 3,000 mcg.", "bound", "upper"),
        ("The dose may be cut to 10 mg daily.", "bound", "exact"),
    ],
)
def test_what_one_amount_says(text: str, field: str, value: str) -> None:
    (dose,) = read(text).doses
    timing, duration = dose.timing, dose.duration
    told = {
        "duration": f"{duration.value:g} {duration.unit}" if duration else None,
        "timing": f"{timing.count:g}/{timing.period:g}{timing.unit}" if timing else None,
        "route": dose.route,
        "bound": dose.bound.value,
    }
    assert told[field] == value


@pytest.mark.parametrize(
    "text",
    [
        "The effect was seen at 100 micrograms/mg cell protein.",
        "It shortened the stay of infants of 500 to 1250 g.",
        "The removal of two molecules gives fragment ion 5g.",
        "The gland weighed 860 mg.",
        "She ate 150 g of yogurt and drank 200 mL of juice.",
    ],
)
def test_no_doses(text: str) -> None:
    assert read(text).doses == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ibuprofen 400 mg should never be given to children under 6.",
        "Don't take 800 mg of ibuprofen at once.",
        "Avoid taking 50 mg of zinc a day for long.",
        "The toddler accidentally swallowed 20 tablets of iron.",
        "There is no evidence that 1,000 mg of vitamin C prevents colds.",
    ],
)
def test_what_is_warned_of_is_no_advice(text: str) -> None:
    assert [dose.kind.value for dose in read(text).doses] == ["other"]


@pytest.mark.parametrize("text", ["Never exceed 8 tablets in 24 hours.", "Never exceed 4 g in 24 hours."])
def test_never_is_no_substance(text: str) -> None:
    assert [dose.substance for dose in read(text).doses] == [None]


def test_a_warning_stands_apart_from_the_other_doses_of_its_sentence() -> None:
    doses = read("Don't take 800 mg of ibuprofen at once, but take 400 mg of ibuprofen twice a day.").doses
    assert [dose.kind.value == "other" for dose in doses] == [True, False]
