"""What each amount of a sentence is of: by its place, by the amounts beside it, else the nearest name or one beyond."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.dosages.kinds import BODY
from cleaner.language.dosages.mentions import Mention, Names
from cleaner.language.dosages.model import Substance
from cleaner.language.dosages.nearest import nearest
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.substances import by_place, paired
from cleaner.language.dosages.units import read_unit

_CARRIERS = frozenset({EntityLabel.SUPPLEMENT, EntityLabel.FOOD})
_IN_A_ROW = frozenset({",", "and", "or", "to", "/"})


def assigned(
    statements: Sequence[Statement], twins: Sequence[int | None], names: Names, further: Substance | None
) -> list[tuple[Mention | None, bool]]:
    """For each amount its mention, and whether it stands in its clause: first by place, then the nearest.

    What was named further off (heading, title) comes before a weak candidate of the sentence.
    """
    placed: list[Mention | None] = []
    carried: set[int] = set()  # amounts of what was named further off, in what the sentence names
    claimed: set[int] = set()
    for statement in statements:
        place = by_place(statement, names, claimed, further is not None)
        twin = twins[statement.index]
        if place is not None and _carries(statement, place, further):
            place = None
            carried.add(statement.index)
        if twin is not None and (place is None or place not in names.candidates):
            place = placed[twin]
        placed.append(place)
        if place is not None:
            claimed.add(place.first)
    for statement in reversed(statements):
        if placed[statement.index] is None:
            placed[statement.index] = placed[statement.foot] or _of_next(statement, placed)
    placed = paired(statements, placed, names.candidates)
    found: list[tuple[Mention | None, bool]] = []
    for index, statement in enumerate(statements):
        place, twin = placed[index], twins[index]
        if place is not None:
            found.append((place, True))
        elif twin is not None:
            found.append(found[twin])
        elif index in carried:
            found.append((None, False))
        else:
            near = nearest(statement, names.candidates, claimed) or _of_like(statement, placed, names)
            found.append((None if near is not None and near.weak and further else near, False))
    return found


def _of_like(statement: Statement, placed: Sequence[Mention | None], names: Names) -> Mention | None:
    """ "0.5 mg of X for one group, and a third remained on 0.75 mg": what the last amount in the same unit is of."""
    for index in range(statement.index - 1, -1, -1):
        if placed[index] in names.candidates and statement.scene.amounts[index].unit == statement.amount.unit:
            return placed[index]
    return None


def _of_next(statement: Statement, placed: Sequence[Mention | None]) -> Mention | None:
    """ "0.02-unit, 0.05-unit, and 0.2-unit insulin": what the next amount in a row is of."""
    amounts, index = statement.scene.amounts, statement.index
    if index + 1 == len(amounts) or amounts[index + 1].unit != statement.amount.unit:
        return None
    return placed[index + 1] if in_a_row(statement.scene, index + 1) else None


def in_a_row(scene: Scene, index: int) -> bool:
    """Whether only a joint stands between an amount and the one before it: "25 mg, 50 mg and 100 mg"."""
    between = scene.words(scene.amounts[index - 1].tail, scene.amounts[index].first) if index else []
    return bool(between) and _IN_A_ROW.issuperset(between)


def _carries(statement: Statement, place: Mention, further: Substance | None) -> bool:
    """ "Cod liver oil: 34 mcg per tablespoon" under a heading on a vitamin: the oil holds the amount of the vitamin."""
    if further is None or further.label != EntityLabel.NUTRIENT or place.label not in _CARRIERS:
        return False
    scene, amount = statement.scene, statement.amount
    row = scene.words(place.last, statement.head.first)
    measured = any(read_unit(scene.tokens, index, scene.text) for index in range(place.last, statement.head.first))
    return ":" in row and (bool(amount.per) or measured) and BODY.isdisjoint(amount.per)
