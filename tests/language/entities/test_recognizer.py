"""The recogniser's parts: inference against enumeration, features, the weights file, the register of a text."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner import crf
from cleaner.language.ner.features import ROWS, SIZE, Featurizer, Hints, Tokens, tokenize
from cleaner.language.ner.hints import names_of, verdict_of
from cleaner.language.ner.model import TAGS, Kind, Recognizer, Weights, read_spans
from cleaner.language.ner.network import Layer, Network
from cleaner.language.ner.register import is_scientific
from cleaner.language.vocabulary.store import packaged
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


def _hints(tokens: Tokens, verdict: list[int]) -> Hints:
    none = np.zeros(len(tokens.starts), np.int64)
    return Hints(verdict, [0] * len(tokens.starts), none, none)


def test_features_are_the_same_in_any_order_of_texts() -> None:
    tokens = tokenize("Aspirin may cause ulcers.")
    hints = _hints(tokens, verdict_of(tokens, [(0, 7, EntityLabel.DRUG)]))
    fresh, used = Featurizer(), Featurizer()
    other = tokenize("Other words came first, many of them.")
    used.rows(other, _hints(other, [0] * 9))
    assert (fresh.rows(tokens, hints).linear == used.rows(tokens, hints).linear).all()
    assert (fresh.rows(tokens, hints).deep == used.rows(tokens, hints).deep).all()


def test_words_of_the_same_letters_have_different_features() -> None:
    tokens = tokenize("canter nectar")
    first, second = Featurizer().rows(tokens, _hints(tokens, [0, 0])).linear[:, 0]
    assert first != second


def test_hints_know_names_and_how_names_end() -> None:
    tokens = tokenize("arthritis xyzzyq")
    hints = names_of(packaged()).hints(Words.of(tokens.text), tokens, [0, 0])
    assert [bool(code) for code in hints.names] == [True, False]
    assert [bool(code) for code in hints.ends] == [True, False]


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
    network = _network(width=2)
    path = tmp_path / "w.bin"
    Weights(emissions, network, np.eye(TAGS, dtype=np.float32), 0.5).write(path, {"texts": 1})
    weights, digest = Weights.read(path)
    np.testing.assert_allclose(weights.emissions[5], emissions[5], atol=0.01)
    np.testing.assert_allclose(weights.network.table, network.table, atol=0.03)
    np.testing.assert_allclose(weights.network.layers[0].weights, network.layers[0].weights, atol=0.001)
    assert len(digest) == 64
    assert Recognizer(weights).find(tokenize(""), _hints(tokenize(""), [])) == []
    with pytest.raises(ValueError, match="no trained recogniser"):
        Weights.read(_other(tmp_path))


def _network(width: int) -> Network:
    rng = np.random.default_rng(5)

    def drawn(*shape: int) -> crf.Floats:
        return rng.normal(size=shape).astype(np.float32)

    layers = tuple(Layer(drawn(3 * width, 2 * width), drawn(2 * width)) for _ in range(2))
    return Network(drawn(ROWS, width), drawn(width, width), layers, drawn(width, TAGS))


def test_network_reads_each_token_with_its_neighbours_in_the_sentence() -> None:
    """Against the same sums written out token by token."""
    network, width = _network(width=2), 2
    rows = np.arange(10).reshape(5, 2)
    sentence = [0, 0, 0, 1, 1]
    state = network.table[rows].sum(axis=1) / np.sqrt(2)
    state = state + state.mean(axis=0) @ network.whole
    for layer in network.layers:
        after = []
        for place, own in enumerate(state):
            around = [
                state[other] if 0 <= other < 5 and sentence[other] == sentence[place] else np.zeros(width)
                for other in (place - 1, place, place + 1)
            ]
            answers = np.concatenate(around) @ layer.weights + layer.bias
            after.append(own + np.maximum(answers[:width], answers[width:]))
        state = np.array(after)
    np.testing.assert_allclose(network.scores(rows, sentence), state @ network.output, rtol=1e-4, atol=1e-4)


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
    assert is_scientific(Words.of(sentence * 4)) is expected
    assert not is_scientific(Words.of(sentence))


def test_on_pages_for_readers_nothing_found_before_is_lost(fast: Language, full: Language) -> None:
    text = "If you have asthma, your doctor can help. Zinc and echinacea may not cure a cold. " * 8
    found = {(e.start_char, e.end_char, e.label_) for e in full(text).ents}
    assert {(e.start_char, e.end_char, e.label_) for e in fast(text).ents} <= found
