"""What an amount is of, by its place in the clause: "of X" behind it, "X (" in front of it, lists that pair off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaner.language.dosages.amounts import Amount
from cleaner.language.dosages.links import behind_previous, lead_end, link_behind
from cleaner.language.dosages.mentions import DILUENTS, NOT_SUBSTANCES, Mention, Names, run_after
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.tokens import WORD
from cleaner.language.dosages.unknown_names import (
    COPULAS,
    MOST_NAME,
    before_parenthesis,
    is_free,
    name_before,
    whole_name,
)

_CONJUNCTIONS = frozenset({"and", "or", ",", "plus"})
_NO_NAME = frozenset({"and", "or", "to", "in", "for", "with", "from", "by", "as"})


def by_place(statement: Statement, names: Names, claimed: set[int], elsewhere: bool) -> Mention | None:
    """ "of X" and "X" right behind the amount, "X (" and "X at a dose of" right in front of it.

    A known candidate is taken from either place, the one in front rather unless it is `claimed`; else a word that
    looks like a name: behind "of", written with a capital in front of the amount, or any right behind it. A heading
    ("Osteoarthritis: 100 mg") is no name where a substance is named `elsewhere`.
    """
    scene, amount = statement.scene, statement.amount
    candidates = names.candidates
    if amount.multiplied and (inner := [m for m in candidates if amount.first <= m.first and m.last <= amount.last]):
        return inner[-1]
    index, of = link_behind(statement)
    if (whose := _for_what(scene, index, candidates)) is not None:
        return whose
    lead = lead_end(statement)
    if not of and (told := _dose_of(statement, lead, candidates)) is not None:
        return told
    foods = _per_body(amount) or _dosed(scene, lead, candidates)
    front, behind = _ending(candidates, lead, foods), _at(candidates, index, scene, of)
    touching = front is not None and lead == statement.head.first and front.first not in claimed
    front = whole_name(scene, front) if front is not None else None
    if front is not None and not of and (behind is None or touching):
        return front
    if behind is not None and not _dissolved_in(scene, amount, behind.first):
        return behind
    if not of and (name := name_before(statement, lead, elsewhere, candidates)) is not None and is_free(name, names):
        return name
    if not of and (run := before_parenthesis(statement, candidates)) is not None and is_free(run, names):
        return run
    if _dissolved_in(scene, amount, index):
        return front
    touches = of or index == statement.tail  # behind "a day" only a known name still belongs to the amount
    run = run_after(scene.tokens, index, scene.sentence.last) if touches and index < scene.sentence.last else None
    if run is not None and run.last - run.first <= (MOST_NAME + 1 if of else MOST_NAME) and is_free(run, names):
        return run
    return front


def _dose_of(statement: Statement, lead: int, candidates: Sequence[Mention]) -> Mention | None:
    """ "the dose of X in patients treated with Y is 81 mg": X, whatever stands in front of the copula."""
    scene, floor = statement.scene, behind_previous(statement)
    if COPULAS.isdisjoint(scene.words(lead, statement.head.first)):
        return None
    for mention in candidates:
        if floor <= mention.first < mention.last <= lead and not mention.weak:
            ahead = scene.words(mention.first - 2, mention.first)
            if ahead in (["dose", "of"], ["dosage", "of"], ["doses", "of"]):
                return mention
    return None


def _dissolved_in(scene: Scene, amount: Amount, index: int) -> bool:
    """ "0.5 mg/ml saline": a concentration in what dissolves it."""
    return amount.per[-1:] == ("mL",) and not DILUENTS.isdisjoint(
        scene.words(index, min(index + 2, scene.sentence.last))
    )


def _at(mentions: Sequence[Mention], index: int, scene: Scene, of: bool) -> Mention | None:
    """A candidate that starts at a token, or a few name-like words behind it; of some in a row the last."""
    reach = 4 if of else 2
    found: Mention | None = None
    for mention in mentions:
        if found is not None and mention.first == found.last and of:
            found = mention
        elif found is None and index <= mention.first <= index + reach:
            between = scene.tokens[index : mention.first]
            if all(t.kind == WORD and t.text not in (_NO_NAME if of else NOT_SUBSTANCES) for t in between):
                found = mention if of else Mention(index, mention.last, mention.concept_id, label=mention.label)
    return found


def _ending(mentions: Sequence[Mention], index: int, foods: bool) -> Mention | None:
    """The candidate in front of a token; a food there is mostly where the amount is found, not what it is of."""
    return next((m for m in reversed(mentions) if m.last == index and (foods or not m.food)), None)


def _dosed(scene: Scene, index: int, candidates: Sequence[Mention]) -> bool:
    """Whether what ends at a token is said to be dosed: "three doses of capsaicin (20 ug)"."""
    named = next((mention for mention in candidates if mention.last == index), None)
    return named is not None and scene.words(named.first - 2, named.first) in (["doses", "of"], ["dose", "of"])


def _per_body(amount: Amount) -> bool:
    """Whether an amount is given by weight or surface of a body: "green tea (100 mg/kg)" is a dose of the tea."""
    return any(part in ("kg", "m2", "[lb_av]") for part in amount.per)


def _for_what(scene: Scene, index: int, candidates: Sequence[Mention]) -> Mention | None:
    """ "0.6 mg/day for clonidine"."""
    if scene.words(index, min(index + 1, scene.sentence.last)) != ["for"]:
        return None
    return next((m for m in candidates if m.first == index + 1 and not m.weak), None)


def paired(
    statements: Sequence[Statement], placed: list[Mention | None], candidates: Sequence[Mention]
) -> list[Mention | None]:
    """ "A or B, 10 mg or 20 mg respectively", "A/B 10/5 mg": as many candidates in a row as amounts, in their order."""
    scene = statements[0].scene
    strong = [mention for mention in candidates if not mention.weak]
    if len(statements) < 2 or len(strong) != len(statements):
        return placed
    joints = [scene.words(one.last, other.first) for one, other in pairwise(strong)]
    if "respectively" in scene.words(statements[-1].tail, scene.sentence.last):
        return list(strong) if all(_CONJUNCTIONS.issuperset(joint) for joint in joints) else placed
    amounts = [scene.words(one.last, other.first) for one, other in pairwise(scene.amounts)]
    combined = strong[-1].last == scene.amounts[0].first and all(joint == ["/"] for joint in joints + amounts)
    return list(strong) if combined else placed
