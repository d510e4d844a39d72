"""Vocabulary sources as their publishers print them: MeSH XML, OBO and OWL."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cleaner.language.vocabulary.build import mesh_xml, obo
from cleaner.language.vocabulary.build.sources import MESH, MESH_SUPPLEMENT, Sources

DESCRIPTORS = """<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20260101.dtd">
<DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord DescriptorClass="1">
 <DescriptorUI>D900001</DescriptorUI>
 <DescriptorName><String>Odd Fever</String></DescriptorName>
 <TreeNumberList><TreeNumber>C01.1</TreeNumber><TreeNumber>C23.888.2</TreeNumber></TreeNumberList>
 <ConceptList>
  <Concept PreferredConceptYN="Y"><TermList>
   <Term><String>Odd Fever</String></Term><Term><String>Fever, Odd</String></Term></TermList></Concept>
  <Concept PreferredConceptYN="N"><TermList>
   <Term><String>Queer Fever</String></Term><Term><String>Fever, Odd</String></Term></TermList></Concept>
 </ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass="1">
 <DescriptorUI>D900002</DescriptorUI><DescriptorName><String>Treeless</String></DescriptorName>
</DescriptorRecord>
</DescriptorRecordSet>"""
SUPPLEMENT = """<?xml version="1.0"?>
<SupplementalRecordSet>
<SupplementalRecord SCRClass="1">
 <SupplementalRecordUI>C900001</SupplementalRecordUI>
 <SupplementalRecordName><String>glumexol</String></SupplementalRecordName>
 <HeadingMappedToList>
  <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>*D900001</DescriptorUI>
   <DescriptorName><String>Odd Fever</String></DescriptorName></DescriptorReferredTo></HeadingMappedTo>
  <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>D900002</DescriptorUI></DescriptorReferredTo></HeadingMappedTo>
 </HeadingMappedToList>
 <ConceptList><Concept><TermList><Term><String>Glumex</String></Term></TermList></Concept></ConceptList>
</SupplementalRecord>
</SupplementalRecordSet>"""
OBO = r"""format-version: 1.4

[Term]
id: MONDO:0000001
name: disease

[Term]
id: MONDO:7
name: odd fever
synonym: "queer \"fever\"" EXACT [MESH:D900001]
synonym: "fever" BROAD []
xref: MESH:D900001 {source="x"}
is_a: MONDO:0000001 ! disease

[Term]
id: MONDO:8
name: gone
is_obsolete: true

[Typedef]
id: part_of
name: part of
"""
OWL = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
 xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:oboInOwl="http://www.geneontology.org/formats/oboInOwl#">
<owl:Class rdf:about="http://purl.obolibrary.org/obo/DOID_7">
 <rdfs:label>odd fever</rdfs:label>
 <rdfs:subClassOf rdf:resource="http://purl.obolibrary.org/obo/DOID_4"/>
 <rdfs:subClassOf><owl:Class><rdfs:label>inner</rdfs:label></owl:Class></rdfs:subClassOf>
 <oboInOwl:hasExactSynonym>queer fever</oboInOwl:hasExactSynonym>
 <oboInOwl:hasDbXref>MESH:D900001</oboInOwl:hasDbXref>
</owl:Class>
<owl:Class rdf:about="http://purl.obolibrary.org/obo/DOID_8">
 <rdfs:label>gone</rdfs:label><owl:deprecated>true</owl:deprecated>
</owl:Class>
</rdf:RDF>"""


@pytest.fixture
def mesh(tmp_path: Path) -> list[Path]:
    plain, packed = tmp_path / "desc2026.xml", tmp_path / "supp2026.xml.gz"
    plain.write_text(DESCRIPTORS)
    packed.write_bytes(gzip.compress(SUPPLEMENT.encode()))
    return [plain, packed]


def test_mesh(mesh: list[Path]) -> None:
    assert list(mesh_xml.descriptors(mesh[0])) == [
        ["D900001", "Odd Fever", "Fever, Odd|Queer Fever", "C01.1|C23.888.2"],
        ["D900002", "Treeless", "", ""],
    ]
    assert list(mesh_xml.supplementary_records(mesh[1])) == [["C900001", "glumexol", "Glumex", "*D900001|D900002"]]


def test_both_kinds_of_mesh_together(mesh: list[Path]) -> None:
    sources = Sources({}, {}, tuple(mesh))
    assert [row[0] for row in sources.rows(MESH)] == ["D900001", "D900002"]
    assert [row[0] for row in sources.rows(MESH_SUPPLEMENT)] == ["C900001"]


def test_broken_mesh_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "desc.xml"
    broken.write_text("<DescriptorRecordSet><DescriptorRecord>")
    with pytest.raises(ValueError, match=r"desc\.xml"):
        list(mesh_xml.descriptors(broken))


def test_obo(tmp_path: Path) -> None:
    path = tmp_path / "mondo.obo"
    path.write_text(OBO)
    assert list(obo.terms(path))[1:] == [
        {
            "id": "7",
            "name": "odd fever",
            "synonyms": ['queer "fever"'],
            "relations": {"is_a": ["0000001"]},
            "xrefs": [{"namespace": "MESH", "id": "D900001"}],
        }
    ]


def test_owl(tmp_path: Path) -> None:
    path = tmp_path / "doid.owl"
    path.write_text(OWL)
    assert Sources({}, {}, ontologies={"doid": path}).ontology("doid") == [
        {
            "id": "DOID:7",
            "name": "odd fever",
            "synonyms": ["queer fever"],
            "relations": {"is_a": ["DOID:4"]},
            "xrefs": [{"namespace": "MESH", "id": "D900001"}],
        }
    ]


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        Sources.open(tmp_path, [tmp_path / "nowhere.xml"])
