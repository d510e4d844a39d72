"""The nearest candidate of a sentence, for an amount whose place names none."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.mentions import Mention
from cleaner.language.dosages.statement import Scene, Statement

_ASIDES = frozenset({"containing", "with", "without", "high", "low"})
_AFTER_PENALTY = 6  # words that a candidate behind the amount counts as further off
_HIDDEN_PENALTY = 15  # inside a parenthesis the amount does not see
_CLAIMED_PENALTY = 40  # already what another amount is of
_UNLINKED_PENALTY = 8  # a name that only its looks tell
_WEAK_PENALTY = 200


def nearest(statement: Statement, mentions: Sequence[Mention], claimed: set[int]) -> Mention | None:
    """The nearest candidate of the sentence, rather in front, rather not what another amount is of.

    A chemical (creatinine, LDL) is what is measured nearby more often than what is taken: it counts by place only.
    """
    mentions = [mention for mention in mentions if mention.food or mention.inner or not mention.weak]
    if not mentions:
        return None
    return min(mentions, key=lambda mention: _cost(statement, mention, claimed))


def _cost(statement: Statement, mention: Mention, claimed: set[int]) -> float:
    sentence, amount = statement.scene.sentence, statement.amount
    if mention.last <= statement.head.first:
        cost = float(statement.head.first - mention.last)
        hidden = sentence.reach_before(amount.first, mention.first) is None
    else:
        cost = float(max(0, mention.first - statement.tail) + _AFTER_PENALTY)
        hidden = sentence.reach_after(amount.first, mention.first) is None or _aside(statement.scene, mention)
    cost += _UNLINKED_PENALTY * (mention.concept_id is None)
    return (
        cost + _HIDDEN_PENALTY * hidden + _CLAIMED_PENALTY * (mention.first in claimed) + _WEAK_PENALTY * mention.weak
    )


def _aside(scene: Scene, mention: Mention) -> bool:
    """Whether a candidate describes something else: "a fat-containing meal", "taken with caffeine"."""
    following = scene.words(mention.last, min(mention.last + 1, scene.sentence.last))
    return following == ["-"] or not _ASIDES.isdisjoint(scene.words(mention.first - 1, mention.first))
