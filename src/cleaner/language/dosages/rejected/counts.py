"""Counts of tablets, puffs and doses: which are taken, which only counted."""

from __future__ import annotations

from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.fields.administration import COUNTED_FORMS

_ALWAYS_TAKEN = frozenset({"{puff}", "{spray}", "[drp]", "{inhalation}", "{lozenge}"})
_PACKED = frozenset({"in", "left", "remain", "remaining", "per", "bottle", "box", "pack", "sold", "were", "are"})
_PARTS = frozenset({"into", "divided", "split"})
_SWALLOWED = frozenset({"took", "ingested", "swallowed", "ingesting", "swallowing", "ingest", "swallow"})
_MOST_COUNTED = 40  # more are a pack


def counts_doses(statement: Statement) -> bool:
    """A count of tablets or doses is a dose when the text says how often, or that it is taken."""
    amount, scene = statement.amount, statement.scene
    if amount.unit.code == "{dose}":
        if not _PARTS.isdisjoint(scene.words(amount.first - 3, amount.first)):
            return False  # "the same dose divided into two doses daily"
        timed = next(statement.after("timing"), None)
        return timed is not None and timed.first <= statement.tail + 1 and ("total" in timed.value)
    if amount.low <= 0 or (amount.high > _MOST_COUNTED and not _swallowed(statement)):
        return False
    if amount.unit.code in COUNTED_FORMS and _swallowed(statement):
        return True
    if amount.unit.code in _ALWAYS_TAKEN:
        return True
    if any(hit.last <= amount.first <= hit.last + 3 for hit in scene.cues.of("dosing") if hit.value == "verb"):
        return True
    if amount.unit.code in COUNTED_FORMS and _bounded(statement):
        return True  # "up to three patches", "as few as 10 tablets"
    links = [scene.words(hit.last, amount.first) for hit in scene.cues.of("dosing") if hit.last <= amount.first]
    if any(link in (["is"], ["of"], [":"], ["was"], ["is", "usually"]) for link in links[-1:]):
        return True  # "the dose is 2 tablets"
    timed = next(statement.after("timing"), None)
    behind = scene.sentence.close.get(statement.tail, statement.tail)
    return timed is not None and timed.first <= behind + 3


def _swallowed(statement: Statement) -> bool:
    """ "ingested 60 tablets", "a high dose of X (130 tablets of Y)": taken, however many."""
    scene, first = statement.scene, statement.head.first
    if not _SWALLOWED.isdisjoint(scene.words(first - 2, first)):
        return True
    if scene.words(first - 1, first) != ["("]:
        return False
    ahead = scene.words(first - 6, first)
    return any(ahead[at : at + 2] in (["dose", "of"], ["overdose", "of"]) for at in range(len(ahead)))


def _bounded(statement: Statement) -> bool:
    """Whether a word that bounds stands right in front of the count, and no pack is counted out."""
    scene = statement.scene
    behind = scene.words(statement.tail, min(statement.tail + 2, scene.sentence.last))
    return any(hit.last == statement.head.first for hit in scene.cues.of("bound")) and _PACKED.isdisjoint(behind)
