"""What a doubt says nothing of although it stands in its reach: what is treated, and what a list has run into."""

from __future__ import annotations

from functools import cache

from cleaner.language.cues import Cue
from cleaner.language.denials import benefit_words
from cleaner.language.sentences import is_bullet
from cleaner.language.vocabulary.words import Words, rows


def is_remedied(lowered: list[str], cue: Cue, first: int) -> bool:
    """ "may include medicines to relieve pain", "treatments for gout": what is treated is no part of the doubt."""
    between = lowered[cue.last : first]
    if "for" in between and between[-1] in ("for", "the") and not _remedies().isdisjoint(between[:-1]):
        return True
    return any(
        between[index] == "to" and between[index + 1] in benefit_words() for index in range(1, max(1, len(between) - 1))
    )


def runs_on(words: Words, item: int, first: int, last: int) -> bool:
    """Whether the last item of a list has run into the next sentence at or before a mention: "- Fatigue Gout can be".

    The item begins behind word `item`, the mention at word `first`; the sentence ends before word `last`.
    """
    begins = any(surface[:2].istitle() for surface in words.surfaces[item + 1 : first + 1])
    return begins and not any(is_bullet(gap) for gap in words.gaps[first : last - 1])


def closes(gaps: list[str]) -> bool:
    """Whether a bracket that holds what stands before these gaps closes in one of them."""
    depth = 0
    for mark in (mark for gap in gaps for mark in gap if mark in "()"):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            return True
    return False


@cache
def _remedies() -> frozenset[str]:
    return frozenset(row[0] for row in rows(__package__, "data/remedy_words.txt"))
