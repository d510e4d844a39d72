"""Negations and prohibitions over an amount: "no more than", "never give less than", "above 4 g is not advised"."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.fields.limits import CLAUSE_ENDS
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import Token

_OPENERS = frozenset({"who", "which", "that", "if", "when", "because", "although", "whose", "where", "as"})
_MODALS = frozenset({"may", "might", "need", "needs", "can", "could", "will", "would", "should", "must"})
_FINDINGS = words("findings.txt")
_TAKING = words("taking_words.txt")
_DOWNWARDS = frozenset({"less", "fewer", "lower", "smaller", "below", "under", "beneath", "<"})
_EXCEEDED = frozenset({"exceed", "exceeded", "surpass", "surpassed"})
_DOUBLED = frozenset({"not", "never", "neither"})
_OTHER_CLAUSES = CLAUSE_ENDS | {"and", "but", "it", "this", "that", "which", "so", "because", "if"}
_MOST_BEHIND = 8  # words between an amount and what is said against it


def negation_over(statement: Statement, cue: Hit) -> Hit | None:
    """The negation or prohibition that a comparison upwards stands under."""
    cues = statement.scene.cues
    tokens = statement.scene.tokens
    for hit in reversed(cues.of("negation")):
        if hit.last <= cue.first:
            between = tokens[hit.last : cue.first]
            if any(token.text == "but" or token.text in ";:" for token in between):
                break
            if sum(token.text == "," for token in between) in (0, 2) and not (
                _relative(statement, hit, between) or _denies_finding(between)
            ):
                return hit
            break
    for hit in cues.of("negation"):
        if hit.value == "after" and hit.first >= statement.amount.last:
            between = tokens[statement.tail : hit.first]
            if not any(token.text in CLAUSE_ENDS for token in between):
                return hit
    return None


def forbids_less(statement: Statement, cue: Hit) -> Hit | None:
    """The negation that makes a minimum of a comparison downwards: "do not take less than 5 mg".

    It must govern the comparison: between the two stand only words of taking. Anything else ("do not take it with
    alcohol and keep below 200 mg") leaves the upper bound as it is.
    """
    if statement.scene.tokens[cue.first].text not in _DOWNWARDS:
        return None
    return governing(statement, cue.first)


def governing(statement: Statement, first: int) -> Hit | None:
    """The negation in front of token `first` or behind the amount with only words of taking, or of the same clause."""
    hits = statement.scene.cues.of("negation")
    before = next((hit for hit in reversed(hits) if hit.last <= first), None)
    if before is not None and _TAKING.issuperset(statement.scene.words(before.last, first)):
        return before
    for hit in hits:
        if hit.value == "after" and hit.first >= statement.tail:
            return hit if _speaks_of(statement, hit) else None
    return None


def _speaks_of(statement: Statement, hit: Hit) -> bool:
    """Whether a prohibition behind an amount is said of it, and is no denial itself: "not unsafe", "not exceeded"."""
    scene = statement.scene
    between = scene.words(statement.tail, hit.first)
    said = {*scene.words(hit.first, hit.last), *between}
    if not _EXCEEDED.isdisjoint(said) or (between[-1:] and between[-1] in _DOUBLED):
        return False
    return len(between) <= _MOST_BEHIND and _OTHER_CLAUSES.isdisjoint(between)


def _denies_finding(between: Sequence[Token]) -> bool:
    """Whether the negation denies what happened: "no benefit was seen with doses above 800 IU"."""
    return any(token.text in _FINDINGS for token in between)


def _relative(statement: Statement, negation: Hit, between: Sequence[Token]) -> bool:
    """Whether the negation belongs to a clause of its own: "people who don't get enough may need more than X"."""
    opened = not _OPENERS.isdisjoint(statement.scene.words(negation.first - 4, negation.first))
    return opened and any(token.text in _MODALS for token in between)
