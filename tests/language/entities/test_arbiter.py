"""What the arbiter sees of a text, how it decides, and what its component makes of the decisions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.arbiter.component import ArbiterComponent
from cleaner.language.arbiter.features import OUTPUTS, RELATIONS, TAGS, Case, Observer, Span
from cleaner.language.arbiter.model import Arbiter, Weights, best_tags, expanded, gathered, read_spans, tags_of
from cleaner.language.arbiter.vectors import Vectors
from cleaner.language.ner import crf
from cleaner.language.ner.features import Hints, Tokens, tokenize
from cleaner.language.ner.model import TAGS as BELIEFS
from cleaner.language.nlp import import_components
from cleaner.language.vocabulary.store import LABELS, packaged

CONDITION, FOOD, ANATOMY = (
    LABELS.index(label) for label in (EntityLabel.CONDITION, EntityLabel.FOOD, EntityLabel.ANATOMY)
)
VECTORS = Vectors(["pain", "0"], np.eye(2, dtype=np.float32))


def case(text: str, *mentions: tuple[str, int]) -> Case:
    tokens = tokenize(text)
    none = np.zeros(len(tokens.starts), np.int64)
    hints = Hints([0] * len(none), [0] * len(none), none, none)
    belief = np.zeros((len(none), BELIEFS), np.float32)
    return Case(tokens, hints, belief, [(text.index(m), text.index(m) + len(m), label) for m, label in mentions])


def test_relations_to_the_verdict() -> None:
    seen = Observer(VECTORS).see(case("It hurts: liver of a pig. No.", ("liver", ANATOMY), ("pig", FOOD)))
    relations = seen.relations
    assert relations.shape == (10, RELATIONS, TAGS)
    assert relations[0, 0, 0] == 1
    assert relations[3, 0, 1 + 2 * ANATOMY] == 1
    between = relations[4]  # "of"
    assert between[2, 1 + 2 * ANATOMY] == between[2, 2 + 2 * ANATOMY] == 1  # the mention before
    assert between[3, 1 + 2 * FOOD] == 1  # the mention behind
    assert not relations[8, 2].any()  # another sentence


def test_what_is_hidden_is_not_told() -> None:
    told = case("Eat liver.", ("liver", FOOD))
    observer = Observer(VECTORS)
    hidden = observer.see(told, frozenset([0]))
    without = observer.see(case("Eat liver."))
    assert (hidden.rows == without.rows).all()
    assert (hidden.relations == without.relations).all()
    assert not (observer.see(told).rows == without.rows).all()


@pytest.mark.parametrize(("word", "same"), [("Pain", "pain"), ("pains", "pain"), ("1200", "7"), ("zort", "blort")])
def test_vectors_of_words(word: str, same: str) -> None:
    first, second = VECTORS.of([word, same])
    assert (first == second).all()


def test_errors_flow_back_the_way_that_scores_came() -> None:
    draw = np.random.default_rng(0)
    outputs, errors = draw.normal(size=(3, OUTPUTS)), draw.normal(size=(3, TAGS))
    relations = draw.normal(size=(3, RELATIONS, TAGS))
    forward = (expanded(outputs, relations) * errors).sum()
    assert forward == pytest.approx((outputs * gathered(errors, relations)).sum())


def test_sentences_decoded_together_are_decoded_alike() -> None:
    draw = np.random.default_rng(1)
    lengths = [3, 1, 7, 2] * 40
    sentence = [number for number, length in enumerate(lengths) for _ in range(length)]
    emissions = draw.normal(size=(len(sentence), TAGS)).astype(np.float32)
    transitions = draw.normal(size=(TAGS, TAGS)).astype(np.float32)
    alone: list[int] = []
    for number, length in enumerate(lengths):
        own = emissions[np.array(sentence) == number][None]
        alone += crf.best_path(own, transitions, np.ones((1, length), bool))[0].tolist()
    assert best_tags(emissions, transitions, sentence) == alone


def test_tags_say_mentions_and_mentions_tags() -> None:
    tokens = tokenize("Raw pig liver hurts. Liver")
    spans = [(4, 13, FOOD), (21, 26, ANATOMY)]
    assert read_spans(tokens, tags_of(tokens, spans).tolist()) == spans


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    draw = np.random.default_rng(2)
    linear, dense = draw.normal(size=(1 << 15, OUTPUTS)), draw.normal(size=(4, OUTPUTS))
    weights = Weights(*(part.astype(np.float32) for part in (linear, dense, draw.normal(size=(TAGS, TAGS)))))
    for name in ("a.npz", "b.npz"):
        weights.write(tmp_path / name, VECTORS)
    read, vectors = Weights.read(tmp_path / "a.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert np.allclose(read.linear, weights.linear, atol=0.05)
    assert np.allclose(read.dense, weights.dense, atol=0.01)
    assert vectors.words == VECTORS.words
    assert np.allclose(vectors.table, VECTORS.table, atol=0.01)


class Says(Arbiter):
    """Decides for given words with given labels."""

    def __init__(self, *mentions: tuple[str, EntityLabel]) -> None:
        self._mentions = mentions

    def decide(self, case: Case) -> list[Span]:
        text = case.tokens.text
        return [(text.index(m), text.index(m) + len(m), LABELS.index(label)) for m, label in self._mentions]


def decided(text: str, *mentions: tuple[str, EntityLabel], user: Path | None = None) -> Doc:
    import_components()
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("abbreviations")
    nlp.add_pipe("vocabulary", config={"user": str(user) if user else None})
    nlp.add_pipe("recognizer")
    return ArbiterComponent(Says(*mentions), packaged())(nlp(text))


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("Asthma hurts.", [("Asthma", EntityLabel.CONDITION)], [("Asthma", "CONDITION", "D001249")]),
        ("Asthma hurts.", [], []),
        (
            "Asthma hurts.",
            [("Asthma", EntityLabel.SYMPTOM)],
            [("Asthma", "SYMPTOM", "D001249")],
        ),  # still the same thing
        ("Take vitamin K now.", [("vitamin K", EntityLabel.DRUG)], [("vitamin K", "NUTRIENT", "D014812")]),
        ("Odd asthma.", [("Odd asthma", EntityLabel.CONDITION)], [("Odd asthma", "CONDITION", "D001249")]),
        ("Odd zorts.", [("zorts", EntityLabel.ORGANISM)], [("zorts", "ORGANISM", None)]),
        ("The Common Cold.", [("Cold", EntityLabel.CONDITION)], [("Common Cold", "CONDITION", "D003139")]),
        (
            "The antibiotic amoxicillin.",
            [("antibiotic amoxicillin", EntityLabel.DRUG)],
            [("antibiotic", "DRUG", "D000900"), ("amoxicillin", "DRUG", "D000658")],
        ),
        # what amounts are of is not up for decision
        ("Take zinc, 30 mg a day.", [], [("zinc", "NUTRIENT", "D015032")]),
        ("Take 30 mg a day. Then take zinc.", [], []),
    ],
)
def test_decisions(
    text: str, mentions: list[tuple[str, EntityLabel]], expected: list[tuple[str, str, str | None]]
) -> None:
    found = decided(text, *mentions).ents
    assert [(s.text, s.label_, s._.concept.id if s._.concept else None) for s in found] == expected


def test_terms_of_the_user_stay(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("SUPPLEMENT\tacme:17\tSea moss\tsea moss\n", encoding="utf-8")
    assert [s.kb_id_ for s in decided("Sea moss and asthma.", user=own).ents] == ["acme:17"]


def test_research_prose_is_the_recognisers() -> None:
    text = "Results were significantly reduced in both groups of treated rats, and we observed it in controls. " * 8
    doc = decided(text, ("Results", EntityLabel.FOOD))
    assert doc._.scientific
    assert "Results" not in {span.text for span in doc.ents}


def test_the_packaged_arbiter_reads_nothing_in_nothing() -> None:
    from cleaner.language.arbiter.model import packaged as arbiter

    empty = Tokens("", [], [], [])
    none = np.zeros(0, np.int64)
    assert arbiter().decide(Case(empty, Hints([], [], none, none), np.zeros((0, BELIEFS), np.float32), [])) == []
