"""How often and how long: the timing and duration that belong to an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cleaner.language.dosages.amounts import Shape
from cleaner.language.dosages.model import Duration, Timing
from cleaner.language.dosages.numbered import label_before
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.sentences import TOP
from cleaner.language.dosages.statement import Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.units import HOURS

_VALUE = re.compile(r"([\d.]+)(?:-([\d.]+))?/([\d.]+)(?:-([\d.]+))?([a-z]+)\Z")
_SUMS = (["a", "total", "of"], ["cumulative", "dose", "of"])
_SHORTEST_COURSE = 24.0  # what lasts less is how long an infusion runs
_LONG_HOURS = 48.0  # what lasts less is an infusion or a sitting, no course of treatment
_JOINTS = frozenset({"and", "or", "plus", "+", ",", "/", "(", ")"})
_PARALLEL = frozenset({"while", "and", "whereas", "but"})
_CLAUSE_ENDS = frozenset({".", ",", ";", ")", "!", "?"})
_MOST_BEHIND = 24  # words between an amount and a timing that is still its own
_MOST_JOINT = 9
_MOST_ENUMERATED = 20  # words between members of an enumeration that share a duration
_CHANGES = words("change_verbs.txt")
_VERBS = _CHANGES | {"should", "must", "may", "was", "were", "is"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A timing with the words it was read from; `total`: the amount is a sum over the period."""

    timing: Timing
    total: bool
    cues: tuple[Hit, ...] = ()


def rhythm_of(statement: Statement) -> Rhythm | None:
    """The timing of an amount: its denominator, words behind or before it, or those of the list it is part of."""
    amount = statement.amount
    if amount.every is not None:
        count, unit = amount.every
        return Rhythm(_timing(1, 1, count, count, unit), True)
    own = _own(statement)
    if statement.scene.words(statement.head.first - 3, statement.head.first) in _SUMS:
        return own if own is not None and own.cues[0].first >= statement.tail else None
    if own is None and amount.shape is Shape.LISTED and statement.foot != statement.index:
        return rhythm_of(statement.scene.statements[statement.foot])
    return own or _from_list(statement) or _from_parallel(statement) or _from_levels(statement)


def _own(statement: Statement) -> Rhythm | None:
    if not statement.scene.cues.of("timing"):
        return None
    reach = statement.tail + _MOST_BEHIND
    behind = (hit for hit in statement.after("timing") if hit.first <= reach)
    once = next(_rhythms(statement, behind), None)
    if once is not None and "divided" not in _said(statement, once):
        return once
    ahead = (hit for hit in statement.before("timing") if "close" not in hit.value or hit.times == ("d",))
    lead = next(_rhythms(statement, ahead), None)
    if once is not None:
        return lead if lead is not None and lead.total else once
    return lead or next(_rhythms(statement, statement.inside("timing")), None)


def _said(statement: Statement, rhythm: Rhythm) -> list[str]:
    return statement.scene.words(rhythm.cues[0].first, rhythm.cues[0].last)


def _rhythms(statement: Statement, hits: Iterable[Hit]) -> Iterator[Rhythm]:
    counts = statement.amount.unit.dimension == "count"
    for hit in hits:
        if (rhythm := _rhythm(hit, counts)) is not None:
            yield rhythm


def _rhythm(hit: Hit, counts: bool) -> Rhythm | None:
    spec, *flags = hit.value.split()
    if spec == "none" or hit.times == ("s",):
        return None  # "and a second group had": nobody is dosed by the second in words
    if "days" in flags and not counts and any(number % 24 for number in hit.numbers[0]):
        return None  # "over 4 hours" is how long an infusion runs; "over 24 hours", "4 doses in 12 hours" are none
    read = _read(spec, hit.numbers, hit.times)
    return Rhythm(read, "total" in flags, (hit,)) if read is not None else None


@lru_cache(maxsize=512)
def _read(spec: str, numbers: tuple[tuple[float, float], ...], times: tuple[str, ...]) -> Timing | None:
    """A timing of the cue file's value: "2/1d", "<n>/1<t>", "1/<n><t>"."""
    for name, number in zip(("<n>", "<n2>"), numbers, strict=False):
        low, high = number
        spec = spec.replace(name, f"{low:g}" if low == high else f"{low:g}-{high:g}")
    spec = spec.replace("<t>", times[0] if times else "")
    match = _VALUE.match(spec)
    if match is None:
        return None
    count, count_max, period, period_max, unit = match.groups()
    if float(count) <= 0 or float(period) <= 0:
        return None
    return _timing(float(count), float(count_max or count), float(period), float(period_max or period), unit)


def _timing(count: float, count_max: float, period: float, period_max: float, unit: str) -> Timing:
    if unit == "h" and period == period_max and period % 24 == 0:
        period, period_max, unit = period / 24, period_max / 24, "d"
    return Timing(
        count,
        period,
        unit,
        count_max if count_max != count else None,
        period_max if period_max != period else None,
    )


def _from_list(statement: Statement) -> Rhythm | None:
    """ "zinc 20 mg plus copper 1 mg daily", "the daily amounts were 500 mg of C, 400 IU of E"."""
    scene = statement.scene
    index = statement.foot
    while index + 1 < len(scene.amounts) and _joined(
        scene.amounts[index].tail, scene.amounts[index + 1].first, statement
    ):
        index += 1
        other = scene.statements[index]
        if scene.amounts[index].every is not None:
            break
        if (found := next(_rhythms(other, other.after("timing")), None)) is not None:
            return found
    index = statement.index
    while index and _joined(scene.amounts[index - 1].tail, scene.amounts[index].first, statement):
        index -= 1
        if scene.amounts[index].every is not None:
            return None
        if next(_rhythms(scene.statements[index], scene.statements[index].after("timing")), None) is not None:
            return None
        if (
            found := next(_rhythms(scene.statements[index], scene.statements[index].before("timing")), None)
        ) is not None:
            return found
    return None


