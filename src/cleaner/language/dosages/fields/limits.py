"""Words that make an amount a maximum: "the maximum dose is 20 mg", "limit sodium to 1,500 mg"."""

from __future__ import annotations

from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.data_files import words

FILLERS = words("bound_fillers.txt")
_MOST_BEHIND = 6  # words between an amount and the limit that it is said to be
MOST_GAP = 14  # words between the noun of a limit and its number
CLAUSE_ENDS = frozenset({",", ";", ":"})
_LIMIT_GAP = words("limit_gap.txt")


def named_limit(statement: Statement) -> Hit | None:
    """ "far above the 2.3 g limit": the amount is the limit itself, whatever is compared with it."""
    hit = next((hit for hit in statement.scene.cues.of("limit") if hit.first == statement.tail), None)
    return hit if hit is not None and statement.scene.tokens[hit.first].text == "limit" else None


def limit_words(statement: Statement) -> Hit | None:
    """The word for a maximum that governs the amount: "the maximum dose is 20 mg", "limit sodium to 1,500 mg"."""
    head = statement.head.first
    scene = statement.scene
    floor = _floor(statement)
    for hit in reversed(scene.cues.of("limit")):
        if hit.value == "after" or hit.last > head or hit.first < floor:
            continue
        between = scene.words(hit.last, head)
        if hit.value == "verb" and FILLERS.issuperset(between):
            return hit
        if hit.value in ("noun", "both") and _governs(between):
            return hit
    for hit in scene.cues.of("limit"):
        if hit.value in ("after", "both") and statement.tail <= hit.first:
            between = scene.words(statement.tail, hit.first)
            if len(between) <= _MOST_BEHIND and not any(word in CLAUSE_ENDS for word in between):
                return hit
            break
    return None


def _governs(between: list[str]) -> bool:
    """Whether the words between the noun of a limit and a number link the two."""
    if between[-1:] == [","]:
        between = between[:-1]  # "the upper limit for magnesium, 350 mg a day"
    if len(between) > MOST_GAP or any(word in ";," for word in between):
        return False
    return not between or any(word in _LIMIT_GAP for word in between)


def _floor(statement: Statement) -> int:
    """Where the search for a limit's noun begins: behind the amount before this one, unless both are limits."""
    scene, floor = statement.scene, statement.scene.sentence.first
    for other in scene.amounts[: statement.index]:
        if (
            other.last <= statement.head.first
            and scene.sentence.reach_before(statement.amount.first, other.first) is not None
        ):
            between = scene.words(other.tail, statement.head.first)
            if between not in (["to"], ["or"], ["and"], ["("]):
                floor = max(floor, other.tail)
    return floor
