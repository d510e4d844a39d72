"""Training of the arbiter on texts of a few words, and its annotations."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from training.arbiter.__main__ import scored
from training.arbiter.annotations import FOLDER, Documents, Mention, passages, shortened
from training.arbiter.fit import Lesson, Settings, fit, prepared
from training.arbiter.vectors import learned

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.arbiter.features import Observer
from cleaner.language.arbiter.model import Arbiter, Weights, tags_of
from tests.language.entities.test_arbiter import ANATOMY, CONDITION, FOOD, VECTORS, case

SETTINGS = Settings(epochs=30, dropout=0.1, mean=0.5)
# Text, what the rules say, what is true.
TAUGHT = [
    ("Raw liver is a dish .", [("liver", ANATOMY)], [("liver", FOOD)]),
    ("Raw heart is a dish .", [("heart", ANATOMY)], [("heart", FOOD)]),
    ("The liver may swell .", [("liver", ANATOMY)], [("liver", ANATOMY)]),
    ("The heart may swell .", [("heart", ANATOMY)], [("heart", ANATOMY)]),
    ("He had a broken rib then .", [], [("broken rib", CONDITION)]),
    ("He had a broken toe then .", [], [("broken toe", CONDITION)]),
]


def lessons() -> list[Lesson]:
    observer, out = Observer(VECTORS), []
    for text, said, true in TAUGHT:
        told = case(text, *said)
        gold = [(text.index(m), text.index(m) + len(m), label) for m, label in true]
        out.append(Lesson(observer.see(told), told.tokens.sentence, tags_of(told.tokens, gold)))
    return out


@pytest.fixture(scope="module")
def weights() -> Weights:
    return fit(lessons(), SETTINGS)


@pytest.mark.parametrize(("text", "said", "true"), TAUGHT)
def test_it_learns(weights: Weights, text: str, said: list[tuple[str, int]], true: list[tuple[str, int]]) -> None:
    found = Arbiter(weights, VECTORS).decide(case(text, *said))
    assert [(text[start:end], label) for start, end, label in found] == true


def test_untaught_it_repeats_the_rules() -> None:
    start = fit(lessons(), Settings(epochs=0))
    text = "The liver and the broken rib may swell ."
    found = Arbiter(start, VECTORS).decide(case(text, ("liver", ANATOMY)))
    assert [(text[first:last], label) for first, last, label in found] == [("liver", ANATOMY)]


def test_same_input_same_weights(weights: Weights) -> None:
    again = fit(lessons(), SETTINGS)
    assert (weights.linear == again.linear).all()
    assert (weights.dense == again.dense).all()


def test_texts_marked_by_rules_do_not_teach_trust_in_rules() -> None:
    begun, taught = prepared(lessons(), Settings(epochs=0)), prepared(lessons(), SETTINGS)
    related = slice(-4, None)
    assert (begun.linear[:, related] == taught.linear[:, related]).all()
    assert (begun.dense[:, related] == taught.dense[:, related]).all()
    assert not (begun.linear == taught.linear).all()


def test_words_that_stand_alike_have_like_vectors() -> None:
    texts = [
        f"take {word} with {food} every day {n}"
        for n in range(9)
        for word in ("iron", "zinc")
        for food in ("rice", "oats")
    ]
    vectors = learned(texts)
    iron, zinc, rice = vectors.of(["iron", "zinc", "rice"])
    assert iron @ zinc > iron @ rice
    assert (vectors.table == learned(texts).table).all()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ner").mkdir()
    record = {"id": "a/1", "focus": "Gout", "text": "Gout  hurts.\n It is\tpainful. "}
    (tmp_path / "ner" / "medquad-dev.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return tmp_path


def test_annotations_find_their_text(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "some.tsv"
    file.write_text(
        f"# remark\n@\tx1\tmedquad:a/1\t0\t12\t{shortened('Gout hurts. ')}\n0\t4\tCONDITION\t?!\n5\t10\tSYMPTOM\t.\n"
    )
    (found,) = passages(file, Documents(folder))
    assert (found.id, found.context, found.text) == ("x1", "Gout", "Gout hurts. ")
    assert found.mentions == (Mention(0, 4, "CONDITION", "?!"), Mention(5, 10, "SYMPTOM", ""))


def test_annotations_of_another_text_are_refused(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "some.tsv"
    file.write_text(f"@\tx1\tmedquad:a/1\t1\t12\t{shortened('Gout hurts. ')}\n")
    with pytest.raises(ValueError, match="medquad:a/1"):
        list(passages(file, Documents(folder)))


def test_the_annotations_hold_labels_and_places_only() -> None:
    labels = {label.value for label in EntityLabel}
    for file in FOLDER.glob("*.tsv"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith(("#", "@")):
                assert line.startswith("#") or len(line.split("\t")) == 6
                continue
            start, end, label, flags = line.split("\t")
            assert int(start) < int(end)
            assert label in labels
            assert set(flags) <= set("-?!.")


def test_scores() -> None:
    gold = [[(0, 4, CONDITION), (6, 9, FOOD)]]
    found = [[(0, 5, CONDITION), (6, 9, FOOD)]]
    result = scored(gold, found)
    assert (result["strict"], result["overlap"]) == (50.0, 100.0)
    assert np.isclose(result["by label"]["FOOD"], 100)
