"""What is measured in blood, urine, tissue and bodies: amounts that nobody takes."""

from __future__ import annotations

from itertools import chain

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.dosages.clause.mentions import SUBSTANCES, has_stem
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.model import RejectReason
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.sentences import TOP

_NEAR, _FAR = 8, 16  # words
_NEAR_ROUTE = 4  # words between an amount and the route that tells that it is given
_STATES = frozenset({"remained", "been", "was", "were", "are", "is", "kept", "started", "maintained", "stayed", "put"})


def spoken_of(statement: Statement, hit: Hit) -> RejectReason | None:
    """What a word such as "urine" or "weigh" makes of the amount."""
    amount = statement.amount
    distance = _distance(statement, hit)
    if "lab" in hit.value and _speaks_of_samples(statement, "strong" in hit.value, distance):
        return RejectReason.LAB
    if (
        hit.value == "weight"
        and (amount.unit.code in ("g", "[oz_av]") or hit.last == statement.head.first)
        and distance <= _FAR
        and not dose_near(statement)
    ):
        return RejectReason.WEIGHT
    if "volume" in hit.value and amount.unit.dimension == "volume" and not amount.per and not dose_near(statement):
        return RejectReason.VOLUME
    return None


def _speaks_of_samples(statement: Statement, strong: bool, distance: int) -> bool:
    amount = statement.amount
    if _is_given(statement, strong):
        return False
    if "g" in amount.per or any(part.endswith("mL") for part in amount.per) or amount.unit.dimension == "molar":
        return distance <= _FAR
    if strong:
        return distance <= _FAR and not dose_near(statement) and not _taken_often(statement)
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


def dose_near(statement: Statement) -> bool:
    """Whether a noun of dosing stands within a few words of the amount."""
    return any(_distance(statement, hit) <= _NEAR and hit.value == "dose" for hit in statement.scene.cues.of("dosing"))


def _distance(statement: Statement, hit: Hit) -> int:
    return max(statement.head.first - hit.last, hit.first - statement.tail, 0)
