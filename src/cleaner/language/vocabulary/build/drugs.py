"""Brand, official and common names of drugs from the FDA's register of ingredients (UNII), and DrugBank's names."""

from __future__ import annotations

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank, is_term
from cleaner.language.vocabulary.build.sources import UNII, Sources
from cleaner.language.vocabulary.words import key

_BRAND, _OFFICIAL, _COMMON = "bn", "of", "cn"
_LONGEST = 40
_SHORTEST = 4


def add_names(gathered: Gathered, sources: Sources) -> None:
    """Lead names to the MeSH concept whose term the ingredient's display name begins with.

    'ATORVASTATIN CALCIUM TRIHYDRATE' is atorvastatin for a reader, so 'Lipitor' is too. Brands of ingredients that
    MeSH lacks become concepts of the register itself.
    """
    known = gathered.by_key()
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
        if concept and kind in (_BRAND, _OFFICIAL):
            gathered.marketed.add(concept)


def _concept(known: dict[tuple[str, ...], str], words: tuple[str, ...]) -> tuple[str | None, bool]:
    for size in range(len(words), 0, -1):
        concept = known.get(words[:size])
        if concept:
            return concept, size == len(words)
    return None, False


def _cased(name: str, kind: str) -> str:
    return name.title() if kind == _BRAND else name.lower()
