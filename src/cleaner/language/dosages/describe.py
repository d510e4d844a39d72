"""Puts a dose together: asks each rule for its field and keeps the words that answered as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.contract.vocabulary import Bound, DoseKind, DoseStep, SubstanceSource
from cleaner.language.dosages.administration import events_of, form_of, needed_of, route_of, single_of, step_of
from cleaner.language.dosages.amounts import Amount, Shape
from cleaner.language.dosages.assignment import assigned, in_a_row
from cleaner.language.dosages.bounds import Bounding, bound_of, shared
from cleaner.language.dosages.columns import Columns
from cleaner.language.dosages.context import Route
from cleaner.language.dosages.for_whom import population_of, without_arm
from cleaner.language.dosages.kinds import BODY, Facts, Feature, Verdict, agreed, kind_of
from cleaner.language.dosages.mentions import Mention, Names
from cleaner.language.dosages.model import Dose, Duration, Evidence, Substance, Timing
from cleaner.language.dosages.normal import Normal
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.populations import Group, groups_in
from cleaner.language.dosages.sentences import TOP
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.timing import Rhythm, duration_of, rhythm_of
from cleaner.language.dosages.units import DAYS

_CHANGES = frozenset({DoseStep.INCREMENT, DoseStep.DECREMENT})
_APART = frozenset({DoseKind.UPPER_LIMIT, DoseKind.CONTENT})
_MOST_KIND_CUES = 3
_REPEATS = frozenset({"(", "=", "/"})
_REPEAT_WORDS = frozenset(
    {"or", "about", "approximately", "~", "approx", "equal", "equals", "equivalent", "to", "ie", "="}
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence can draw on: its candidates, the substance named further off, its heading, the tables."""

    names: Names
    further: Substance | None
    features: Sequence[Feature]
    columns: Columns
    listed_limit: bool = False  # an item of a list under "no more than:"
    route: Route | None = None  # of the heading

    def limits(self, offset: int) -> bool:
        """Whether something outside the sentence makes a maximum of the amount at an offset."""
        return self.listed_limit or self.columns.states_limit(offset)


def describe(scene: Scene, surroundings: Surroundings, normal: Normal, original: str) -> list[Dose]:
    """A dose for each amount of a scene, in reading order."""
    statements = scene.statements
    twins = [_twin(scene, index) for index in range(len(scene.amounts))]
    mentions = assigned(statements, twins, surroundings.names, surroundings.further)
    groups = groups_in(scene, surroundings.names.conditions)
    doses: list[Dose] = []
    bounds: list[Bounding] = []
    verdicts: list[Verdict] = []
    for statement in statements:
        twin = twins[statement.index]
        bounding = bound_of(statement)
        if bounding.bound is Bound.EXACT and surroundings.limits(statement.amount.start):
            bounding = Bounding(Bound.UPPER, True)
        if twin is None and statement.index and bounding.bound is Bound.EXACT:
            bounding = shared(statement, bounds[-1]) or bounding
        if _caps(statement, bounding):
            bounding = Bounding(Bound.UPPER, True, *bounding.cues)
        if twin is not None and bounding.bound is Bound.EXACT:
            bounding = bounds[twin]
            if bounding.bound is Bound.RANGE and statement.amount.shape is not Shape.RANGE:
                bounding = Bounding(Bound.EXACT, bounding.limit, *bounding.cues)
        bounds.append(bounding)
        maker = _Maker(statement, normal, original, surroundings, bounding)
        base = doses[twin] if twin is not None else None
        dose = maker.dose(mentions[statement.index], population_of(statement, groups), base)
        if doses and in_a_row(scene, statement.index):
            dose = replace(dose, route=dose.route or doses[-1].route, form=dose.form or doses[-1].form)
        doses.append(dose)
        verdicts.append(maker.verdict)
    return _agreed(doses, verdicts)


