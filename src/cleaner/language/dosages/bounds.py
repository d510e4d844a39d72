"""How the words around an amount bound it.

Safety rule: an upper bound is never given as a lower one. A comparison upwards ("more than", "exceed", "over") that
stands in the scope of a negation or a prohibition is an upper bound; the scope is the clause, in either direction
("doses above 4 g are not recommended").
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.amounts import Shape
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.statement import Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import WORD, Token
from cleaner.language.dosages.units import read_unit

_FILLERS = words("bound_fillers.txt")
_MOST_FILLERS = 7
_MOST_RESTATED = 9  # words of an amount that is restated: "a teaspoon of salt a day, or"
_ONE = frozenset({"a", "an", "one"})
_OPENERS = frozenset({"who", "which", "that", "if", "when", "because", "although", "whose", "where", "as"})
_MODALS = frozenset({"may", "might", "need", "needs", "can", "could", "will", "would", "should", "must"})
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
_MOST_GAP = 14  # words between the noun of a limit and its number
_FINDINGS = words("findings.txt")
_CLAUSE_ENDS = frozenset({",", ";", ":"})
_LIMIT_GAP = words("limit_gap.txt")


class Bounding:
    """The bound of an amount: `bound`, whether words make it a `limit`, and the cues that said so."""

    __slots__ = ("bound", "cues", "limit")

    def __init__(self, bound: Bound, limit: bool = False, *cues: Hit) -> None:
        self.bound, self.limit, self.cues = bound, limit, cues


def bound_of(statement: Statement) -> Bounding:
    """The bound of a statement's amount."""
    bounding = _bound_of(statement)
    if statement.amount.shape is Shape.RANGE:
        return Bounding(Bound.RANGE, bounding.limit, *bounding.cues)
    return bounding


def _bound_of(statement: Statement) -> Bounding:
    if (named := _named_limit(statement)) is not None:
        return Bounding(Bound.UPPER, True, named)
    limit = _limit_words(statement)
    before = _beside_before(statement)
    after = _beside_after(statement)
    for cue in (before, after):
        if cue is None:
            continue
        what = cue.value.split()[1]
        if cue is before and _compares(statement, cue) and _negation(statement, cue) is None:
            continue
        if what in ("upper", "limit"):
            forbidden = limit is not None or what == "limit" or _forbidden(statement, cue)
            return Bounding(Bound.UPPER, forbidden, cue, *((limit,) if limit else ()))
        if what == "lower":
            if (negation := _negation(statement, cue)) is not None:
                return Bounding(Bound.UPPER, True, negation, cue)
            if limit is not None and limit.value == "after":
                return Bounding(Bound.UPPER, True, limit, cue)
            return Bounding(Bound.LOWER, False, cue)
        if what == "least":
            return Bounding(Bound.LOWER, False, cue)
    if limit is not None:
        return Bounding(Bound.UPPER, True, limit)
    if before is not None and before.value.endswith("approx"):
        return Bounding(Bound.APPROX, False, before)
    return Bounding(Bound.EXACT)


def _named_limit(statement: Statement) -> Hit | None:
    """ "far above the 2.3 g limit": the amount is the limit itself, whatever is compared with it."""
    hit = next((hit for hit in statement.scene.cues.of("limit") if hit.first == statement.tail), None)
    return hit if hit is not None and statement.scene.tokens[hit.first].text == "limit" else None


def shared(statement: Statement, before: Bounding) -> Bounding | None:
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


def _beside_before(statement: Statement) -> Hit | None:
    """The bounding cue directly before the number; "about" only where nothing stronger stands before it."""
    head, tokens = statement.head.first, statement.scene.tokens
    weak: Hit | None = None
    for hit in reversed(statement.scene.cues.of("bound")):
        if hit.last > head or not hit.value.startswith(("before", "both")):
            continue
        between = tokens[hit.last : head]
        if len(between) > _MOST_FILLERS or any(token.text not in _FILLERS for token in between):
            break
        if hit.value.endswith("approx"):
            weak, head = weak or hit, _restated(statement, hit.first)
        elif not hit.value.endswith("none"):
            return hit
    return weak


def _restated(statement: Statement, head: int) -> int:
    """Where "less than a teaspoon a day, or about 2,300 mg" first states the amount: the index of "a", else `head`."""
    scene = statement.scene
    if scene.words(head - 1, head) not in (["or"], ["is"], ["equals"]):
        return head
    start = head - 1
    while start > scene.sentence.first and head - start < _MOST_RESTATED:
        start -= 1
        token = scene.tokens[start]
        if token.kind != WORD and token.text != ",":
            break
        if token.text in _ONE and read_unit(scene.tokens, start + 1, scene.text) is not None:
            following = scene.words(start - 1, start)
            if following and following[0] not in ("per", ","):
                unit = read_unit(scene.tokens, start + 1, scene.text)
                if unit is not None and unit[0].dimension != "time":
                    return start
    return head


