"""Which quantities are no doses, and why. Asked before anything is accepted."""

from __future__ import annotations

from cleaner.language.dosages.amounts import Amount
from cleaner.language.dosages.model import RejectReason
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.units import DOSABLE

_DIMENSIONS = {
    "time": RejectReason.DURATION,
    "body-mass": RejectReason.WEIGHT,
    "food-measure": RejectReason.SERVING,
    "percent": RejectReason.PERCENT,
    "energy": RejectReason.ENERGY,
    "length": RejectReason.DIMENSION,
    "area": RejectReason.DIMENSION,
    "pressure": RejectReason.PRESSURE,
    "temperature": RejectReason.TEMPERATURE,
    "air": RejectReason.ENVIRONMENT,
}
_REASONS = {reason.value: reason for reason in RejectReason}
_FOODS = words("food_words.txt")
_NEAR = 8  # words


def outright(amount: Amount, before: str, touching: bool) -> RejectReason | None:
    """Why an amount is no dose whatever stands around it: its unit, its denominator, its sign."""
    if amount.unit.dimension not in DOSABLE:
        return _DIMENSIONS.get(amount.unit.dimension, RejectReason.STATISTIC)
    if before == "±" or (before == "-" and touching):
        return RejectReason.STATISTIC
    if amount.unit.code in ("ng", "pg", "nmol", "pmol", "umol") and amount.per:
        return RejectReason.LAB
    if any(part.endswith(("L", "dL")) and part not in ("mL",) and not part.endswith(".mL") for part in amount.per):
        return RejectReason.LAB
    if amount.unit.dimension == "volume" and amount.every and amount.every[1] in ("min", "s"):
        return RejectReason.LAB
    if any(part in ("m2", "[lb_av]") for part in amount.per) and amount.unit.dimension == "body-mass":
        return RejectReason.LAB
    if amount.ambiguous:
        return RejectReason.AMBIGUOUS_NUMBER
    return None


def in_context(statement: Statement) -> RejectReason | None:
    """Why an amount of a dosable unit is no dose here: samples, bodies, servings, counts."""
    amount, scene = statement.amount, statement.scene
    if amount.unit.dimension == "count":
        return None if _counts_doses(statement) else RejectReason.COUNT
    if amount.unit.dimension == "household" and _food_follows(statement):
        return RejectReason.SERVING
    dosing = _dosing(scene)
    for hit in scene.cues.of("reject"):
        reason, *strength = hit.value.split()
        distance = _distance(statement, hit)
        if reason == "lab" and _speaks_of_samples(statement, strength, distance, dosing):
            return RejectReason.LAB
        if reason == "weight" and amount.unit.code in ("g", "[oz_av]") and distance <= _NEAR and not dosing:
            return RejectReason.WEIGHT
        if reason == "volume" and amount.unit.dimension == "volume" and not amount.per and not _dose_near(statement):
            return RejectReason.VOLUME
    return None


def _speaks_of_samples(statement: Statement, strength: list[str], distance: int, dosing: bool) -> bool:
    amount = statement.amount
    if "strong" in strength:
        return distance <= 3 * _NEAR and not _dose_near(statement)
    if "mL" in amount.per or "g" in amount.per or amount.unit.dimension == "molar":
        return distance <= 2 * _NEAR
    return amount.unit.dimension in ("mass", "activity") and distance <= 3 and not dosing


def _dosing(scene: Scene) -> bool:
    return bool(scene.cues.of("dosing"))


def _dose_near(statement: Statement) -> bool:
    """Whether a word of dosing stands within a few words of the amount."""
    return any(_distance(statement, hit) <= _NEAR for hit in statement.scene.cues.of("dosing"))


def _distance(statement: Statement, hit: Hit) -> int:
    return max(statement.head.first - hit.last, hit.first - statement.tail, 0)


def _counts_doses(statement: Statement) -> bool:
    """A count of tablets or doses is a dose when the text says how often, or that it is taken."""
    amount, scene = statement.amount, statement.scene
    if amount.unit.code == "{dose}":
        timed = next(statement.after("timing"), None)
        return timed is not None and timed.first <= statement.tail + 1 and (timed.value.endswith("total"))
    if amount.low <= 0 or amount.high > 40:
        return False
    if any(hit.last <= amount.first <= hit.last + 3 for hit in scene.cues.of("dosing") if hit.value == "verb"):
        return True
    timed = next(statement.after("timing"), None)
    return timed is not None and timed.first <= statement.tail + 3


def _food_follows(statement: Statement) -> bool:
    following = statement.scene.words(statement.tail, min(statement.tail + 4, statement.scene.sentence.last))
    return any(word in _FOODS for word in following)
