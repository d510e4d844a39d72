"""How the words around an amount bound it.

Safety rule: an upper bound is never given as a lower one. A comparison upwards ("more than", "exceed", "over") that
stands in the scope of a negation or a prohibition is an upper bound; the scope is the clause, in either direction
("doses above 4 g are not recommended").
"""

from __future__ import annotations

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.amounts.amount import Shape
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.fields.limits import FILLERS, MOST_GAP, limit_words, named_limit
from cleaner.language.dosages.fields.negations import forbids_less, negation_over
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.tokens import WORD
from cleaner.language.dosages.text.units import read_unit

_MOST_FILLERS = 7
_MOST_RESTATED = 9  # words of an amount that is restated: "a teaspoon of salt a day, or"
_ONE = frozenset({"a", "an", "one"})
_MOST_NAMED = 4  # words of "of X" between an amount and "or more"


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
    if (named := named_limit(statement)) is not None:
        return Bounding(Bound.UPPER, True, named)
    limit = limit_words(statement)
    before = _beside_before(statement)
    after = _beside_after(statement)
    for cue in (before, after):
        if cue is None:
            continue
        what = cue.value.split()[1]
        if cue is before and _compares(statement, cue) and negation_over(statement, cue) is None:
            continue
        if what == "upper" and cue is before and (forbidding := forbids_less(statement, cue)) is not None:
            return Bounding(Bound.LOWER, False, forbidding, cue)
        if what in ("upper", "limit"):
            forbidden = limit is not None or what == "limit" or _forbidden(statement, cue)
            return Bounding(Bound.UPPER, forbidden, cue, *((limit,) if limit else ()))
        if what == "lower":
            if (negation := negation_over(statement, cue)) is not None:
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


def _beside_before(statement: Statement) -> Hit | None:
    """The bounding cue directly before the number; "about" only where nothing stronger stands before it."""
    head, tokens = statement.head.first, statement.scene.tokens
    weak: Hit | None = None
    for hit in reversed(statement.scene.cues.of("bound")):
        if hit.last > head or not hit.value.startswith(("before", "both")):
            continue
        between = tokens[hit.last : head]
        if len(between) > _MOST_FILLERS or any(token.text not in FILLERS for token in between):
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
            if between[:1] == ["of"] and hit.value.startswith("after") and "for" not in between:
                between = [word for word in between[_MOST_NAMED:] if word != ","]  # "50 mcg of estrogen or more"
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
    return other is not None and all(word in FILLERS for word in scene.words(cue.last, other.first))


_AFTER_GAP = frozenset({"a", "per", "day", "daily", "each", "every", "week", "(", ")", ",", "once", "twice"})


def _forbidden(statement: Statement, cue: Hit) -> bool:
    """Whether an upper bound is set as a maximum: "should have less than" is one, "up to" alone is none."""
    if cue.value.endswith("limit"):
        return True
    if "safe" in statement.scene.words(statement.tail, min(statement.tail + MOST_GAP, statement.scene.sentence.last)):
        return True  # "up to 5 g a day is considered safe"
    before = statement.scene.words(cue.first - 6, cue.first)
    return (
        cue.numbers == ()
        and any(word in _ADVICE for word in before)
        and statement.scene.tokens[cue.first].text in ("less", "fewer", "below", "under", "within", "at")
    )


_ADVICE = frozenset({"should", "must", "have", "stay", "keep", "aim", "eat", "consume", "take", "try", "need", "to"})
