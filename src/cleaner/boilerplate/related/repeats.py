"""Titles printed twice or more on one line: "T T", "T T T", "T 27/10/23 T", "T... T", "T ~ T'".

A flattener that prints a picture's alternative text beside the link of the same words doubles every title of a list of
links. `segment` explains a line of words as cheaply as it can, as single words and repeated units, by dynamic
programming: a greedy reading breaks where a title repeats words of its own or neighbours share a beginning.

Nothing here decides that a repeat is boilerplate: photo credits, refrains and table rows repeat as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner.described import Described

MIN_WORDS = 3  # shorter repeats ("Vitamin D Vitamin D") are names in a list as often as they are titles
MAX_WORDS = 40  # longer than any headline
MAX_GAP = 6  # words of a date, a topic or "Read more about" between two copies
MAX_COPIES = 4  # of one title in one unit; more copies make several units
NEAR = 0.10  # share of words that may differ between near copies
NEAR_MIN_WORDS = 6  # below, one differing word makes another title ("Men's 6", "Men's 7")

Words = Sequence[str]
Span = tuple[int, int]
Interrupts = Callable[[int], bool]


class Kind(Described):
    """How the copies of a unit relate."""

    EXACT = "exact", "Equal copies side by side."
    PARTED = "parted", "Equal copies with a few words between them."
    CUT = "cut", "One copy ends in an ellipsis."
    NEAR = "near", "Copies that differ in a word or two."


_COST = {Kind.EXACT: 1.0, Kind.PARTED: 2.0, Kind.CUT: 1.4, Kind.NEAR: 1.8}
_EXTRA_COPY = -0.1  # three copies explain more than two and something left over


@dataclass(frozen=True, slots=True)
class Unit:
    """A repeated title: half-open word offsets of the whole unit and of the copy that shows the title in full."""

    start: int
    end: int
    title: Span
    copies: int
    kind: Kind
    gap: Span | None = None  # PARTED: the words between the copies

    @property
    def cost(self) -> float:
        return _COST[self.kind] + _EXTRA_COPY * (self.copies - 2)


def segment(words: Words, cut_after: Interrupts | None = None) -> list[Unit]:
    """The units of the cheapest reading of `words` (compared as given: fold case before), in order, none overlapping.

    `cut_after(i)` says that an ellipsis follows word `i`. A word outside a unit costs 1, a unit between 1 and 2
    whatever its length. Time and memory grow with the number of words, not with the number of repeats.
    """
    if len(set(words)) > len(words) - MIN_WORDS:
        return []  # fewer than three words stand twice
    if len(set(zip(words, words[1:], words[2:], strict=False))) >= len(words) - 2:
        return []  # no three words in a row do
    by_start: dict[int, list[Unit]] = {}
    for unit in _candidates(words, cut_after):
        by_start.setdefault(unit.start, []).append(unit)
    if not by_start:
        return []
    return _grown(words, _cheapest(len(words), by_start))


def _grown(words: Words, units: list[Unit]) -> list[Unit]:
    """Take a title's further copy into its unit: right before it, or a few words behind ("T T Read more: T")."""
    grown: list[Unit] = []
    for number, unit in enumerate(units):
        title = words[slice(*unit.title)]
        size = len(title)
        floor = grown[-1].end if grown else 0
        ceiling = units[number + 1].start if number + 1 < len(units) else len(words)
        start, end, copies = unit.start, unit.end, unit.copies
        if start - size >= floor and words[start - size : start] == title:
            start, copies = start - size, copies + 1
        for at in range(end, min(end + MAX_GAP, ceiling - size) + 1):
            if words[at : at + size] == title:
                end, copies = at + size, copies + 1
                break
        grown.append(replace(unit, start=start, end=end, copies=copies) if copies > unit.copies else unit)
    return grown


def _cheapest(length: int, by_start: dict[int, list[Unit]]) -> list[Unit]:
    """Shortest path from the last word back to the first, over single words and units."""
    best = [0.0] * (length + 1)
    choice: list[Unit | None] = [None] * length
    for at in range(length - 1, -1, -1):
        best[at] = best[at + 1] + 1.0
        for unit in by_start.get(at, ()):
            cost = unit.cost + best[unit.end]
            if cost < best[at]:
                best[at], choice[at] = cost, unit
    units = []
    at = 0
    while at < length:
        chosen = choice[at]
        if chosen is None:
            at += 1
        else:
            units.append(chosen)
            at = chosen.end
    return units


@dataclass(frozen=True, slots=True)
class _Match:
    """`words[start:start+length]` stands again `distance` words later; neither end can be extended."""

    start: int
    length: int
    distance: int