def _from_parallel(statement: Statement) -> Rhythm | None:
    """ "Women need 18 mg of iron a day, while men need 8 mg": the total per period of the clause that this one mirrors.

    The unit must be the same, and a bare amount must end its clause.
    """
    scene, amount = statement.scene, statement.amount
    following = scene.words(statement.tail, min(statement.tail + 1, scene.sentence.last))
    if not statement.index or amount.per or (following and following[0] not in _CLAUSE_ENDS):
        return None
    before = scene.statements[statement.index - 1]
    between = scene.words(before.tail, statement.head.first)
    if before.amount.unit != amount.unit or not _PARALLEL.intersection(between) or before.amount.every is not None:
        return None
    found = next(_rhythms(before, before.after("timing")), None)
    return found if found is not None and found.total else None


def _from_levels(statement: Statement) -> Rhythm | None:
    """ "given weekly: level 1, 10 mg; level 2, 20 mg": what stands in front of the first level holds for all."""
    scene = statement.scene
    label = label_before(scene.tokens, statement.head.first)
    if label is None:
        return None
    for other in scene.statements[: statement.index]:
        if label_before(scene.tokens, other.head.first) == label:
            own = _own(other)
            return own if own is not None and own.cues[0].last <= other.head.first else None
    return None


def _joined(last: int, first: int, statement: Statement) -> bool:
    """Whether two amounts are members of one enumeration: a joint and a few words between them, no barrier."""
    scene = statement.scene
    between = scene.tokens[last:first]
    if len(between) == 1 and between[0].text == "to":
        return True  # "fell from 22.5 mg to 7.5 mg a day"
    if not 0 < len(between) <= _MOST_JOINT or not any(token.text in _JOINTS for token in between):
        return False
    if any(token.text in ";:" or token.text in _VERBS for token in between):
        return False
    return not any(last <= barrier.first < first for barrier in scene.cues.of("barrier"))


def duration_of(statement: Statement) -> tuple[Duration, Hit] | None:
    """How long the amount is taken: words behind it, then of the list it is in, then before it."""
    for hit in statement.after("duration"):
        if (found := _duration(hit, statement)) is not None:
            return found, hit
    for hit in statement.inside("duration"):
        if (found := _duration(hit, statement)) is not None:
            return found, hit
    for hit in enumerated(statement, "duration"):
        if hit.value != "bare" and (found := _duration(hit, statement)) is not None:
            return found, hit
    for hit in statement.before("duration"):
        if hit.value != "bare" and (found := _duration(hit, statement)) is not None:
            return found, hit
    return None


def _is_age(hit: Hit, statement: Statement) -> bool:
    """ "patients over 65 years": no span of time."""
    return any(people.last == hit.first for people in statement.scene.cues.of("people"))


def enumerated(statement: Statement, role: str) -> Iterator[Hit]:
    """Cues behind the later members of the enumeration that the amount is in: "A 5 mg, B 2 mg, given orally"."""
    scene, index = statement.scene, statement.foot
    hits = scene.cues.of(role)
    if not hits or hits[-1].first < statement.tail:
        return
    while index + 1 < len(scene.amounts) and _enumerated(statement, index):
        index += 1
        yield from (hit for hit in scene.statements[index].after(role) if statement.sees_after(hit.first))


def _enumerated(statement: Statement, index: int) -> bool:
    """Whether no barrier parts amount `index` from the next one."""
    scene = statement.scene
    last, first = scene.amounts[index].tail, scene.amounts[index + 1].first
    between = scene.words(last, first)
    if len(between) > _MOST_ENUMERATED or any(word == ";" or word in _VERBS for word in between):
        return False
    if any(last <= hit.first < first for hit in scene.cues.of("duration") if hit.value == "near"):
        return False
    return not any(last <= barrier.first < first for barrier in scene.cues.of("barrier"))


def _duration(hit: Hit, statement: Statement) -> Duration | None:
    if hit.value == "long" and any(
        t.first < hit.last and hit.first < t.last for t in statement.scene.cues.of("timing")
    ):
        return None  # "five times during 48 hours" is how often
    if _is_age(hit, statement):
        return None
    unit = hit.times[0]
    low, high = hit.numbers[0] if hit.numbers else (1.0, 1.0)
    if low <= 0:
        return None
    if hit.value == "bare" and not _follows_timing(hit, statement):
        return None
    if unit in ("s", "min") or low * HOURS[unit] < _SHORTEST_COURSE:
        return None
    if hit.value == "long" and (low * HOURS[unit] < _LONG_HOURS or _tells_of_change(hit, statement)):
        return None
    return Duration(low, unit, high if high > low else None)


def _tells_of_change(hit: Hit, statement: Statement) -> bool:
    """ "increased over 16 weeks": how long the change takes, not how long the amount is taken."""
    return any(word in _CHANGES for word in statement.scene.words(hit.first - 3, hit.first))


def _follows_timing(hit: Hit, statement: Statement) -> bool:
    """ "250 mg q 12 h 3 days": a bare span of time right behind the timing."""
    timings = [other for other in statement.after("timing") if other.last <= hit.first]
    if not timings:
        return False
    between = statement.scene.words(timings[-1].last, hit.first)
    return all(word in (",", "x") for word in between) and statement.scene.sentence.group_of(hit.first) in (
        TOP,
        statement.scene.sentence.group_of(statement.amount.first),
    )
