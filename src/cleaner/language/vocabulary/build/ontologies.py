"""Names of diseases and signs from the Disease Ontology, Mondo and the Human Phenotype Ontology."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Any

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank, is_term
from cleaner.language.vocabulary.build.sources import MESH_MAPPINGS, Sources

# Name, vocabulary, label, and the class whose descendants are meant: the rest are modifiers ("severe", "rare").
_ONTOLOGIES = (
    ("doid", "DOID", EntityLabel.CONDITION, "DOID:4"),
    ("mondo", "MONDO", EntityLabel.CONDITION, "0000001"),
    ("hp", "HP", EntityLabel.SYMPTOM, "HP:0000118"),
)
# Genetic subtypes and gene-named forms fill thousands of lines that no page for readers prints.
_SUBTYPE = re.compile(r"\d+[a-z]?$|\btype \d|due to|\bwith(out)?\b|deficiency, |\bof\b.*\bof\b|abnormal|[;,()/]", re.I)
_WORDS = 5


def add_all(gathered: Gathered, sources: Sources) -> None:
    """Names of concepts mapped to MeSH become its terms; the rest, where plain, become concepts of their own."""
    mapped = _mappings(sources)
    for name, vocabulary, label, root in _ONTOLOGIES:
        for item in _below(sources.ontology(name), root):
            ident = item["id"] if ":" in item["id"] else f"{vocabulary}:{item['id']}"
            names = [n for n in (item["name"], *item.get("synonyms", ())) if is_term(n)]
            mesh = mapped.get(ident) or _own_mapping(item)
            if mesh in gathered.entries:
                gathered.entries[mesh].xrefs.add(ident)
                gathered.add(names, mesh, Rank.MAPPED)
            elif plain := [n for n in names if len(n.split()) <= _WORDS and not _SUBTYPE.search(n)]:
                gathered.entries[ident] = Entry(ident, item["name"], label)
                gathered.add(plain, ident, Rank.OTHER)
    _add_xrefs(gathered, mapped)


def _below(items: list[dict[str, Any]], root: str) -> Iterator[dict[str, Any]]:
    """The descendants of a class."""
    children: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        for parent in item.get("relations", {}).get("is_a", ()):
            children[parent].append(item)
    seen, queue = {root}, deque([root])
    while queue:
        for item in children[queue.popleft()]:
            if item["id"] not in seen:
                seen.add(item["id"])
                queue.append(item["id"])
                yield item


def _mappings(sources: Sources) -> dict[str, str]:
    """Identifiers of other vocabularies to MeSH."""
    return {
        row[4] if ":" in row[4] else f"{row[3]}:{row[4]}": row[1]
        for row in sources.rows(MESH_MAPPINGS)
        if len(row) >= 5 and row[0] == "MESH"
    }


def _own_mapping(item: dict[str, Any]) -> str:
    found = (x["id"] for x in item.get("xrefs", ()) if x["namespace"].upper() in ("MESH", "MSH"))
    return next(found, "")


def _add_xrefs(gathered: Gathered, mapped: dict[str, str]) -> None:
    for ident, mesh in mapped.items():
        if mesh in gathered.entries and ident.partition(":")[0] in ("CHEBI", "HP", "DOID", "MONDO", "UBERON"):
            gathered.entries[mesh].xrefs.add(ident)
