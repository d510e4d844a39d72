"""Brand, official and common names of drugs from the FDA's register of ingredients (UNII)."""

from __future__ import annotations

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank, is_term
from cleaner.language.vocabulary.build.sources import UNII, Sources
from cleaner.language.vocabulary.words import key, rows

_BRAND, _OFFICIAL, _COMMON = "bn", "of", "cn"
_LONGEST = 40
_SHORTEST = 4
_SHORTEST_OFFICIAL = 7  # letters of an official name of one word, which no ordinary word is likely to be


def add_names(gathered: Gathered, sources: Sources) -> None:
    """Lead names to the MeSH concept whose term the ingredient's display name begins with.

    'ATORVASTATIN CALCIUM TRIHYDRATE' is atorvastatin for a reader, so 'Lipitor' is too. Brands of ingredients that
    MeSH lacks become concepts of the register itself.
    """
    _add_bases(gathered, {name.lower() for name, *_ in sources.rows(UNII, quoted=False)})
    known, stems = gathered.by_key(), drug_stems()
    for name, kind, ident, display, *_ in sources.rows(UNII, quoted=False):
        if kind not in (_BRAND, _OFFICIAL, _COMMON) or not _SHORTEST <= len(name) <= _LONGEST or not is_term(name):
            continue
        concept, whole = _concept(known, key(display))
        if concept and (kind != _COMMON or whole):
            gathered.add([_cased(name, kind)], concept, Rank.BRAND, EntityLabel.DRUG if kind == _BRAND else None)
        elif kind == _BRAND:
            concept = f"UNII:{ident}"
            gathered.entries.setdefault(concept, Entry(concept, display.capitalize(), EntityLabel.DRUG))
            gathered.add([_cased(name, kind)], concept, Rank.OTHER)
        elif kind == _OFFICIAL and name.isalpha() and len(name) >= _SHORTEST_OFFICIAL and name.lower().endswith(stems):
            gathered.entries.setdefault(f"UNII:{ident}", Entry(f"UNII:{ident}", name.capitalize(), EntityLabel.DRUG))
            gathered.add([name.lower()], f"UNII:{ident}", Rank.OTHER)
        if concept and kind in (_BRAND, _OFFICIAL):
            gathered.marketed.add(concept)


def _add_bases(gathered: Gathered, registered: set[str]) -> None:
    """MeSH names some drugs by their salt alone: 'Quetiapine Fumarate' is what a reader calls quetiapine."""
    known, salts = gathered.by_key(), {key(salt) for salt, *_ in rows(__package__, "salts.txt")}
    for term in [term for term in gathered.terms if term.rank in (Rank.MESH_NAME, Rank.MESH_ENTRY)]:
        words = term.surface.split()
        if len(words) != 2 or key(words[1])[-1:] not in salts or key(words[0]) in known:
            continue
        of_substance = any(tree.startswith("D") for tree in gathered.entries[term.concept].trees)
        if (
            of_substance
            and len(words[0]) >= _SHORTEST_OFFICIAL
            and words[0].lower() in registered
            and words[0].isalpha()
        ):
            gathered.add([words[0]], term.concept, Rank.MESH_ENTRY)


def drug_stems() -> tuple[str, ...]:
    """Endings that official names of drugs have."""
    return tuple(stem.removeprefix("-") for stem, *_ in rows(__package__, "drug_stems.txt"))


def _concept(known: dict[tuple[str, ...], str], words: tuple[str, ...]) -> tuple[str | None, bool]:
    for size in range(len(words), 0, -1):
        concept = known.get(words[:size])
        if concept:
            return concept, size == len(words)
    return None, False


def _cased(name: str, kind: str) -> str:
    return name.title() if kind == _BRAND else name.lower()
