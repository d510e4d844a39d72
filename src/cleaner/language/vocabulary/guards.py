"""Terms that are also ordinary words, and the surroundings in which they are no more than that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from cleaner.language.vocabulary.words import Words, rows

_NUMBER = "#"


@dataclass(slots=True)
class Guard:
    """Words in lower case (`#`: any number) that must not, or (`only_`) must, stand right before or after a term."""

    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    only_before: set[str] = field(default_factory=set)
    only_after: set[str] = field(default_factory=set)
    always_after: set[str] = field(default_factory=set)  # right after one of these, nothing else counts
    needs: set[str] = field(default_factory=set)  # one of these must stand somewhere on the page

    def allows(self, words: Words, first: int, last: int, page: AbstractSet[str]) -> bool:
        """Whether the term over words `first` to `last` means what the vocabulary says; `page`: the page's words."""
        if self.needs and self.needs.isdisjoint(page):
            return False
        previous = words.lowered[first - 1] if first and "\n" not in words.gaps[first - 1] else ""
        following = words.lowered[last] if last < len(words) and "\n" not in words.gaps[last - 1] else ""
        if previous in self.always_after:
            return True
        if previous in self.before or following in self.after or (_NUMBER in self.before and previous.isdigit()):
            return False
        required = self.only_before or self.only_after
        return not required or previous in self.only_after or following in self.only_before


@cache
def guarded_terms() -> dict[str, Guard]:
    """Guards by term in lower case."""
    guards: dict[str, Guard] = defaultdict(Guard)
    for term, rule, words, *_ in rows(__package__, "data/guards.tsv"):
        getattr(guards[term], rule.replace("-", "_")).update(words.split())
    return dict(guards)
