"""Our own tables: what people call nutrients, supplements, foods, groups, tests, treatments and complaints.

A row names a concept (a MeSH descriptor, or `-` where MeSH has none), its preferred name, the label that its terms
carry here, and the terms. The tables win over every other source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.checks import OwnRow, disagreements
from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank

PACKAGE = "cleaner.language.vocabulary.facts"
_OWN = "-"


def add_all(gathered: Gathered) -> None:
    """Add the facts. Raises `ValueError` where a row names an unknown concept, misnames a known one, or its terms
    mean something else in MeSH or in another row."""
    own = []
    for table, line, (ident, name, label, terms) in own_rows():
        concept = _concept(gathered, f"{table}:{line}", ident, name, EntityLabel(label))
        gathered.add(terms.split("|"), concept, Rank.FACTS, EntityLabel(label))
        own.append(OwnRow(table, line, concept, name, tuple(terms.split("|"))))
    if wrong := disagreements(own, gathered):
        raise ValueError("\n".join([f"{len(wrong)} rows of our tables are wrong", *wrong]))


def own_rows() -> Iterator[tuple[str, int, list[str]]]:
    """The rows of all our tables: table, line counted from 1, and the cells concept, name, label, terms."""
    for table in sorted((p for p in files(PACKAGE).iterdir() if p.name.endswith(".tsv")), key=lambda p: p.name):
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                yield table.name, number, line.split("\t")[:4]


def _concept(gathered: Gathered, place: str, ident: str, name: str, label: EntityLabel) -> str:
    if ident == _OWN:
        ident = "cleaner:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        gathered.entries.setdefault(ident, Entry(ident, name, label))
    elif ident not in gathered.entries:
        raise ValueError(f"{place}: {ident} ({name}) is not in MeSH")
    elif gathered.entries[ident].name != name:
        raise ValueError(f"{place}: {ident} is {gathered.entries[ident].name}, not {name}")
    return ident
