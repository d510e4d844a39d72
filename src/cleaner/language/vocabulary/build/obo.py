"""Ontologies as they are published: OBO flat files, and the plain classes of OWL in RDF/XML.

What is read are names, exact synonyms, parents and cross-references: of OWL no axioms. Obsolete terms are left out.
Source of the layouts: the OBO Flat File Format 1.4, and the oboInOwl annotations of OWL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

_TERM, _STANZA = "[Term]", re.compile(r"\[\w+\]")
_SYNONYM = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)" EXACT')
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_RDFS = "{http://www.w3.org/2000/01/rdf-schema#}"
_OWL = "{http://www.w3.org/2002/07/owl#}"
_OBO_IN_OWL = "{http://www.geneontology.org/formats/oboInOwl#}"


def terms(path: Path) -> Iterator[dict[str, Any]]:
    """Terms as `id`, `name`, `synonyms`, `relations` (`is_a`) and `xrefs` (`namespace`, `id`).

    The namespace MONDO is left out of ids, as the rest of the compiler expects it.
    """
    for ident, name, synonyms, parents, xrefs in _of_owl(path) if path.suffix.lower() == ".owl" else _of_obo(path):
        yield {
            "id": _short(ident),
            "name": name,
            "synonyms": synonyms,
            "relations": {"is_a": [_short(parent) for parent in parents]},
            "xrefs": [
                {"namespace": space, "id": rest} for space, mark, rest in (x.partition(":") for x in xrefs) if mark
            ],
        }


_Term = tuple[str, str, list[str], list[str], list[str]]


def _of_obo(path: Path) -> Iterator[_Term]:
    fields: dict[str, list[str]] | None = None
    with path.open(encoding="utf-8") as lines:
        for line in (*lines, _TERM):
            line = line.strip()
            if _STANZA.fullmatch(line):
                if fields and "id" in fields and "name" in fields and fields.get("is_obsolete") != ["true"]:
                    yield _from_fields(fields)
                fields = {} if line == _TERM else None
            elif fields is not None and ": " in line:
                tag, _, value = line.partition(": ")
                fields.setdefault(tag, []).append(value)


def _from_fields(fields: dict[str, list[str]]) -> _Term:
    synonyms = [match["text"].replace("\\", "") for s in fields.get("synonym", ()) if (match := _SYNONYM.match(s))]
    parents = [parent.split()[0] for parent in fields.get("is_a", ())]
    return fields["id"][0], fields["name"][0], synonyms, parents, [x.split()[0] for x in fields.get("xref", ())]


def _of_owl(path: Path) -> Iterator[_Term]:
    with path.open("rb") as file:
        try:
            for _, node in etree.iterparse(file, tag=f"{_OWL}Class", no_network=True, resolve_entities=False):
                parent = node.getparent()
                if parent is None or parent.tag != f"{_RDF}RDF":  # a class inside an axiom
                    continue
                ident, name = _ident(node.get(f"{_RDF}about")), node.findtext(f"{_RDFS}label")
                if ident and name and node.findtext(f"{_OWL}deprecated") != "true":
                    above = (_ident(up.get(f"{_RDF}resource")) for up in node.iterfind(f"{_RDFS}subClassOf"))
                    synonyms = _texts(node, f"{_OBO_IN_OWL}hasExactSynonym")
                    yield ident, name, synonyms, [up for up in above if up], _texts(node, f"{_OBO_IN_OWL}hasDbXref")
                node.clear()
        except etree.XMLSyntaxError as error:
            raise ValueError(f"{path}: {error}") from error


def _ident(address: str | None) -> str:
    """`http://purl.obolibrary.org/obo/DOID_4` is `DOID:4`."""
    return (address or "").rsplit("/", 1)[-1].replace("_", ":", 1)


def _texts(node: etree._Element, tag: str) -> list[str]:
    return [found.text for found in node.iterfind(tag) if found.text]


def _short(ident: str) -> str:
    return ident.removeprefix("MONDO:")
