"""Puts a dose together: asks each rule for its field and keeps the words that answered as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cleaner.contract.vocabulary import Bound, DoseKind, DoseStep, SubstanceSource
from cleaner.language.dosages.amounts.amount import Amount
from cleaner.language.dosages.clause.mentions import Mention, Names
from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.clause.ties import tie
from cleaner.language.dosages.fields.administration import events_of, form_of, needed_of, route_of, single_of, step_of
from cleaner.language.dosages.fields.agreement import MOST_KIND_CUES, in_agreement
from cleaner.language.dosages.fields.bounds import Bounding
from cleaner.language.dosages.fields.context import Route
from cleaner.language.dosages.fields.for_whom import population_of, without_arm
from cleaner.language.dosages.fields.inherited_bounds import bounding_of
from cleaner.language.dosages.fields.kinds import Facts, Feature, Verdict, kind_of
from cleaner.language.dosages.fields.populations import Group, groups_in, headed
from cleaner.language.dosages.fields.timing import Course, Rhythm, duration_of, rhythm_of
from cleaner.language.dosages.fields.twins import twin_of
from cleaner.language.dosages.model import Dose, Duration, Evidence, Substance, Timing
from cleaner.language.dosages.substances.assignment import Chosen, assigned
from cleaner.language.dosages.text.columns import Columns
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.normal import Normal
from cleaner.language.dosages.text.tokens import Token
from cleaner.language.dosages.text.units import DAYS

_CHANGES = frozenset({DoseStep.INCREMENT, DoseStep.DECREMENT})
_PARTED = frozenset(
    f"{side}, past {what}" for side in ("ahead", "behind") for what in ("a turn", "a stop", "an amount", "amounts")
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence can draw on: its candidates, the substance named further off, its heading, the tables."""

    tokens: Sequence[Token]
    names: Names
    further: Substance | None
    features: Sequence[Feature]
    columns: Columns
    listed_limit: bool = False  # an item of a list under "no more than:"
    route: Route | None = None  # of the heading
    groups: Sequence[Group] = ()  # that the sentence before names

    def groups_of(self, amount: Amount) -> list[Group]:
        """The groups of people named outside the sentence that an amount may be for."""
        header = headed(self.tokens, self.columns.header_span(amount.start))
        return [*self.groups, header] if header is not None else list(self.groups)

    def limits(self, offset: int) -> bool:
        """Whether something outside the sentence makes a maximum of the amount at an offset."""
        return self.listed_limit or self.columns.states_limit(offset)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the amounts of a scene took so far, an entry an amount."""

    rhythms: list[Rhythm | None] = field(default_factory=list)
    courses: list[Course | None] = field(default_factory=list)
    routes: list[Hit | None] = field(default_factory=list)
    forms: list[Hit | None] = field(default_factory=list)
    groups: list[Group | None] = field(default_factory=list)


def describe(scene: Scene, surroundings: Surroundings, normal: Normal, original: str) -> list[Dose]:
    """A dose for each amount of a scene, in reading order."""
    twins = [twin_of(scene, index) for index in range(len(scene.amounts))]
    mentions = assigned(scene.statements, twins, surroundings.names, surroundings.further)
    groups = groups_in(scene, surroundings.names.conditions)
    taken = Taken()
    doses: list[Dose] = []
    bounds: list[Bounding] = []
    verdicts: list[Verdict] = []
    for statement in scene.statements:
        single = single_of(statement)
        taken.rhythms.append(rhythm_of(statement, taken.rhythms, single))
        limited = surroundings.limits(statement.amount.start)
        bounds.append(bounding_of(statement, limited, bounds, twins[statement.index], taken.rhythms))
        maker = _Maker(statement, normal, original, surroundings, bounds[-1], taken, single)
        twin = twins[statement.index]
        doses.append(maker.dose(mentions[statement.index], groups, doses[twin] if twin is not None else None))
        verdicts.append(maker.verdict)
    return in_agreement(doses, verdicts)


class _Maker:
    """Makes one dose, collecting evidence."""

    def __init__(
        self,
        statement: Statement,
        normal: Normal,
        original: str,
        surroundings: Surroundings,
        bounding: Bounding,
        taken: Taken,
        single: bool,
    ) -> None:
        self._statement, self._normal, self._original = statement, normal, original
        self._surroundings, self._bounding, self._taken, self._single = surroundings, bounding, taken, single
        self._evidence: list[Evidence] = []
        self.verdict = Verdict(DoseKind.OTHER, ())

    def dose(self, chosen: Chosen, groups: Sequence[Group], twin: Dose | None) -> Dose:
        statement, amount, taken = self._statement, self._statement.amount, self._taken
        mention = chosen if isinstance(chosen, Mention) else None
        start, end = self._span(amount.start, amount.end)
        bounding = self._bounding
        for cue in bounding.cues:
            self._note("bound", cue)
        low, high = _ends(amount, bounding.bound)
        timing, per = self._timing(taken.rhythms[-1])
        if timing is None and twin is not None:
            timing, per = twin.timing, _per(amount, _is_total(twin), twin.timing)
        single = self._single
        duration = self._duration(single and timing is None) or (twin.duration if twin else None)
        step = step_of(statement)
        if step in _CHANGES and bounding.limit:
            bounding = Bounding(bounding.bound, False, *bounding.cues)  # how much to change by is no limit of a dose
        substance = self._substance(chosen)
        taken.groups.append(population_of(statement, groups, self._surroundings.groups_of(amount), taken.groups))
        group = without_arm(statement.scene, taken.groups[-1], mention)
        facts = Facts(timing is not None, group is not None, substance.label if substance else None)
        self.verdict = kind_of(statement, bounding, self._surroundings.features, facts)
        kind = self.verdict.kind
        if twin is not None and DoseKind.UPPER_LIMIT not in (kind, twin.kind):
            kind = twin.kind
        for cue in self.verdict.cues[:MOST_KIND_CUES]:
            self._note("kind", cue)
        taken.routes.append(route_of(statement, mention, taken.routes))
        route = self._route(taken.routes[-1])
        form, said = form_of(statement, mention, taken.forms)
        taken.forms.append(self._noted("form", said))
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
        self._noted("timing", rhythm.cue)
        events = [self._tokens(hit.first, hit.last) for hit in events_of(self._statement)]
        timing = rhythm.timing
        if events:
            timing = replace(timing, when=tuple(self._original[start:end] for start, end in events))
        return timing, _per(amount, rhythm.total, rhythm.timing)

    def _duration(self, single: bool) -> Duration | None:
        found = duration_of(self._statement, self._taken.courses, single)
        self._taken.courses.append(found)
        if found is None:
            return None
        self._note("duration", found.cue)
        return found.duration

    def _substance(self, chosen: Chosen) -> Substance | None:
        if not isinstance(chosen, Mention):
            return chosen
        start, end = self._tokens(chosen.first, chosen.last)
        self._evidence.append(Evidence("substance", start, end))
        source = SubstanceSource.CLAUSE if self._in_clause(chosen) else SubstanceSource.SENTENCE
        return Substance(self._original[start:end], start, end, chosen.concept_id, source, chosen.label)

    def _in_clause(self, mention: Mention) -> bool:
        """Whether nothing parts the name from the amount: no other amount, no turn of the sentence."""
        return not _PARTED.intersection(tie(self._statement, mention.first, mention.last))

    def _group(self, group: Group | None) -> tuple[int, int] | None:
        if group is None:
            return None
        span = self._tokens(group.first, group.last)
        self._evidence.append(Evidence("population", *span))
        return span


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
