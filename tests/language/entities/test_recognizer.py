"""The recogniser's parts: inference against enumeration, features, the weights file, the register of a text."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner import crf
from cleaner.language.ner.features import SIZE, Featurizer, tokenize
from cleaner.language.ner.model import TAGS, Kind, Recognizer, Weights, read_spans, verdict_of
from cleaner.language.ner.register import is_scientific
from cleaner.language.vocabulary.words import Words


def test_best_path_and_marginals_agree_with_enumeration() -> None:
    rng = np.random.default_rng(3)
    lengths, longest = [4, 2, 1], 4
    emissions = rng.normal(size=(3, longest, 3)).astype(np.float32)
    transitions = rng.normal(size=(3, 3)).astype(np.float32)
    real = np.arange(longest)[None, :] < np.array(lengths)[:, None]
    forward, backward = crf.marginals(emissions, transitions, real)
    path = crf.best_path(emissions, transitions, real)
    for sentence, length in enumerate(lengths):
        scores = {}
        for tags in product(range(3), repeat=length):
            score = sum(emissions[sentence, i, tag] for i, tag in enumerate(tags))
            scores[tags] = score + sum(transitions[a, b] for a, b in pairwise(tags))
        assert tuple(path[sentence, :length]) == max(scores, key=scores.__getitem__)
        weights = np.exp(np.array(list(scores.values())))
        for place in range(length):
            true = np.array(
                [sum(w for t, w in zip(scores, weights, strict=True) if t[place] == tag) for tag in range(3)]
            )
            mine = np.exp(forward[sentence, place] + backward[sentence, place])
            np.testing.assert_allclose(mine / mine.sum(), true / true.sum(), rtol=1e-3)


def test_sentences_are_laid_out_in_order() -> None:
    places, real = crf.padded([0, 0, 0, 1, 2, 2])
    assert places[real].tolist() == [0, 1, 2, 3, 4, 5]
    assert real.sum(axis=1).tolist() == [3, 1, 2]


def test_tokens_and_sentences() -> None:
    tokens = tokenize("IL-6 rose. It fell.\nDone")
    assert [tokens.text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == [
        "IL", "-", "6", "rose", ".", "It", "fell", ".", "Done",
    ]  # fmt: skip
    assert tokens.sentence == [0, 0, 0, 0, 0, 1, 1, 1, 2]


def test_features_are_the_same_in_any_order_of_texts() -> None:
    tokens = tokenize("Aspirin may cause ulcers.")
    verdict = verdict_of(tokens, [(0, 7, EntityLabel.DRUG)])
    fresh, used = Featurizer(), Featurizer()
    used.rows(tokenize("Other words came first, many of them."), [0] * 9)
    assert (fresh.rows(tokens, verdict) == used.rows(tokens, verdict)).all()


def test_verdict_marks_first_and_following_tokens() -> None:
    tokens = tokenize("heart attack risk")
    first, following, outside = verdict_of(tokens, [(0, 12, EntityLabel.CONDITION)])
    assert (first % 2, following % 2, outside) == (1, 0, 0)
    assert following == first + 1


def test_spans_of_tags() -> None:
    tokens = tokenize("a b c d")
    assert [(f.start, f.end, f.kind) for f in read_spans(tokens, [1, 2, 3, 0])] == [
        (0, 3, Kind.DISORDER),
        (4, 5, Kind.SUBSTANCE),
    ]


def test_weights_survive_writing(tmp_path: Path) -> None:
    emissions = np.zeros((SIZE, TAGS), np.float32)
    emissions[5] = [1, -1, 0.5, 0, 2]
    path = tmp_path / "w.bin"
    Weights(emissions, np.eye(TAGS, dtype=np.float32), 0.5).write(path, {"texts": 1})
    weights, digest = Weights.read(path)
    np.testing.assert_allclose(weights.emissions[5], emissions[5], atol=0.01)
    assert len(digest) == 64
    assert Recognizer(weights).find(tokenize(""), []) == []
    with pytest.raises(ValueError, match="no trained recogniser"):
        Weights.read(_other(tmp_path))


def _other(folder: Path) -> Path:
    path = folder / "other.bin"
    path.write_bytes(b"x")
    return path


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients were treated with 20 mg/kg and results were significantly reduced in both groups. ", True),
        ("If you have asthma, your doctor can often help you find out what may work for your health. ", False),
    ],
)
def test_register(sentence: str, expected: bool) -> None:
    assert is_scientific(Words.of(sentence * 10)) is expected
    assert not is_scientific(Words.of(sentence))


def test_on_pages_for_readers_nothing_found_before_is_lost(fast: Language, full: Language) -> None:
    text = "If you have asthma, your doctor can help. Zinc and echinacea may not cure a cold. " * 8
    found = {(e.start_char, e.end_char, e.label_) for e in full(text).ents}
    assert {(e.start_char, e.end_char, e.label_) for e in fast(text).ents} <= found
