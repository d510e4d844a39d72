"""Whom an amount is for: which of the groups that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.mentions import Mention
from cleaner.language.dosages.populations import GENERIC, Group
from cleaner.language.dosages.sentences import TOP
from cleaner.language.dosages.statement import Scene, Statement

_OPENERS = frozenset({"after", "following", "upon", "before"})


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


def population_of(statement: Statement, groups: Sequence[Group]) -> Group | None:
    """The group an amount is for: led by "for" or "in" right behind it, else the last one named before it."""
    scene, tail = statement.scene, statement.tail
    following = [other.first for other in scene.amounts[statement.foot + 1 :]]
    stop = following[0] if following else scene.sentence.last
    for group in groups:
        if group.led and tail <= group.first < stop and _belongs(statement, group):
            return group
    begin, end = _segment(scene, statement.head.first, tail)
    before = [group for group in groups if group.last <= statement.head.first]
    if before and before[-1].first >= begin:
        return before[-1]
    closing = [group for group in groups if tail <= group.first and group.last == end]
    if closing and closing[0].first < stop and scene.words(closing[0].first - 1, closing[0].first) == [","]:
        return closing[0]  # "10 ml three times a day, adults; 5 ml twice a day, children"
    if before:
        return before[-1]
    behind = [group for group in groups if group.led and group.first >= tail and statement.sees_after(group.first)]
    return behind[0] if behind else _subject(statement, groups) or _of_all(statement, groups)


def _subject(statement: Statement, groups: Sequence[Group]) -> Group | None:
    """ "After 10 mg of X, healthy men slept longer": the subject behind the phrase that opens the sentence."""
    scene = statement.scene
    if scene.tokens[scene.sentence.first].text not in _OPENERS:
        return None
    subjects = (group for group in groups if scene.words(group.first - 1, group.first) == [","])
    subject = next((group for group in subjects if group.first >= statement.tail), None)
    clear = subject is not None and all(a.tail <= subject.first for a in scene.amounts[: statement.foot + 2])
    return subject if clear else None


def _of_all(statement: Statement, groups: Sequence[Group]) -> Group | None:
    """ "A (5 mg) and B (10 mg) for sleep of adults with asthma": the one group behind amounts in parentheses."""
    scene = statement.scene
    if len(groups) != 1 or any(scene.sentence.group_of(amount.first) == TOP for amount in scene.amounts):
        return None
    group = groups[0]
    behind = group.first >= scene.amounts[-1].tail and scene.sentence.group_of(group.first) == TOP
    return group if behind and scene.words(group.first - 1, group.first) == ["of"] else None


def _segment(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The tokens between the semicolons or stops around an amount."""
    begin, end = first, last
    while begin > scene.sentence.first and scene.tokens[begin - 1].text != ";":
        begin -= 1
    while end < scene.sentence.last and scene.tokens[end].text not in ";.\n":
        end += 1
    return begin, end


def _belongs(statement: Statement, group: Group) -> bool:
    """Whether a group behind an amount is seen from it: no semicolon between, no parenthesis of another amount."""
    scene = statement.scene
    return statement.sees_after(group.first) and all(
        scene.tokens[i].text != ";" for i in range(statement.tail, group.first)
    )
