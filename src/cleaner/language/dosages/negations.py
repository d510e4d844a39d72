"""Negations and prohibitions that a comparison stands under: "no more than", "doses above 4 g are not recommended"."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.limits import CLAUSE_ENDS
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.statement import Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import Token

_OPENERS = frozenset({"who", "which", "that", "if", "when", "because", "although", "whose", "where", "as"})
_MODALS = frozenset({"may", "might", "need", "needs", "can", "could", "will", "would", "should", "must"})
_FINDINGS = words("findings.txt")


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


def _denies_finding(between: Sequence[Token]) -> bool:
    """Whether the negation denies what happened: "no benefit was seen with doses above 800 IU"."""
    return any(token.text in _FINDINGS for token in between)


def _relative(statement: Statement, negation: Hit, between: Sequence[Token]) -> bool:
    """Whether the negation belongs to a clause of its own: "people who don't get enough may need more than X"."""
    opened = not _OPENERS.isdisjoint(statement.scene.words(negation.first - 4, negation.first))
    return opened and any(token.text in _MODALS for token in between)