def _caps(statement: Statement, bounding: Bounding) -> bool:
    """Whether an upper bound is the maximum of the dose before it.

    "0.01 mg/kg (up to 0.3 mg)" caps a dose that grows with the body, "every 8 hours, up to 4 g a day" the sum of a day.
    """
    scene, index = statement.scene, statement.index
    if bounding.bound is not Bound.UPPER or not index:
        return False
    if scene.sentence.group_of(statement.amount.first) == TOP:
        previous = scene.statements[index - 1]
        one, whole = rhythm_of(previous), rhythm_of(statement)
        same = previous.amount.unit.dimension == statement.amount.unit.dimension
        return same and one is not None and whole is not None and whole.total and not one.total
    opened = scene.sentence.group_of(statement.amount.first)
    outer = [other for other in scene.amounts[:index] if other.tail <= opened]
    return bool(outer) and not BODY.isdisjoint(outer[-1].per) and BODY.isdisjoint(statement.amount.per)


def _agreed(doses: list[Dose], verdicts: Sequence[Verdict]) -> list[Dose]:
    """The doses with one kind for all of the same substance and unit: the steps of one schedule, the arms of one trial.

    A maximum and a content stand apart.
    """
    if len({dose.kind for dose in doses} - _APART) < 2:
        return doses
    together: dict[object, list[int]] = {}
    for index, dose in enumerate(doses):
        if dose.kind not in _APART:
            together.setdefault((dose.substance, dose.unit), []).append(index)
    for some in together.values():
        kind = agreed([verdicts[index] for index in some])
        said = tuple(
            e for index in some if doses[index].kind is kind for e in doses[index].evidence if e.role == "kind"
        )
        for index in some:
            if doses[index].kind is not kind:
                rest = tuple(evidence for evidence in doses[index].evidence if evidence.role != "kind")
                doses[index] = replace(doses[index], kind=kind, evidence=(*rest, *said[:_MOST_KIND_CUES]))
    return doses


def _twin(scene: Scene, index: int) -> int | None:
    """The amount that this one repeats in another unit: "400 IU (10 micrograms)"."""
    if index == 0:
        return None
    amount, before = scene.amounts[index], scene.amounts[index - 1]
    between = scene.words(before.tail, amount.first)
    if not between or between[0] not in _REPEATS or any(w not in _REPEAT_WORDS | _REPEATS for w in between):
        return None
    same = amount.unit.dimension == before.unit.dimension and amount.per == before.per
    if (
        same
        and abs(amount.high * amount.unit.size - before.high * before.unit.size) > 1e-6 * before.high * before.unit.size
    ):
        return None
    return index - 1


