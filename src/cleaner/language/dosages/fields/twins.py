"""Amounts that repeat another one in a different unit: "400 IU (10 micrograms)"."""

from __future__ import annotations

from cleaner.language.dosages.clause.statement import Scene

_REPEATS = frozenset({"(", "=", "/"})
_REPEAT_WORDS = frozenset(
    {"or", "about", "approximately", "~", "approx", "equal", "equals", "equivalent", "to", "ie", "="}
)


def twin_of(scene: Scene, index: int) -> int | None:
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
