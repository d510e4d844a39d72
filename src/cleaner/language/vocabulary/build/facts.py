"""Our own tables: what people call nutrients, supplements, foods, groups, tests, treatments and complaints.

A row names a concept (a MeSH descriptor, or `-` where MeSH has none), its preferred name, the label that its terms
carry here, and the terms. The tables win over every other source.
"""

from __future__ import annotations

import re
from importlib.resources import files

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank
from cleaner.language.vocabulary.words import rows

PACKAGE = "cleaner.language.vocabulary.facts"
_OWN = "-"


def add_all(gathered: Gathered) -> None:
    """Add the facts. Raises `ValueError` where a row names an unknown concept or misnames a known one."""
    for table in sorted(p.name for p in files(PACKAGE).iterdir() if p.name.endswith(".tsv")):
        for ident, name, label, terms, *_ in rows(PACKAGE, table):
            concept = _concept(gathered, table, ident, name, EntityLabel(label))
            gathered.add(terms.split("|"), concept, Rank.FACTS, EntityLabel(label))


def _concept(gathered: Gathered, table: str, ident: str, name: str, label: EntityLabel) -> str:
    if ident == _OWN:
        ident = "cleaner:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        gathered.entries.setdefault(ident, Entry(ident, name, label))
    elif ident not in gathered.entries:
        raise ValueError(f"{table}: {ident} ({name}) is not in MeSH")
    elif gathered.entries[ident].name != name:
        raise ValueError(f"{table}: {ident} is {gathered.entries[ident].name}, not {name}")
    return ident
