"""Which quantities are no doses, and why. Asked before anything is accepted."""

from __future__ import annotations

import re
from itertools import chain

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.dosages.administration import COUNTED_FORMS
from cleaner.language.dosages.amounts import Amount
from cleaner.language.dosages.mentions import SUBSTANCES, has_stem
from cleaner.language.dosages.model import RejectReason
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.sentences import TOP
from cleaner.language.dosages.servings import dissolves, drink_before, food_before, food_follows, weighs_food
from cleaner.language.dosages.statement import Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import WORD
from cleaner.language.dosages.units import DOSABLE

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
_ALWAYS_TAKEN = frozenset({"{puff}", "{spray}", "[drp]", "{inhalation}", "{lozenge}"})
_HOLDS = frozenset({"contains", "contain", "containing", "provides", "provide", "delivers", "supplies", "has"})
_ANIMALS = frozenset({"rats", "mice", "dogs", "cats", "rabbits", "pigs", "animals"})
_PACKS = frozenset({"serving", "servings", "portion", "portions", "bag", "pack", "jar", "container", "bottle"})
_PACKED = frozenset({"in", "left", "remain", "remaining", "per", "bottle", "box", "pack", "sold", "were", "are"})
_PARTS = frozenset({"into", "divided", "split"})
_SWALLOWED = frozenset({"took", "ingested", "swallowed", "ingesting", "swallowing", "ingest", "swallow"})
_MOST_COUNTED = 40  # more are a pack
_NEAR, _FAR = 8, 16  # words
_NEAR_ROUTE = 4  # words between an amount and the route that tells that it is given
_HOLDING_CUES = frozenset({"contains", "each holds"})
_IDENTIFIER_WORDS = words("identifier_words.txt")
_GENE_LIKE = re.compile(r"[A-Za-z]{3,}\d+[a-z]?")
_STATES = frozenset({"remained", "been", "was", "were", "are", "is", "kept", "started", "maintained", "stayed", "put"})


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
    if amount.unit.code == "L" and not amount.per and not _dose_near(statement):
        return RejectReason.VOLUME  # "type 2L", "1201 L Street", "2 L of fluid"
    if _is_identifier(statement):
        return RejectReason.IDENTIFIER
    if amount.spread and any(_per_mass(part) for part in amount.per) and not _is_content(statement):
        return RejectReason.LAB
    if amount.unit.dimension == "count":
        return None if _counts_doses(statement) else RejectReason.COUNT
    if amount.unit.dimension in ("household", "volume") and not amount.per and food_follows(statement):
        return RejectReason.SERVING
    if amount.unit.dimension == "volume" and not amount.per and (drink_before(statement) or dissolves(statement)):
        return RejectReason.SERVING
    if amount.unit.code == "g" and not amount.per and (weighs_food(statement) or food_before(statement)):
        return RejectReason.SERVING
    if amount.unit.code == "ug" and "mL" in amount.per and not _speaks_of_products(statement):
        return RejectReason.LAB
    for hit in chain(statement.before("reject"), statement.after("reject")):
        if (reason := _spoken_of(statement, hit)) is not None:
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
    """A mass in grams of a product; activities and what is found per milligram are measured in tissue."""
    amount = statement.amount
    return amount.unit.dimension == "mass" and "mg" not in amount.per and _speaks_of_products(statement)


def _is_identifier(statement: Statement) -> bool:
    """ "Pim1, Trib3 and Serpina 3g": figure and letter of a name, among names of that make or where genes are told of.

    No word of dosing may stand in the sentence, and the word in front must be capitalised and no known substance.
    """
    scene, amount = statement.scene, statement.amount
    first = amount.first
    if amount.unit.code not in ("g", "L") or amount.per or amount.every or scene.cues.of("dosing"):
        return False
    glued = amount.end - amount.start == len(scene.tokens[first].text) + 1
    if not glued or first <= scene.sentence.first or scene.tokens[first - 1].kind != WORD:
        return False
    if not scene.text[scene.tokens[first - 1].start].isupper():
        return False
    if any(hit.last == first for hit in SUBSTANCES.find(scene.tokens, max(scene.sentence.first, first - 4), first)):
        return False
    nearby = scene.tokens[max(scene.sentence.first, first - _FAR) : min(first + _FAR, scene.sentence.last)]
    return any(token.text in _IDENTIFIER_WORDS or _GENE_LIKE.fullmatch(token.text) for token in nearby)


def holds_others(statement: Statement) -> bool:
    """ "each 0.8 mL of X contains 40 mg": the amount that others are counted in."""
    scene, amount = statement.scene, statement.amount
    leads = scene.words(amount.first - 1, amount.first)
    following = scene.words(statement.tail, min(statement.tail + 7, scene.sentence.last))
    spoon = scene.words(amount.first - 3, amount.first)  # "each teaspoonful (5 mL) contains"
    counted = leads in (["each"], ["every"], ["per"]) or (spoon[:1] == ["each"] and spoon[-1:] == ["("])
    return counted and not _HOLDS.isdisjoint(following)