def _matches(words: Words) -> Iterator[_Match]:
    """Maximal matches between neighbouring occurrences, found through word triples.

    A triple is compared with its last occurrence only, so there are fewer matches than words.
    """
    last: dict[tuple[str, str, str], int] = {}
    open_start = open_distance = -1
    seen_until: dict[int, int] = {}  # distance -> end of the last match at it, so that none is found twice
    for at, triple in enumerate(zip(words, words[1:], words[2:], strict=False)):
        before = last.get(triple)
        last[triple] = at
        if before is None:
            open_distance = -1
            continue
        distance = at - before
        if distance == open_distance and before == open_start + 1:
            open_start = before
            continue
        open_start, open_distance = before, distance
        if distance > MAX_WORDS + MAX_GAP or seen_until.get(distance, -1) > before:
            continue
        match = _extended(words, before, distance)
        seen_until[distance] = match.start + match.length
        yield match


def _extended(words: Words, at: int, distance: int) -> _Match:
    """The maximal match through words `at` and `at + distance`, looked for to the left for one period at most."""
    start = at
    while start > 0 and at - start < distance and words[start - 1] == words[start - 1 + distance]:
        start -= 1
    end = at
    while end + distance < len(words) and words[end] == words[end + distance]:
        end += 1
    return _Match(start, end - start, distance)


def _candidates(words: Words, cut_after: Interrupts | None) -> Iterator[Unit]:
    for match in _matches(words):
        if match.length >= match.distance:
            yield from _side_by_side(match, cut_after)
        else:
            yield from _broken(words, match, cut_after)


def _side_by_side(match: _Match, cut_after: Interrupts | None) -> Iterator[Unit]:
    """Every place where two to `MAX_COPIES` whole copies fit into the match.

    Where an ellipsis ends the first copy, the second goes on to an end that only the caller can see: the unit is CUT,
    ends with the shared words, and its title is the second copy.
    """
    period = match.distance
    if not MIN_WORDS <= period <= MAX_WORDS:
        return
    stop = match.start + match.length + period
    for start in range(match.start, match.start + match.length - period + 1):
        second = start + period
        if cut_after is not None and cut_after(second - 1):
            yield Unit(start, second + period, (second, second + period), 2, Kind.CUT)
            continue
        for copies in range(2, min(MAX_COPIES, (stop - start) // period) + 1):
            yield Unit(start, start + copies * period, (start, second), copies, Kind.EXACT)


def _broken(words: Words, match: _Match, cut_after: Interrupts | None) -> Iterator[Unit]:
    """Copies that are not both whole: parted, second one cut, or nearly equal."""
    start, length, distance = match.start, match.length, match.distance
    second = start + distance
    if length >= MIN_WORDS and cut_after is not None and cut_after(second + length - 1) and distance <= MAX_WORDS:
        yield Unit(start, second + length, (start, second), 2, Kind.CUT)
        return
    gap = distance - length
    if length >= MIN_WORDS and gap <= MAX_GAP:
        yield Unit(start, second + length, (start, start + length), 2, Kind.PARTED, gap=(start + length, second))
    if NEAR_MIN_WORDS <= distance <= MAX_WORDS:
        yield from _near(words, match)


def _near(words: Words, match: _Match) -> Iterator[Unit]:
    """Copies whose shared beginning, or shared end, is the match. The second may be a little longer or shorter."""
    distance = match.distance
    allowed = max(1, int(NEAR * distance))
    if match.length * (allowed + 1) < distance - allowed:
        return  # `allowed` differences leave a longer stretch than this
    for start in (match.start, match.start + match.length - distance):
        if start < 0:
            continue
        first = words[start : start + distance]
        for length in sorted(range(distance - allowed, distance + allowed + 1), key=lambda size: abs(size - distance)):
            end = start + distance + length
            # an end that differs is as likely the beginning of what follows
            if end > len(words) or words[end - 1] != first[-1]:
                continue
            if _differences(first, words[start + distance : end], allowed) <= allowed:
                yield Unit(start, end, (start, start + distance), 2, Kind.NEAR)
                return


def _differences(one: Words, other: Words, allowed: int) -> int:
    """Word edit distance, or more than `allowed` as soon as that is certain."""
    row = list(range(len(other) + 1))
    for i, word in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            here = min(row[j] + 1, row[j - 1] + 1, diagonal + (word != against))
            diagonal, row[j] = row[j], here
        if min(row) > allowed:
            return allowed + 1
    return row[-1]
