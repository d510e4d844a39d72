"""What an amount is of: by its place in the clause, else the nearest candidate of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.language.dosages.mentions import Mention, run_after, run_before
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import WORD

_LINKS = words("substance_links.txt")
_MOST_LINKS = 9
_DETERMINERS = frozenset(
    {"the", "a", "an", "elemental", "oral", "pure", "total", "added", "supplemental", "additional"}
)
_AFTER_PENALTY = 6
_CLAIMED_PENALTY = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with how it was found: by place (`slot`) or as the nearest."""

    mention: Mention
    slot: bool


def by_place(statement: Statement, mentions: Sequence[Mention]) -> Found | None:
    """ "of X" and "X" right behind the amount, "X (" and "X at a dose of" right before it."""
    scene, amount = statement.scene, statement.amount
    if amount.multiplied and (inner := [m for m in mentions if amount.first <= m.first and m.last <= amount.last]):
        return Found(inner[-1], True)
    index, of = _behind(statement)
    direct = _at(mentions, index, scene, of)
    if direct is not None:
        return Found(direct, True)
    lead = _before(statement, mentions)
    if lead is not None and not of:
        return Found(lead, True)
    last = scene.sentence.last
    run = run_after(scene.tokens, index, last) if index < last else None
    if run is not None and (of or _plausible(scene, run)):
        return Found(run, True)
    if lead is not None:
        return Found(lead, True)
    run = run_before(scene.tokens, _lead_end(statement), scene.sentence.first)
    if (
        run is not None
        and run.last < statement.head.first + 1
        and _plausible(scene, run)
        and _capital_or_slot(statement, run)
    ):
        return Found(run, True)
    return None


def _behind(statement: Statement) -> tuple[int, bool]:
    """Where the words behind the amount, its timing and its bound begin; whether "of" leads to them."""
    scene = statement.scene
    index, last = statement.tail, scene.sentence.last
    spans = {hit.first: hit.last for role in ("timing", "bound", "forms") for hit in scene.cues.of(role)}
    moved = True
    while moved and index < last:
        moved = False
        if index in spans:
            index, moved = spans[index], True
        elif scene.tokens[index].text == ")" and scene.sentence.group_of(statement.amount.first) != -1:
            index, moved = index + 1, True
    of = index < last and scene.tokens[index].text == "of"
    if of:
        index += 1
    while (
        index < last
        and scene.tokens[index].text in _DETERMINERS
        and (of or scene.tokens[index].text not in ("a", "an", "the"))
    ):
        index += 1
    return index, of


def _at(mentions: Sequence[Mention], index: int, scene: Scene, of: bool) -> Mention | None:
    """A mention that starts at a token, or a few name-like words behind it after "of"."""
    for mention in mentions:
        if mention.first == index:
            return mention
        if (
            of
            and index < mention.first <= index + 4
            and all(
                t.kind == WORD and t.text not in ("and", "or", "to", "in", "for", "with")
                for t in scene.tokens[index : mention.first]
            )
        ):
            return mention
    return None


def _lead_end(statement: Statement) -> int:
    """The index after the last word in front of the amount that only links it to its substance."""
    scene = statement.scene
    index, floor = statement.head.first, scene.sentence.first
    ends = {hit.last: hit.first for role in ("bound", "timing", "route", "forms") for hit in scene.cues.of(role)}
    steps = 0
    while index > floor and steps < _MOST_LINKS:
        token = scene.tokens[index - 1]
        if index in ends and ends[index] >= floor:
            index = ends[index]
        elif token.text in _LINKS:
            index -= 1
        else:
            break
        steps += 1
    return index


def _before(statement: Statement, mentions: Sequence[Mention]) -> Mention | None:
    index = _lead_end(statement)
    for mention in reversed(mentions):
        if mention.last == index and not mention.food:
            return mention
    return None


def _plausible(scene: Scene, run: Mention) -> bool:
    """A run of words no component knows is taken for a name if it is short and no number."""
    tokens = scene.tokens[run.first : run.last]
    return run.last - run.first <= 4 and any(len(t.text) > 2 or t.text.isupper() for t in tokens if t.kind == WORD)


def _capital_or_slot(statement: Statement, run: Mention) -> bool:
    """In front of an amount: only directly before it or its parenthesis."""
    gap = statement.scene.words(run.last, statement.head.first)
    return len(gap) <= 2 and all(word in ("(", ",", ":", "at", "<", "≤", ">") for word in gap)


def nearest(statement: Statement, mentions: Sequence[Mention], claimed: set[int]) -> Mention | None:
    """The nearest candidate of the sentence, rather in front, rather not what another amount is of."""
    best, least = None, 10_000.0
    for mention in mentions:
        if mention.last <= statement.head.first:
            cost = float(statement.head.first - mention.last)
            if statement.scene.sentence.reach_before(statement.amount.first, mention.first) is None:
                cost += 15
        elif mention.first >= statement.amount.last:
            cost = float(mention.first - statement.tail + _AFTER_PENALTY)
            if statement.scene.sentence.reach_after(statement.amount.first, mention.first) is None:
                cost += 15
        else:
            cost = 0.0
        if mention.first in claimed:
            cost += _CLAIMED_PENALTY
        if mention.food:
            cost += 200
        if cost < least:
            best, least = mention, cost
    return best
