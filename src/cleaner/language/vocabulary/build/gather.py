"""Everything the sources say, in one place: concepts with their labels, and terms with what they rank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.build.sources import Sources
from cleaner.language.vocabulary.words import key


class Rank(IntEnum):
    """How much a source's word counts for what a term means; the lowest wins."""

    FACTS = 0
    MESH_NAME = 1
    MESH_ENTRY = 2
    MAPPED = 3  # a synonym of another vocabulary's concept that is mapped to a MeSH descriptor
    BRAND = 4
    SUPPLEMENT = 5  # MeSH supplementary records
    OTHER = 6  # a concept that MeSH lacks


@dataclass(slots=True)
class Entry:
    """A concept: `xrefs` are `VOCABULARY:ID`; no label: found by no term of its own."""

    id: str
    name: str
    label: EntityLabel | None
    trees: tuple[str, ...] = ()
    xrefs: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Term:
    """A surface form of a concept. `label` overrides the concept's own; `linked`: found by no name, only linked."""

    surface: str
    concept: str
    rank: Rank
    label: EntityLabel | None = None
    linked: bool = False


@dataclass(slots=True)
class Gathered:
    """What `gather` fills. `dropped` holds keys of terms that mean nothing of health interest."""

    entries: dict[str, Entry] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    marketed: set[str] = field(default_factory=set)  # concepts with a brand or an official drug name

    def add(self, surfaces: Iterable[str], concept: str, rank: Rank, label: EntityLabel | None = None) -> None:
        written = (surface for surface in surfaces if rank is Rank.FACTS or is_term(surface))
        self.terms.extend(Term(surface, concept, rank, label) for surface in written)

    def add_linked(self, surfaces: Iterable[str], concept: str, rank: Rank) -> None:
        """Names too rare or too ambiguous to look for."""
        self.terms.extend(Term(surface, concept, rank, linked=True) for surface in surfaces if is_term(surface))

    def by_key(self) -> dict[tuple[str, ...], str]:
        """The concept of each folded term, by rank."""
        best: dict[tuple[str, ...], tuple[Rank, str]] = {}
        for term in (term for term in self.terms if not term.linked):
            place = key(term.surface)
            if place not in best or (term.rank, term.concept) < best[place]:
                best[place] = (term.rank, term.concept)
        return {place: concept for place, (_, concept) in best.items()}


_LETTER = re.compile(r"[^\W\d_]")
_INVERTED = re.compile(r"^(?P<noun>[^,\d][^,]*), (?P<modifier>[^\W\d_][^,]{2,})$")
_LONGEST = 70


def is_term(surface: str) -> bool:
    """Whether a name can stand in running text: not a single letter, a number or a line of nomenclature."""
    return 2 <= len(surface) <= _LONGEST and len(_LETTER.findall(surface)) >= 2


def uninverted(name: str) -> str:
    """'Neoplasms, Breast' read as 'Breast Neoplasms', where one comma plainly inverts."""
    match = _INVERTED.match(name)
    return f"{match['modifier']} {match['noun']}" if match else name


def spelled(names: Iterable[str]) -> Iterator[str]:
    """Names as they stand in running text."""
    for name in names:
        if name:
            yield uninverted(name.strip())


def gather(sources: Sources) -> Gathered:
    """Read all sources. MeSH comes first: what others call its concepts is added to them."""
    from cleaner.language.vocabulary.build import drugs, facts, mesh, ontologies

    gathered = Gathered()
    mesh.add_descriptors(gathered, sources)
    mesh.add_supplement(gathered, sources)
    drugs.add_names(gathered, sources)
    mesh.settle_labels(gathered)
    ontologies.add_all(gathered, sources)
    facts.add_all(gathered)
    return gathered
