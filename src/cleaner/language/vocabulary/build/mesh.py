"""Medical Subject Headings: descriptors with entry terms, and supplementary records of chemicals and diseases."""

from __future__ import annotations

import re

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.drugs import drug_stems
from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank, spelled
from cleaner.language.vocabulary.build.sources import MESH, MESH_SUPPLEMENT, UNII, Sources
from cleaner.language.vocabulary.words import key, rows

# In trees.tsv: DRUG where the substance is marketed as one, or only where its name is formed like a drug's.
_MARKETED, _NAMED = "DRUG?", "STEM?"
_DISEASE = re.compile(r"\b(?:syndromes?|diseases?|disorders?)\b", re.I)
# Supplementary records are mostly laboratory compounds; these shapes are no names people write.
_NOMENCLATURE = re.compile(r"[,()\[\]{};:=+>]|\d.*\d.*\d|protein|receptor|antigen|kinase|gene|polymer|, human", re.I)
_SUPPLEMENT_WORDS = 4
_RECORD = "C"  # ids of supplementary records; those with trees of disorders are rare diseases, however named
_LONGEST = 40


def add_descriptors(gathered: Gathered, sources: Sources) -> None:
    for ident, name, synonyms, trees, *_ in sources.rows(MESH):
        gathered.entries[ident] = Entry(ident, name, None, tuple(filter(None, trees.split("|"))))
        gathered.add(spelled([name]), ident, Rank.MESH_NAME)
        gathered.add(spelled(synonyms.split("|")), ident, Rank.MESH_ENTRY)


def add_supplement(gathered: Gathered, sources: Sources) -> None:
    """Supplementary records, under the trees of the headings they are mapped to.

    Of the chemicals among them, only those with a name in the register of ingredients are looked for: the rest are of
    the laboratory.
    """
    registered = {key(name) for name, *_ in sources.rows(UNII, quoted=False) if len(name) <= _LONGEST}
    for ident, name, synonyms, heads, *_ in sources.rows(MESH_SUPPLEMENT):
        above = [gathered.entries.get(head.strip("* ")) for head in re.split(r"[|,]", heads)]
        trees = tuple(tree for entry in above if entry for tree in entry.trees)
        names = [n for n in (name, *synonyms.split("|")) if n and _plain(n)]
        is_chemical = _is_chemical(trees)
        if names and (is_chemical or _is_disease(trees)):
            gathered.entries[ident] = Entry(ident, name, None, trees)
            if is_chemical and not any(key(n) in registered for n in names):
                gathered.add_linked(names, ident, Rank.SUPPLEMENT)
            else:
                gathered.add(names, ident, Rank.SUPPLEMENT)


def settle_labels(gathered: Gathered) -> None:
    """Give every MeSH concept the label of the first line of `trees.tsv` that one of its trees begins with."""
    stems = drug_stems()
    table = [(prefix, label) for prefix, label, *_ in rows(__package__, "trees.tsv")]
    for entry in gathered.entries.values():
        if entry.label is not None or not entry.trees:
            continue
        found = next((label for prefix, label in table if any(t.startswith(prefix) for t in entry.trees)), "-")
        if found in (_MARKETED, _NAMED):
            marketed = found == _MARKETED and entry.id in gathered.marketed
            found = EntityLabel.DRUG if marketed or entry.name.lower().endswith(stems) else EntityLabel.CHEMICAL
        if found == EntityLabel.SYMPTOM and (entry.id.startswith(_RECORD) or _DISEASE.search(entry.name)):
            found = EntityLabel.CONDITION
        entry.label = None if found == "-" else EntityLabel(found)


def _plain(name: str) -> bool:
    return len(name) <= _LONGEST and len(name.split()) <= _SUPPLEMENT_WORDS and not _NOMENCLATURE.search(name)


def _is_chemical(trees: tuple[str, ...]) -> bool:
    return bool(trees) and all(tree.startswith("D") and not tree.startswith("D12.776") for tree in trees)


def _is_disease(trees: tuple[str, ...]) -> bool:
    return any(tree.startswith(("C", "F03")) for tree in trees)