def _spoken_of(statement: Statement, hit: Hit) -> RejectReason | None:
    """What a word such as "urine" or "weigh" makes of the amount."""
    amount = statement.amount
    distance = _distance(statement, hit)
    if "lab" in hit.value and _speaks_of_samples(statement, "strong" in hit.value, distance):
        return RejectReason.LAB
    if (
        hit.value == "weight"
        and amount.unit.code in ("g", "[oz_av]")
        and distance <= _FAR
        and not _dose_near(statement)
    ):
        return RejectReason.WEIGHT
    if "volume" in hit.value and amount.unit.dimension == "volume" and not amount.per and not _dose_near(statement):
        return RejectReason.VOLUME
    return None


def _speaks_of_samples(statement: Statement, strong: bool, distance: int) -> bool:
    amount = statement.amount
    if _is_given(statement, strong):
        return False
    if "g" in amount.per or any(part.endswith("mL") for part in amount.per) or amount.unit.dimension == "molar":
        return distance <= _FAR
    if strong:
        return distance <= _FAR and not _dose_near(statement) and not _taken_often(statement)
    return amount.unit.dimension in ("mass", "activity") and distance <= 3 and not statement.scene.cues.of("dosing")


def _is_given(statement: Statement, strong: bool) -> bool:
    """Whether the words right around an amount say that it is given: a route, a drug in front of its parenthesis.

    An amount by surface is no level, nor is what somebody was "on".
    """
    scene, amount = statement.scene, statement.amount
    for hit in chain(statement.after("route"), statement.before("route"), statement.inside("route")):
        if _distance(statement, hit) <= _NEAR_ROUTE:
            return True
    led = scene.words(statement.head.first - 2, statement.head.first)
    if led[-1:] == ["on"] and not _STATES.isdisjoint(led):
        return True
    if "m2" in amount.per and not strong:
        return True
    opened = scene.sentence.group_of(amount.first)
    return opened != TOP and bool(amount.per) and amount.per[0] in ("kg", "m2") and _drug_ends(statement, opened)


def _drug_ends(statement: Statement, index: int) -> bool:
    """Whether the name of a medicine ends in front of a token."""
    scene = statement.scene
    first = scene.sentence.first
    if index <= first:
        return False
    named = SUBSTANCES.find(scene.tokens, max(first, index - 3), index)
    return has_stem(scene.tokens[index - 1].text) or any(
        hit.last == index and hit.value == EntityLabel.DRUG for hit in named
    )


def _taken_often(statement: Statement) -> bool:
    """Whether times a day are stated: nobody's urine is measured every 12 hours."""
    return any("total" not in hit.value for hit in statement.after("timing"))


def _dose_near(statement: Statement) -> bool:
    """Whether a noun of dosing stands within a few words of the amount."""
    return any(_distance(statement, hit) <= _NEAR and hit.value == "dose" for hit in statement.scene.cues.of("dosing"))


def _distance(statement: Statement, hit: Hit) -> int:
    return max(statement.head.first - hit.last, hit.first - statement.tail, 0)


def _counts_doses(statement: Statement) -> bool:
    """A count of tablets or doses is a dose when the text says how often, or that it is taken."""
    amount, scene = statement.amount, statement.scene
    if amount.unit.code == "{dose}":
        if not _PARTS.isdisjoint(scene.words(amount.first - 3, amount.first)):
            return False  # "the same dose divided into two doses daily"
        timed = next(statement.after("timing"), None)
        return timed is not None and timed.first <= statement.tail + 1 and ("total" in timed.value)
    if amount.low <= 0 or (amount.high > _MOST_COUNTED and not _swallowed(statement)):
        return False
    if amount.unit.code in COUNTED_FORMS and _swallowed(statement):
        return True
    if amount.unit.code in _ALWAYS_TAKEN:
        return True
    if any(hit.last <= amount.first <= hit.last + 3 for hit in scene.cues.of("dosing") if hit.value == "verb"):
        return True
    if amount.unit.code in COUNTED_FORMS and _bounded(statement):
        return True  # "up to three patches", "as few as 10 tablets"
    links = [scene.words(hit.last, amount.first) for hit in scene.cues.of("dosing") if hit.last <= amount.first]
    if any(link in (["is"], ["of"], [":"], ["was"], ["is", "usually"]) for link in links[-1:]):
        return True  # "the dose is 2 tablets"
    timed = next(statement.after("timing"), None)
    behind = scene.sentence.close.get(statement.tail, statement.tail)
    return timed is not None and timed.first <= behind + 3


def _swallowed(statement: Statement) -> bool:
    """ "ingested 60 tablets", "a high dose of X (130 tablets of Y)": taken, however many."""
    scene, first = statement.scene, statement.head.first
    if not _SWALLOWED.isdisjoint(scene.words(first - 2, first)):
        return True
    if scene.words(first - 1, first) != ["("]:
        return False
    ahead = scene.words(first - 6, first)
    return any(ahead[at : at + 2] in (["dose", "of"], ["overdose", "of"]) for at in range(len(ahead)))


def _bounded(statement: Statement) -> bool:
    """Whether a word that bounds stands right in front of the count, and no pack is counted out."""
    scene = statement.scene
    behind = scene.words(statement.tail, min(statement.tail + 2, scene.sentence.last))
    return any(hit.last == statement.head.first for hit in scene.cues.of("bound")) and _PACKED.isdisjoint(behind)
