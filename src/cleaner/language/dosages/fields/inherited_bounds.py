"""The bound that an amount has from its table, its list, or the amount it repeats, follows or caps."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.amounts.amount import Shape
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.fields.bounds import Bounding, bound_of
from cleaner.language.dosages.fields.kinds import BODY
from cleaner.language.dosages.fields.timing import Rhythm
from cleaner.language.dosages.text.sentences import TOP

_HEDGES = frozenset({Bound.UPPER, Bound.LOWER, Bound.APPROX})
_JOINTS = frozenset({"and", "or", ","})
_PARTING = ("barrier", "timing", "bound")
_SEPARATE = frozenset(
    {
        ";",
        ":",
        "is",
        "are",
        "was",
        "were",
        "had",
        "has",
        "have",
        "who",
        "than",
        "took",
        "need",
        "needs",
        "containing",
        "with",
    }
)
_MOST_LISTED = 7  # words between two amounts that one hedge covers


def bounding_of(
    statement: Statement,
    limited: bool,
    bounds: Sequence[Bounding],
    twin: int | None,
    rhythms: Sequence[Rhythm | None],
) -> Bounding:
    """The bound of an amount: by its own words, else by what stands around it.

    `limited`: a table or a list makes a maximum of it. `bounds` and `rhythms` are those of the amounts before, `twin`
    the index of the one that it repeats.
    """
    bounding = bound_of(statement)
    if bounding.bound is Bound.EXACT and limited:
        bounding = Bounding(Bound.UPPER, True)
    if twin is None and statement.index and bounding.bound is Bound.EXACT:
        bounding = _shared(statement, bounds[-1]) or bounding
    if _caps(statement, bounding, rhythms):
        bounding = Bounding(Bound.UPPER, True, *bounding.cues)
    if twin is not None and bounding.bound is Bound.EXACT:
        bounding = bounds[twin]
        if bounding.bound is Bound.RANGE and statement.amount.shape is not Shape.RANGE:
            bounding = Bounding(Bound.EXACT, bounding.limit, *bounding.cues)
    return bounding


def _shared(statement: Statement, before: Bounding) -> Bounding | None:
    """The bound of the amount before, where one hedge in front covers a list: "at least 3.4 g of A and 420 mg of B"."""
    previous = statement.scene.statements[statement.index - 1]
    if before.bound not in _HEDGES or not before.cues or before.cues[-1].last > previous.head.first:
        return None
    between = statement.scene.words(previous.tail, statement.head.first)
    parted = not _JOINTS.intersection(between) or not _SEPARATE.isdisjoint(between)
    if parted or len(between) > _MOST_LISTED or previous.amount.unit.dimension != statement.amount.unit.dimension:
        return None
    cues = statement.scene.cues
    if any(previous.tail <= hit.first < statement.head.first for role in _PARTING for hit in cues.of(role)):
        return None
    return Bounding(before.bound, before.limit, *before.cues)


def _caps(statement: Statement, bounding: Bounding, rhythms: Sequence[Rhythm | None]) -> bool:
    """Whether an upper bound is the maximum of the dose before it.

    "0.01 mg/kg (up to 0.3 mg)" caps a dose that grows with the body, "every 8 hours, up to 4 g a day" the sum of a day.
    """
    scene, index = statement.scene, statement.index
    if bounding.bound is not Bound.UPPER or not index:
        return False
    if scene.sentence.group_of(statement.amount.first) == TOP:
        one, whole = rhythms[index - 1], rhythms[index]
        same = scene.amounts[index - 1].unit.dimension == statement.amount.unit.dimension
        return same and one is not None and whole is not None and whole.total and not one.total
    opened = scene.sentence.group_of(statement.amount.first)
    outer = [other for other in scene.amounts[:index] if other.tail <= opened]
    return bool(outer) and not BODY.isdisjoint(outer[-1].per) and BODY.isdisjoint(statement.amount.per)
