"""How often and how long: the timing and duration that belong to an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.language.dosages.clause.attached import Phrase, attach
from cleaner.language.dosages.clause.choosing import Question
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.model import Duration, Timing
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.units import HOURS

_VALUE = re.compile(r"([\d.]+)(?:-([\d.]+))?/([\d.]+)(?:-([\d.]+))?([a-z]+)\Z")
_SHORTEST_COURSE = 24.0  # what lasts less is how long an infusion runs
_LONG_HOURS = 48.0  # what lasts less is an infusion or a sitting, no course of treatment
_ONCE = "a single dose"
_CHANGES = words("change_verbs.txt")


class Rhythm(NamedTuple):
    """A timing with its words, None for a denominator; `total`: the amount is a sum over the period."""

    timing: Timing
    total: bool
    cue: Hit | None = None


class Course(NamedTuple):
    """A duration with the words it was read from."""

    duration: Duration
    cue: Hit


def rhythm_of(statement: Statement, before: Sequence[Rhythm | None], single: bool) -> Rhythm | None:
    """The timing of an amount: its denominator, else the words that belong to it. `before`: of earlier amounts."""
    amount = statement.amount
    if amount.every is not None:
        count, unit = amount.every
        return Rhythm(_timing(1, 1, count, count, unit), True)
    counts = amount.unit.dimension == "count"
    phrases = [
        Phrase(hit.first, hit.last, rhythm, tuple(_sorts(hit, rhythm)))
        for hit in statement.scene.cues.of("timing")
        if (rhythm := _rhythm(hit, counts)) is not None
        and not statement.scene.in_amount(hit.first)
        and not (single and _of_another(hit, statement))
    ]
    return attach(Question.TIMING, statement, phrases, before, about=_ONCE if single else None)


def _of_another(hit: Hit, statement: Statement) -> bool:
    """Whether words stand behind the next amount: "a single dose of 5 mg and 10 mg twice a day"."""
    following = statement.scene.amounts[statement.index + 1 : statement.index + 2]
    return any(amount.first < hit.first for amount in following)


def _sorts(hit: Hit, rhythm: Rhythm) -> Iterator[str]:
    """What sort of words a timing is."""
    yield from (f"written {flag}" for flag in hit.value.split()[1:])
    yield f"a {rhythm.timing.unit}"


def _rhythm(hit: Hit, counts: bool) -> Rhythm | None:
    spec, *flags = hit.value.split()
    if spec == "none" or hit.times == ("s",):
        return None  # "and a second group had": nobody is dosed by the second in words
    if "days" in flags and not counts and any(number % 24 for number in hit.numbers[0]):
        return None  # "over 4 hours" is how long an infusion runs; "over 24 hours", "4 doses in 12 hours" are none
    read = _read(spec, hit.numbers, hit.times)
    return Rhythm(read, "total" in flags, hit) if read is not None else None


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


def duration_of(statement: Statement, before: Sequence[Course | None], single: bool) -> Course | None:
    """How long the amount is taken. `before`: what earlier amounts took."""
    phrases = [
        Phrase(hit.first, hit.last, course, (f"written {hit.value}",))
        for hit in statement.scene.cues.of("duration")
        if (course := _course(hit, statement)) is not None and not (single and _of_another(hit, statement))
    ]
    return attach(Question.DURATION, statement, phrases, before, about=_ONCE if single else None)


def _is_age(hit: Hit, statement: Statement) -> bool:
    """ "patients over 65 years": no span of time."""
    return any(people.last == hit.first for people in statement.scene.cues.of("people"))


def _course(hit: Hit, statement: Statement) -> Course | None:
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
    return Course(Duration(low, unit, high if high > low else None), hit)


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