def _beside_after(statement: Statement) -> Hit | None:
    tail = statement.tail
    for hit in statement.scene.cues.of("bound"):
        if hit.value.startswith(("after", "both")) and tail <= hit.first:
            between = statement.scene.words(tail, hit.first)
            if _leads_on(statement, hit):
                return None
            return hit if len(between) <= 3 and all(word in _AFTER_GAP for word in between) else None
    return None


def _compares(statement: Statement, cue: Hit) -> bool:
    """ "far less than the 2,000 IU that some suggest" compares with an amount and bounds none."""
    than = statement.scene.words(cue.last - 1, cue.last) == ["than"]
    return than and statement.scene.words(cue.last, statement.head.first) == ["the"]


def _leads_on(statement: Statement, cue: Hit) -> bool:
    """Whether a word that may stand on either side bounds the next amount: "2 mg/kg, maximum 100 mg"."""
    scene = statement.scene
    following = (other for other in scene.amounts[statement.foot + 1 :] if other.first >= cue.last)
    other = next(following, None)
    return other is not None and all(word in _FILLERS for word in scene.words(cue.last, other.first))


_AFTER_GAP = frozenset({"a", "per", "day", "daily", "each", "every", "week", "(", ")", ",", "once", "twice"})


def _negation(statement: Statement, cue: Hit) -> Hit | None:
    """The negation or prohibition that a comparison upwards stands under."""
    cues = statement.scene.cues
    tokens = statement.scene.tokens
    for hit in reversed(cues.of("negation")):
        if hit.last <= cue.first:
            between = tokens[hit.last : cue.first]
            if any(token.text == "but" or token.text in ";:" for token in between):
                break
            if sum(token.text == "," for token in between) in (0, 2) and not (
                _relative(statement, hit, between) or _denies_finding(between)
            ):
                return hit
            break
    for hit in cues.of("negation"):
        if hit.value == "after" and hit.first >= statement.amount.last:
            between = tokens[statement.tail : hit.first]
            if not any(token.text in _CLAUSE_ENDS for token in between):
                return hit
    return None


def _denies_finding(between: Sequence[Token]) -> bool:
    """Whether the negation denies what happened: "no benefit was seen with doses above 800 IU"."""
    return any(token.text in _FINDINGS for token in between)


def _relative(statement: Statement, negation: Hit, between: Sequence[Token]) -> bool:
    """Whether the negation belongs to a clause of its own: "people who don't get enough may need more than X"."""
    opened = not _OPENERS.isdisjoint(statement.scene.words(negation.first - 4, negation.first))
    return opened and any(token.text in _MODALS for token in between)


def _forbidden(statement: Statement, cue: Hit) -> bool:
    """Whether an upper bound is set as a maximum: "should have less than" is one, "up to" alone is none."""
    if cue.value.endswith("limit"):
        return True
    if "safe" in statement.scene.words(statement.tail, min(statement.tail + _MOST_GAP, statement.scene.sentence.last)):
        return True  # "up to 5 g a day is considered safe"
    before = statement.scene.words(cue.first - 6, cue.first)
    return (
        cue.numbers == ()
        and any(word in _ADVICE for word in before)
        and statement.scene.tokens[cue.first].text in ("less", "fewer", "below", "under", "within", "at")
    )


_ADVICE = frozenset({"should", "must", "have", "stay", "keep", "aim", "eat", "consume", "take", "try", "need", "to"})


def _limit_words(statement: Statement) -> Hit | None:
    """The word for a maximum that governs the amount: "the maximum dose is 20 mg", "limit sodium to 1,500 mg"."""
    head = statement.head.first
    scene = statement.scene
    floor = _floor(statement)
    for hit in reversed(scene.cues.of("limit")):
        if hit.value == "after" or hit.last > head or hit.first < floor:
            continue
        between = scene.words(hit.last, head)
        if hit.value == "verb" and not between:
            return hit
        if hit.value in ("noun", "both") and _governs(between):
            return hit
    for hit in scene.cues.of("limit"):
        if hit.value in ("after", "both") and statement.tail <= hit.first:
            between = scene.words(statement.tail, hit.first)
            if len(between) <= 4 and not any(word in _CLAUSE_ENDS for word in between):
                return hit
            break
    return None


def _governs(between: list[str]) -> bool:
    """Whether the words between the noun of a limit and a number link the two."""
    if len(between) > _MOST_GAP or any(word in ";," for word in between):
        return False
    return not between or any(word in _LIMIT_GAP for word in between)


def _floor(statement: Statement) -> int:
    """Where the search for a limit's noun begins: behind the amount before this one, unless both are limits."""
    scene, floor = statement.scene, statement.scene.sentence.first
    for other in scene.amounts[: statement.index]:
        if (
            other.last <= statement.head.first
            and scene.sentence.reach_before(statement.amount.first, other.first) is not None
        ):
            between = scene.words(other.tail, statement.head.first)
            if between not in (["to"], ["or"], ["and"], ["("]):
                floor = max(floor, other.tail)
    return floor
