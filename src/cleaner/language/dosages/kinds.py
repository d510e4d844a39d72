"""What a statement does with its amount: advises, limits, reports a study, states a content."""

from __future__ import annotations

from cleaner.contract.vocabulary import Bound, DoseKind, SectionKind
from cleaner.language.dosages.bounds import Bounding
from cleaner.language.dosages.phrases import Hit, Phrases
from cleaner.language.dosages.statement import Statement
from cleaner.language.dosages.tables import rows
from cleaner.language.dosages.tokens import Token

_KINDS = {
    "intervention": DoseKind.INTERVENTION,
    "recommendation": DoseKind.RECOMMENDATION,
    "label": DoseKind.LABEL_INSTRUCTION,
    "content": DoseKind.CONTENT,
    "other": DoseKind.OTHER,
}
_TIMED = 3.0
_HEADINGS = Phrases("headings")
Weights = dict[DoseKind, float]
_SECTIONS: dict[str, Weights] = {}
for _section, _spec in rows("section_kinds.tsv", 2):
    _name, _weight = _spec.split()
    _SECTIONS[_section] = {_KINDS[_name]: float(_weight)}


def heading_weights(tokens: list[Token]) -> Weights:
    """What the words of a heading speak for."""
    weights: Weights = {}
    for hit in _HEADINGS.find(tokens, 0, len(tokens)):
        kind, weight = hit.value.split()
        weights[_KINDS[kind]] = weights.get(_KINDS[kind], 0.0) + float(weight)
    return weights


def section_weights(kind: SectionKind) -> Weights:
    """What a kind of section speaks for."""
    return dict(_SECTIONS.get(kind.value, {}))


def kind_of(statement: Statement, bounding: Bounding, around: Weights, timed: bool) -> tuple[DoseKind, tuple[Hit, ...]]:
    """The kind with the cues that spoke for it. A maximum beats all; then the heaviest cues of sentence and heading.

    Without any cue, an amount with a timing reads like a line of a label; without a timing it says nothing.
    """
    if bounding.bound in (Bound.UPPER, Bound.RANGE) and bounding.limit:
        return DoseKind.UPPER_LIMIT, bounding.cues
    weights = dict(around)
    spoken: dict[DoseKind, list[Hit]] = {}
    for hit in statement.scene.cues.of("kind"):
        name, weight = hit.value.split()
        kind = _KINDS[name]
        distance = _distance(statement, hit)
        weights[kind] = weights.get(kind, 0.0) + float(weight) * (1.0 if distance < 12 else 0.6)
        spoken.setdefault(kind, []).append(hit)
    amount = statement.amount
    if amount.per and not any("kg" in part or part in ("m2", "[lb_av]") for part in amount.per):
        weights[DoseKind.CONTENT] = weights.get(DoseKind.CONTENT, 0.0) + 4.0
    if timed and DoseKind.CONTENT in weights:
        weights[DoseKind.CONTENT] -= _TIMED  # what is taken daily is no ingredient
    if not weights:
        return (DoseKind.LABEL_INSTRUCTION if timed else DoseKind.OTHER), ()
    best = max(weights, key=lambda kind: weights[kind])
    return best, tuple(spoken.get(best, ()))


def _distance(statement: Statement, hit: Hit) -> int:
    return max(statement.head.first - hit.last, hit.first - statement.tail, 0)
