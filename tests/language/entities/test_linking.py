"""What recognised names are linked to: variants of names, what annotators meant, heads, and what stays unlinked."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from cleaner.language.abbreviations import definitions
from cleaner.language.ner import variants
from cleaner.language.ner.known import packaged_known, read_known, written
from cleaner.language.ner.link import Linker
from cleaner.language.ner.model import Kind
from cleaner.language.vocabulary.store import packaged
from cleaner.language.vocabulary.words import key

DISORDER, SUBSTANCE = Kind.DISORDER, Kind.SUBSTANCE


@pytest.fixture(scope="module")
def linker() -> Linker:
    """Without what annotators meant: rules and vocabulary alone."""
    return Linker(packaged(), known={})


@pytest.mark.parametrize(
    ("name", "kind", "concept"),
    [
        ("hypertension", DISORDER, "D006973"),
        ("Severe hypertensions", DISORDER, "D006973"),
        ("hypertensive", DISORDER, "D006973"),
        ("schizophrenic", DISORDER, "D012559"),
        ("epileptic", DISORDER, "D004827"),
        ("ischaemic", DISORDER, "D007511"),
        ("tumours of the kidney", DISORDER, "D007680"),
        ("renal dysfunction", DISORDER, "D007674"),
        ("impaired renal function", DISORDER, "D051437"),
        ("hepatic toxicity", DISORDER, "D056486"),
        ("cardiac disturbances", DISORDER, "D006331"),
        ("syncope episodes", DISORDER, "D013575"),
        ("bupropion hydrochloride", SUBSTANCE, "D016642"),
        ("quetiapine", SUBSTANCE, "D000069348"),
        ("valproate", SUBSTANCE, "D014635"),
    ],
)
def test_names(linker: Linker, name: str, kind: Kind, concept: str) -> None:
    found = linker.read(name, kind).concept
    assert found is not None
    assert found.id == concept


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mitochondrial injury", DISORDER),  # which injury it is, the words before say
        ("epithelial infection", DISORDER),
        ("triphenyl xyzzol chloride", SUBSTANCE),  # a substance is not the class its last word names
        ("xyzzitis", DISORDER),
        ("hypertension", SUBSTANCE),
    ],
)
def test_what_stays_unlinked(linker: Linker, name: str, kind: Kind) -> None:
    assert linker.read(name, kind).concept is None


def test_a_short_form_is_read_as_its_long_form(linker: Linker) -> None:
    defined = definitions("Atrial fibrillation (AF) was seen.")
    found = linker.read("AF", DISORDER, defined).concept
    assert found is not None
    assert found.id == "D001281"


def test_what_annotators_meant_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "mentions.tsv"
    path.write_text("# a remark\ndisorder\trenal dysfunction\tD051437\nsubstance\tDA\tD004298\n", encoding="utf-8")
    linker = Linker(packaged(), read_known(path))
    for name, kind, concept in (("Renal dysfunction", DISORDER, "D051437"), ("DA", SUBSTANCE, "D004298")):
        found = linker.read(name, kind).concept
        assert found is not None
        assert found.id == concept
    assert linker.read("da", SUBSTANCE).concept is None


@pytest.mark.parametrize(("mention", "kept"), [("DA", "DA"), ("Na", "Na"), ("Seizures", "seizure"), ("LDOPA", "LDOPA")])
def test_how_a_mention_is_kept(mention: str, kept: str) -> None:
    assert written(mention) == kept


def test_every_mention_names_a_concept_of_the_vocabulary() -> None:
    vocabulary = packaged()
    assert packaged_known()
    assert not [concept for concept in set(packaged_known().values()) if vocabulary.by_id(concept) is None]


@pytest.mark.parametrize(
    ("name", "concept"),
    [("kidney damage", "D007674"), ("reduced liver function", "D048550"), ("kidney", None), ("kidney stones", None)],
)
def test_what_ails_a_part_of_the_body(name: str, concept: str | None) -> None:
    assert variants.ailing(key(name)) == concept


def test_tables_of_variants_name_concepts_as_the_vocabulary_does() -> None:
    for _, _, concept, name, *_ in variants.organ_rows():
        found = packaged().by_id(concept)
        assert found is not None, concept
        assert found.name == name


def test_in_research_prose_the_recogniser_says_where_a_disorder_ends(full: Language, fast: Language) -> None:
    text = (
        "Methods: Seizure patients were treated with 20 mg/kg and results were significantly reduced in both groups. "
        "We studied seizure patients who were treated with valproic acid and observed seizures in the control group. "
    ) * 4
    doc = full(text)
    assert doc._.scientific
    assert ("Seizure", "D012640") in {(e.text, e.kb_id_) for e in doc.ents}
    assert not fast(text)._.scientific
