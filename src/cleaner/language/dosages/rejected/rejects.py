"""Which quantities are no doses, and why. Asked before anything is accepted."""

from __future__ import annotations

from itertools import chain

from cleaner.language.dosages.amounts.amount import Amount
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.model import RejectReason
from cleaner.language.dosages.rejected.counts import counts_doses
from cleaner.language.dosages.rejected.identifiers import is_identifier
from cleaner.language.dosages.rejected.samples import dose_near, spoken_of
from cleaner.language.dosages.rejected.servings import dissolves, drink_before, food_before, food_follows, weighs_food
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.units import DOSABLE

_DIMENSIONS = {
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
_HOLDS = frozenset({"contains", "contain", "containing", "provides", "provide", "delivers", "supplies", "has"})
_ANIMALS = frozenset({"rats", "mice", "dogs", "cats", "rabbits", "pigs", "animals"})
_PACKS = frozenset({"serving", "servings", "portion", "portions", "bag", "pack", "jar", "container", "bottle"})
_HOLDING_CUES = frozenset({"contains", "each holds"})


def outright(amount: Amount, before: str, signed: bool) -> RejectReason | None:
    """Why an amount is no dose whatever stands around it: its unit, its denominator, its sign.

    `before` is the token in front of the number; `signed`: it is a plus or minus that belongs to the number.
    """
    if amount.unit.dimension == "time":
        return RejectReason.DURATION
    if amount.unit.dimension not in DOSABLE:
        return _DIMENSIONS.get(amount.unit.dimension, RejectReason.STATISTIC)
    if before == "±" or signed:
        return RejectReason.STATISTIC
    if amount.unit.code in ("ng", "pg", "nmol", "pmol", "umol") and amount.per:
        return RejectReason.LAB
    if any(part.endswith(("L", "dL")) and part not in ("mL",) and not part.endswith(".mL") for part in amount.per):
        return RejectReason.LAB
    if amount.spread and any(part.endswith("L") for part in amount.per):
        return RejectReason.LAB
    if any(part in ("mg", "ug") for part in amount.per):
        return RejectReason.LAB  # of tissue or protein: nothing is dosed by the milligram
    if "m3" in amount.per:
        return RejectReason.ENVIRONMENT
    if amount.unit.dimension == "volume" and amount.every and amount.every[1] in ("min", "s"):
        return RejectReason.LAB
    if any(part in ("m2", "[lb_av]") for part in amount.per) and amount.unit.dimension == "body-mass":
        return RejectReason.LAB
    if amount.ambiguous:
        return RejectReason.AMBIGUOUS_NUMBER
    return None


def in_context(statement: Statement) -> RejectReason | None:
    """Why an amount of a dosable unit is no dose here: samples, bodies, servings, counts."""
    amount = statement.amount
    scene = statement.scene
    if scene.words(amount.first - 1, amount.first) == ["per"]:
        return RejectReason.DENOMINATOR  # "amount per 100 g"
    behind = scene.words(statement.tail, min(statement.tail + 1, scene.sentence.last))
    opened = scene.sentence.group_of(amount.first)
    animals = opened != TOP and not _ANIMALS.isdisjoint(scene.words(opened - 1, opened))
    if animals and amount.unit.code == "g" and not amount.per:
        return RejectReason.WEIGHT  # "rats (250-275 g)"
    if amount.unit.dimension in ("mass", "volume") and not _PACKS.isdisjoint(behind):
        return RejectReason.SERVING  # "a 30 g serving"
    if amount.unit.code == "L" and not amount.per and not dose_near(statement):
        return RejectReason.VOLUME  # "type 2L", "1201 L Street", "2 L of fluid"
    if is_identifier(statement):
        return RejectReason.IDENTIFIER
    if amount.spread and any(_per_mass(part) for part in amount.per) and not _is_content(statement):
        return RejectReason.LAB
    if amount.unit.dimension == "count":
        return None if counts_doses(statement) else RejectReason.COUNT
    if amount.unit.dimension in ("household", "volume") and not amount.per and food_follows(statement):
        return RejectReason.SERVING
    if amount.unit.dimension == "volume" and not amount.per and (drink_before(statement) or dissolves(statement)):
        return RejectReason.SERVING
    if amount.unit.code == "g" and not amount.per and (weighs_food(statement) or food_before(statement)):
        return RejectReason.SERVING
    if amount.unit.code == "ug" and "mL" in amount.per and not _speaks_of_products(statement):
        return RejectReason.LAB
    for hit in chain(statement.before("reject"), statement.after("reject")):
        if (reason := spoken_of(statement, hit)) is not None:
            return reason
    return None


def _speaks_of_products(statement: Statement) -> bool:
    """Whether the sentence names a product that can hold so much of something; else it is a level."""
    cues = statement.scene.cues
    return bool(cues.of("forms")) or any(hit.value in _HOLDING_CUES for hit in cues.of("kind"))


def _per_mass(part: str) -> bool:
    """ "per 100 g", "per mg"; a kilogram is a body's."""
    return part.endswith("g") and part != "kg"


def _is_content(statement: Statement) -> bool:
    """A mass in grams of a product; activities are measured in tissue."""
    amount = statement.amount
    return amount.unit.dimension == "mass" and _speaks_of_products(statement)


def holds_others(statement: Statement) -> bool:
    """ "each 0.8 mL of X contains 40 mg": the amount that others are counted in."""
    scene, amount = statement.scene, statement.amount
    leads = scene.words(amount.first - 1, amount.first)
    following = scene.words(statement.tail, min(statement.tail + 7, scene.sentence.last))
    spoon = scene.words(amount.first - 3, amount.first)  # "each teaspoonful (5 mL) contains"
    counted = leads in (["each"], ["every"], ["per"]) or (spoon[:1] == ["each"] and spoon[-1:] == ["("])
    heads = spoon == ["(", "in", "each"] and following[:1] == [")"]  # "Active ingredients (in each 20 mL)"
    return heads or (counted and not _HOLDS.isdisjoint(following))
