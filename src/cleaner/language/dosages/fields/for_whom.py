"""Whom an amount is for: which of the groups that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.clause.attached import Phrase, attach
from cleaner.language.dosages.clause.choosing import Question
from cleaner.language.dosages.clause.mentions import Mention
from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.fields.populations import GENERIC, Group


def without_arm(scene: Scene, group: Group | None, substance: Mention | None) -> Group | None:
    """ "patients treated with X at 500 mg": an arm; "adults treated with X" are adults."""
    if group is None or substance is None or not group.first < substance.first < group.last:
        return group
    ahead = scene.words(group.first, substance.first)
    if "treated" not in ahead[1:] or "not" in ahead:
        return group
    last = group.first + ahead.index("treated", 1)
    said = last - group.first > 1 or scene.tokens[group.first].text not in GENERIC
    return group._replace(last=last) if said else None


def population_of(
    statement: Statement, groups: Sequence[Group], elsewhere: Sequence[Group], before: Sequence[Group | None]
) -> Group | None:
    """The group an amount is for. `elsewhere`: named outside its sentence; `before`: those of earlier amounts."""
    phrases = [Phrase(group.first, group.last, group, group.sorts) for group in (*elsewhere, *groups)]
    return attach(Question.POPULATION, statement, phrases, before)
