"""The pipeline as a whole: invariants, modes, the contract, a vocabulary of the user's own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from cleaner.blocks import Document, InputKind, PageMetadata
from cleaner.config import Config
from cleaner.contract.vocabulary import EntityLabel, Mode, Polarity, SectionKind
from cleaner.language.entities import abbreviations, concepts, entities
from cleaner.language.nlp import build_nlp, import_components
from cleaner.sections.article import Article, ArticleSection

PIECES = [
    "vitamin D",
    "MS",
    "(MS)",
    "multiple sclerosis",
    "may cause",
    "no",
    "if you have",
    "rash",
    "\n",
    "- ",
    ". ",
    "é",
    "B12",
    "'s",
    "((",
    "—",
]


@pytest.fixture(scope="module", params=[Mode.FAST, Mode.FULL])
def nlp(request: pytest.FixtureRequest, fast: Language, full: Language) -> Language:
    return fast if request.param is Mode.FAST else full


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map(" ".join))
def test_invariants(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    last = 0
    for entity in doc.ents:
        assert last <= entity.start_char < entity.end_char
        last = entity.end_char
        assert entity.label_ in EntityLabel.__members__
        assert (entity._.concept is None) == (entity.kb_id_ == "")
        cue = entity._.assertion.cue
        assert cue is None or text[cue[0] : cue[1]].strip()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "multiple sclerosis (MS) " * 800,
        "if you have pain, no fever but " * 600,
        "x" * 100_000,
        "not " * 9_000,
    ],
    ids=["brackets", "definitions", "cues", "one word", "negations"],
)
def test_hostile_texts_take_bounded_time(nlp: Language, text: str) -> None:
    began = time.process_time()
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name != "dosages":
            doc = component(doc)
    assert time.process_time() - began < 8


@pytest.mark.parametrize("name", ["abbreviations", "vocabulary", "recognizer", "phrases", "assertion"])
def test_each_component_works_alone(name: str) -> None:
    import_components()
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    assert nlp("Multiple sclerosis (MS) may cause pain.").text


def test_same_text_same_reading(fast: Language) -> None:
    text = "Zinc, iron and echinacea may help people with the flu."
    again = build_nlp(Config(mode=Mode.FAST))
    assert [(e.text, e.label_, e.kb_id_) for e in fast(text).ents] == [
        (e.text, e.label_, e.kb_id_) for e in again(text).ents
    ]


def test_recognizer_adds_names_no_vocabulary_has(full: Language) -> None:
    text = "He was treated with zorvastimab for blenditic nephropathy."
    found = {e.text: e.label_ for e in full(text).ents}
    assert any("nephropathy" in mention for mention in found)


def test_vocabulary_of_the_user(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("# ours\nSUPPLEMENT\tacme:1\tSea grape\tsea grape|green caviar\nDRUG\tacme:2\tZinc\tzinc\n")
    doc = build_nlp(Config(mode=Mode.FAST, vocabulary=table))("Sea grapes hold zinc.")
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [
        ("Sea grapes", "SUPPLEMENT", "acme:1"),
        ("zinc", "DRUG", "acme:2"),
    ]


def test_vocabulary_of_the_user_in_yaml(tmp_path: Path) -> None:
    table = tmp_path / "own.yaml"
    table.write_text("# ours\n- {label: SUPPLEMENT, id: 'acme:1', name: Sea grape, terms: [sea grape, green caviar]}\n")
    doc = build_nlp(Config(mode=Mode.FAST, vocabulary=table))("Sea grapes are green caviar.")
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [
        ("Sea grapes", "SUPPLEMENT", "acme:1"),
        ("green caviar", "SUPPLEMENT", "acme:1"),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {label: DRUG, id: 'a:1', name: A, terms: a}", "entry 1"),
        ("- {label: FRUIT, id: 'a:1', name: A, terms: [a]}", "entry 1"),
        ("- {label: DRUG, id: 7, name: A, terms: [a]}", "entry 1"),
        ("label: DRUG", "list of entries"),
        ("- [", "own.yml"),
    ],
)
def test_broken_yaml_of_the_user_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    table = tmp_path / "own.yml"
    table.write_text(text)
    with pytest.raises(ValueError, match=complaint):
        build_nlp(Config(mode=Mode.FAST, vocabulary=table))


def test_vocabulary_of_the_user_as_spreadsheets_save_it(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("SUPPLEMENT\tacme:1\tSea grape\tsea grape\n", encoding="utf-8-sig", newline="\r\n")
    doc = build_nlp(Config(mode=Mode.FAST, vocabulary=table))("Sea grapes are eaten.")
    assert [(e.text, e.kb_id_) for e in doc.ents] == [("Sea grapes", "acme:1")]


@pytest.mark.parametrize(
    ("name", "text"), [("own.tsv", "FRUIT\ta:1\tA\ta"), ("own.yml", "- {label: FRUIT, id: b, name: c, terms: [d]}")]
)
def test_unknown_label_of_the_user_is_named_with_the_known(tmp_path: Path, name: str, text: str) -> None:
    table = tmp_path / name
    table.write_text(text)
    with pytest.raises(ValueError, match=r"1: 'FRUIT' is no label; labels are .*SUPPLEMENT"):
        build_nlp(Config(mode=Mode.FAST, vocabulary=table))


@pytest.mark.parametrize("line", ["FRUIT\ta:1\tApple\tapple", "DRUG\ta:1"])
def test_broken_vocabulary_of_the_user_is_named(tmp_path: Path, line: str) -> None:
    table = tmp_path / "own.tsv"
    table.write_text(line)
    with pytest.raises(ValueError, match="line 1"):
        build_nlp(Config(mode=Mode.FAST, vocabulary=table))


def test_contract(fast: Language) -> None:
    text = "Vitamin D and MS\n\nMultiple sclerosis (MS) has no cure. Vitamin D does not cause MS."
    article = Article(
        document=Document(InputKind.TEXT, "utf-8", "text/plain", text, ()),
        metadata=PageMetadata(title="Vitamin D and MS"),
        text=text,
        segments=(),
        blocks=(),
        sections=(ArticleSection("s1", None, 0, None, SectionKind.LEAD, 18, 18, len(text)),),
        title=(0, 16),
        removed=(),
        related=(),
        warnings=(),
    )
    doc = fast(text)
    found = entities(doc, article)
    assert [(e.id, e.quote, e.section) for e in found] == [
        ("e1", "Vitamin D", None),
        ("e2", "MS", None),
        ("e3", "Multiple sclerosis", "s1"),
        ("e4", "MS", "s1"),
        ("e5", "Vitamin D", "s1"),
        ("e6", "MS", "s1"),
    ]
    assert all(text[e.start : e.end] == e.quote for e in found)
    assert found[5].assertion.polarity is Polarity.NEGATED
    assert found[5].concept is not None
    assert found[5].concept.vocabulary == "MeSH"
    short = abbreviations(doc, article)
    assert [(a.short, a.long.quote) for a in short] == [("MS", "Multiple sclerosis")]
    summary = concepts(found, article)
    assert [(c.id, c.mentions, c.in_title, c.sections) for c in summary] == [
        ("D009103", 4, True, ("s1",)),
        ("D014807", 2, True, ("s1",)),
    ]
