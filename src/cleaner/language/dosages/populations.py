"""Whom an amount is for: the group of people the clause names, as worded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language.dosages.phrases import Hit, Phrases
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.tables import words

_RIGHT = Phrases("people_right")
_LEFT = words("people_left.txt")
_STOP = words("people_stop.txt")
_GENERIC = words("people_generic.txt")
_PREPOSITIONS = frozenset({"for", "in", "among"})
_MOST_RIGHT = 14


class Group(NamedTuple):
    """Tokens `first` to `last` (exclusive) name a group of people; `led` by "for" or "in"."""

    first: int
    last: int
    led: bool


def groups_in(scene: Scene) -> list[Group]:
    """The groups a sentence names, in reading order; "patients" and their like only with a description."""
    groups: list[Group] = []
    for hit in scene.cues.of("people"):
        if groups and hit.first < groups[-1].last:
            continue
        group = _grown(scene, hit)
        if group is not None:
            groups.append(group)
    return groups


def _grown(scene: Scene, hit: Hit) -> Group | None:
    first, tokens = hit.first, scene.tokens
    while first > scene.sentence.first and tokens[first - 1].text in _LEFT | {"-"}:
        first -= 1
    while first < hit.first and tokens[first].text in ("and", "or", "of", "all", "most", "-", "as"):
        first += 1
    last = hit.last
    while last + 1 < scene.sentence.last and tokens[last].text in ("and", "or") and _is_head(scene, last + 1):
        last += 2
    last = _right(scene, last)
    if tokens[hit.first].text in _GENERIC and last == hit.last and first == hit.first:
        return None
    led = first > scene.sentence.first and tokens[first - 1].text in _PREPOSITIONS
    return Group(first, last, led)


def _is_head(scene: Scene, index: int) -> bool:
    return any(hit.first == index for hit in scene.cues.of("people"))


def _right(scene: Scene, last: int) -> int:
    tokens, end = scene.tokens, scene.sentence.last
    for hit in _RIGHT.find(tokens, last, min(last + 1, end)) if last < end else ():
        if hit.value == "right":
            return _right(scene, hit.last)
    window = _RIGHT.find(tokens, last, min(last + _MOST_RIGHT, end))
    for hit in window:
        if hit.first != last:
            break
        if hit.value == "right":
            return hit.last
        stop = hit.first + 1
        while stop < min(end, hit.first + _MOST_RIGHT) and tokens[stop].text not in _STOP:
            stop += 1
        return stop
    return last


def population_of(statement: Statement, groups: Sequence[Group]) -> Group | None:
    """The group an amount is for: led by "for" or "in" right behind it, else the last one named before it."""
    scene, tail = statement.scene, statement.tail
    following = [other.first for other in scene.amounts[statement.foot + 1 :]]
    stop = following[0] if following else scene.sentence.last
    for group in groups:
        if group.led and tail <= group.first < stop and not _parted(scene, tail, group.first):
            return group
    before = [group for group in groups if group.last <= statement.head.first]
    if before:
        return before[-1]
    behind = [group for group in groups if group.led and group.first >= tail]
    return behind[0] if behind and statement.index == len(scene.amounts) - 1 else None


def _parted(scene: Scene, first: int, last: int) -> bool:
    return any(scene.tokens[i].text in ";" for i in range(first, last))