class _Maker:
    """Makes one dose, collecting evidence."""

    def __init__(
        self, statement: Statement, normal: Normal, original: str, surroundings: Surroundings, bounding: Bounding
    ) -> None:
        self._statement, self._normal, self._original = statement, normal, original
        self._surroundings, self._bounding = surroundings, bounding
        self._evidence: list[Evidence] = []
        self.verdict = Verdict(DoseKind.OTHER, ())

    def dose(self, mention: tuple[Mention | None, bool], group: Group | None, twin: Dose | None) -> Dose:
        statement, amount = self._statement, self._statement.amount
        start, end = self._span(amount.start, amount.end)
        bounding = self._bounding
        for cue in bounding.cues:
            self._note("bound", cue)
        low, high = _ends(amount, bounding.bound)
        single = single_of(statement)
        rhythm = rhythm_of(statement)
        if single and rhythm is not None and _is_of_next(statement, rhythm):
            rhythm = None
        timing, per = self._timing(rhythm)
        if timing is None and twin is not None:
            timing, per = twin.timing, _per(amount, _is_total(twin), twin.timing)
        once = single and timing is None
        duration = self._duration(once) or (twin.duration if twin else None)
        step = step_of(statement)
        if step in _CHANGES and bounding.limit:
            bounding = Bounding(bounding.bound, False, *bounding.cues)  # how much to change by is no limit of a dose
        substance = self._substance(*mention)
        group = without_arm(statement.scene, group, mention[0])
        facts = Facts(timing is not None, group is not None, substance.label if substance else None)
        self.verdict = kind_of(statement, bounding, self._surroundings.features, facts)
        kind = self.verdict.kind
        if twin is not None and DoseKind.UPPER_LIMIT not in (kind, twin.kind):
            kind = twin.kind
        for cue in self.verdict.cues[:_MOST_KIND_CUES]:
            self._note("kind", cue)
        route = self._route(route_of(statement, mention[0]))
        form, said = form_of(statement, mention[0])
        self._noted("form", said)
        return Dose(
            start,
            end,
            low,
            high,
            amount.unit.code,
            bounding.bound,
            kind,
            per=per,
            timing=timing,
            duration=duration,
            single=single,
            as_needed=self._noted("timing", needed_of(statement)) is not None,
            route=route,
            form=form,
            substance=substance,
            population=self._group(group),
            step=step,
            equivalent_to=twin.start if twin else None,
            evidence=tuple(self._evidence),
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self._normal.offset(start), self._normal.offset(end - 1) + 1

    def _tokens(self, first: int, last: int) -> tuple[int, int]:
        tokens = self._statement.scene.tokens
        return self._span(tokens[first].start, tokens[last - 1].end)

    def _note(self, role: str, cue: Hit) -> None:
        evidence = Evidence(role, *self._tokens(cue.first, cue.last))
        if evidence not in self._evidence:
            self._evidence.append(evidence)

    def _noted(self, role: str, cue: Hit | None) -> Hit | None:
        if cue is not None:
            self._note(role, cue)
        return cue

    def _route(self, stated: Hit | None) -> str | None:
        """The route around the amount, else the one its heading names."""
        heading = self._surroundings.route
        if stated is None and heading is not None:
            self._evidence.append(Evidence("route", heading.start, heading.end))
            return heading.value
        self._noted("route", stated)
        return stated.value if stated is not None else None

    def _timing(self, rhythm: Rhythm | None) -> tuple[Timing | None, str | None]:
        amount = self._statement.amount
        if rhythm is None:
            return None, _per(amount, False, None)
        for cue in rhythm.cues:
            self._note("timing", cue)
        events = [self._tokens(hit.first, hit.last) for hit in events_of(self._statement)]
        timing = rhythm.timing
        if events:
            timing = replace(timing, when=tuple(self._original[start:end] for start, end in events))
        return timing, _per(amount, rhythm.total, rhythm.timing)

    def _duration(self, once: bool) -> Duration | None:
        found = duration_of(self._statement)
        if found is None or (once and found[1] not in self._statement.after("duration")):
            return None  # one dose is not taken for how long its neighbours are
        self._note("duration", found[1])
        return found[0]

    def _substance(self, mention: Mention | None, placed: bool) -> Substance | None:
        if mention is None:
            return self._surroundings.further
        start, end = self._tokens(mention.first, mention.last)
        self._evidence.append(Evidence("substance", start, end))
        source = SubstanceSource.CLAUSE if placed else SubstanceSource.SENTENCE
        return Substance(self._original[start:end], start, end, mention.concept_id, source, mention.label)

    def _group(self, group: Group | None) -> tuple[int, int] | None:
        if group is None:
            return None
        span = self._tokens(group.first, group.last)
        self._evidence.append(Evidence("population", *span))
        return span


def _is_of_next(statement: Statement, rhythm: Rhythm) -> bool:
    """ "a single dose of 5 mg and 10 mg twice a day": the timing stands behind the next amount."""
    following, group_of = statement.scene.amounts[statement.foot + 1 :], statement.scene.sentence.group_of
    if not following or not rhythm.cues or rhythm.cues[0].first < following[0].first:
        return False
    return group_of(following[0].first) == group_of(statement.amount.first)  # no repetition in a parenthesis


def _ends(amount: Amount, bound: Bound) -> tuple[float | None, float | None]:
    low: float | None = _clean(amount.low)
    high: float | None = _clean(amount.high)
    if bound is Bound.UPPER:
        low = None
    elif bound is Bound.LOWER:
        high = None
    return low, high


def _clean(value: float) -> float:
    """Without the noise of binary fractions: 3 x 0.1 is 0.3."""
    return float(f"{value:.12g}")


def _is_total(dose: Dose) -> bool:
    """Whether a dose is a sum over its period."""
    return (dose.per or "").split(".")[-1] in DAYS


def _per(amount: Amount, total: bool, timing: Timing | None) -> str | None:
    parts = list(amount.per)
    if total and timing is not None and timing.count == 1 and timing.period == 1 and timing.period_max is None:
        parts.append(timing.unit)
    return ".".join(parts) or None
