"""Training of the recogniser on texts of a few words: it learns, and the same input gives the same weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from training.recognizer.fit import Settings, Text, Trainer, fit
from training.recognizer.mentions import write_mentions

from cleaner.language.ner.features import Featurizer, Hints, tokenize
from cleaner.language.ner.model import BEGIN_DISORDER, INSIDE_DISORDER, Found, Kind, Recognizer, Weights
from cleaner.language.vocabulary.store import packaged

SENTENCES = {
    "They had odd fever again .": ("odd fever",),
    "We saw odd rash today .": ("odd rash",),
    "Nothing of note was seen .": (),
    "The rest went well again .": (),
}


def _hints(size: int) -> Hints:
    none = np.zeros(size, np.int64)
    return Hints([0] * size, [0] * size, none, none)


def _texts() -> list[Text]:
    featurizer, texts = Featurizer(), []
    for sentence, mentions in SENTENCES.items():
        tokens = tokenize(sentence)
        tags = np.zeros(len(tokens.starts), np.int64)
        for mention in mentions:
            first = tokens.starts.index(sentence.index(mention))
            tags[first : first + 2] = BEGIN_DISORDER, INSIDE_DISORDER
        texts.append(Text(featurizer.rows(tokens, _hints(len(tags))), tokens.sentence, tags))
    return texts


@pytest.fixture(scope="module")
def trained() -> Trainer:
    return fit(_texts(), Settings(epochs=12, width=4, layers=1, dropout=0.1, mean=0.5))


def test_it_learns(trained: Trainer) -> None:
    recognizer = Recognizer(Weights(*trained.weights(), 0.0))
    for sentence, mentions in SENTENCES.items():
        tokens = tokenize(sentence)
        found = recognizer.find(tokens, _hints(len(tokens.starts)))
        starts = [sentence.index(mention) for mention in mentions]
        expected = [
            Found(start, start + len(mention), Kind.DISORDER) for start, mention in zip(starts, mentions, strict=True)
        ]
        assert found == expected


def test_same_input_same_weights(trained: Trainer) -> None:
    again = fit(_texts(), Settings(epochs=12, width=4, layers=1, dropout=0.1, mean=0.5))
    np.testing.assert_array_equal(again.linear.mean, trained.linear.mean)
    np.testing.assert_array_equal(again.table.mean, trained.table.mean)


def test_mentions_hold_what_annotators_meant_and_the_linker_does_not_read(tmp_path: Path) -> None:
    texts = [
        ("Zyxitis and hypertension and DQ.", [("Zyxitis", "D006973"), ("hypertension", "D006973"), ("DQ", "D006973")]),
        ("Zyxitis and bad wzrt.", [("Zyxitis", "D006973"), ("bad wzrt", "C99999999")]),
    ]
    corpus, target = tmp_path / "corpus.jsonl", tmp_path / "mentions.tsv"
    with corpus.open("w", encoding="utf-8") as file:
        for number, (text, marked) in enumerate(texts):
            entities = [
                {"start": text.index(m), "end": text.index(m) + len(m), "label": "Disease", "ids": [concept]}
                for m, concept in marked
            ]
            file.write(json.dumps({"id": str(number), "text": text, "entities": entities}) + "\n")
    assert write_mentions([corpus], packaged(), target) == 1
    assert target.read_text(encoding="utf-8").splitlines()[-1] == "disorder\tzyxitis\tD006973"
