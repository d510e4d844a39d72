"""Terms that mean one thing or another with what the page is about: plaque of the arteries, plaque of the teeth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from cleaner.language.vocabulary.words import rows


@dataclass(frozen=True, slots=True)
class Reading:
    """On a page with one of the words `needs` and none of `excludes`, a term is read as `like`."""

    needs: frozenset[str]
    excludes: frozenset[str]
    like: str


def reads_like(term: str, page: AbstractSet[str]) -> str | None:
    """The term whose meaning a term in lower case has on a page of these words; None where it has its own."""
    readings = _readings().get(term, ())
    fits = (r.like for r in readings if not r.needs.isdisjoint(page) and r.excludes.isdisjoint(page))
    return next(fits, None)


@cache
def _readings() -> dict[str, list[Reading]]:
    table: dict[str, list[Reading]] = defaultdict(list)
    for terms, needs, excludes, like, *_ in rows(__package__, "data/readings.tsv"):
        reading = Reading(frozenset(needs.split()), frozenset(excludes.split()), like)
        for term in terms.split("|"):
            table[term].append(reading)
    return dict(table)
