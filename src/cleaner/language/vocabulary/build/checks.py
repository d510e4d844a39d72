"""Whether our own tables agree with MeSH and with themselves: a wrong concept is worse than none.

Three things are wrong: a row without an id for a term that MeSH names, a term that MeSH names under another heading
than the row's, and one term in rows of two concepts. Where readers of health pages mean something else than MeSH does,
`own_meanings.tsv` says so and why; a line of it that excuses nothing is wrong too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cleaner.language.vocabulary.build.gather import Entry, Gathered, Rank
from cleaner.language.vocabulary.words import key, rows

_NAMED = (Rank.MESH_NAME, Rank.MESH_ENTRY)
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of our tables; `concept`: an id of a source, or one of our own."""

    table: str
    line: int
    concept: str
    name: str
    terms: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.table}:{self.line}"


def own_meanings() -> dict[tuple[str, str], str]:
    """Reasons of the terms that deliberately mean another concept than MeSH's, by term and our concept's name."""
    return {(term, name): reason for term, name, reason, *_ in rows(__package__, "own_meanings.tsv")}


def disagreements(
    own: Sequence[OwnRow], gathered: Gathered, excused: Mapping[tuple[str, str], str] | None = None
) -> list[str]:
    """What is wrong with our rows, one line each that names table and line. `gathered` holds MeSH's terms."""
    excused = own_meanings() if excused is None else excused
    differing = list(_other_headings(own, _headings(gathered)))
    used = {(term, row.name) for row, term, _ in differing}
    found = [
        f"{row.place}: {term!r} is {_named(gathered.entries, headings)} in MeSH, not {row.name}"
        for row, term, headings in differing
        if (term, row.name) not in excused
    ]
    found += _two_concepts(own)
    found += [
        f"own_meanings.tsv: {term!r} as {name} excuses no row" for term, name in excused if (term, name) not in used
    ]
    return found


def _headings(gathered: Gathered) -> dict[_Key, set[str]]:
    """The MeSH descriptors that each folded term names."""
    headings: dict[_Key, set[str]] = defaultdict(set)
    for term in gathered.terms:
        if term.rank in _NAMED:
            headings[key(term.surface)].add(term.concept)
    return headings


def _other_headings(own: Iterable[OwnRow], headings: Mapping[_Key, set[str]]) -> Iterator[tuple[OwnRow, str, set[str]]]:
    for row in own:
        for term in row.terms:
            named = headings.get(key(term), set())
            if named and row.concept not in named:
                yield row, term, named


def _two_concepts(own: Iterable[OwnRow]) -> Iterator[str]:
    """A term in capitals may mean something else than the same letters in lower case: EGFR, eGFR."""
    first: dict[tuple[_Key, bool], OwnRow] = {}
    for row in own:
        for term in row.terms:
            before = first.setdefault((key(term), term.isupper()), row)
            if before.concept != row.concept:
                yield f"{row.place}: {term!r} is {before.name} in {before.place}, not {row.name}"


def _named(entries: Mapping[str, Entry], headings: Iterable[str]) -> str:
    return " or ".join(f"{ident} ({entries[ident].name})" for ident in sorted(headings))
