"""What an amount is of: by its place in the clause, else the nearest candidate of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaner.language.dosages.amounts import Amount
from cleaner.language.dosages.mentions import NOT_SUBSTANCES, Mention, Names, run_after, run_before
from cleaner.language.dosages.sentences import TOP
from cleaner.language.dosages.statement import Scene, Statement
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import NUMBER, WORD

_LINKS = words("substance_links.txt")
_STRONG_LINKS = frozenset({"dose", "doses", "dosage", "supplementation", "supplement", "supplements", "(", "®", "™"})
_NAME_LEADS = words("name_leads.txt")
_SALTS = frozenset({"chloride", "fluoride", "iodide", "acid"})
_MOST_LINKS = 9
_MOST_NAME = 3  # words of a name that no component knows
_DETERMINERS = frozenset({"the", "a", "an", "elemental", "pure", "total", "added", "supplemental", "additional"})
_ARTICLES = frozenset({"a", "an", "the"})
_CONJUNCTIONS = frozenset({"and", "or", ",", "plus"})
_ASIDES = frozenset({"containing", "with", "without", "high", "low"})
_DOSE_NOUNS = frozenset(
    {
        "-",
        "oral",
        "subcutaneous",
        "intramuscular",
        "intravenous",
        "single",
        "daily",
        "dose",
        "doses",
        "portion",
        "supply",
    }
)
_COPULAS = frozenset({"is", "was", "are", "were", "been"})
_NO_NAME = frozenset({"and", "or", "to", "in", "for", "with", "from", "by", "as"})
_MOST_ASIDE = 7  # words of a parenthesis between a name and its amount
_AFTER_PENALTY = 6  # words that a candidate behind the amount counts as further off
_HIDDEN_PENALTY = 15  # inside a parenthesis the amount does not see
_CLAIMED_PENALTY = 40  # already what another amount is of
_UNLINKED_PENALTY = 8  # a name that only its looks tell
_WEAK_PENALTY = 200


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
    index, of = _behind(statement)
    if (whose := _for_what(scene, index, candidates)) is not None:
        return whose
    lead = _lead_end(statement)
    foods = _per_body(amount) or _dosed(scene, lead, candidates)
    front, behind = _ending(candidates, lead, foods), _at(candidates, index, scene, of)
    touching = front is not None and lead == statement.head.first and front.first not in claimed
    front = whole_name(scene, front) if front is not None else None
    if front is not None and not of and (behind is None or touching):
        return front
    if behind is not None:
        return behind
    if not of and (name := _name_before(statement, lead, elsewhere, candidates)) is not None and _free(name, names):
        return name
    if not of and (run := _before_parenthesis(statement, candidates)) is not None and _free(run, names):
        return run
    touches = of or index == statement.tail  # behind "a day" only a known name still belongs to the amount
    run = run_after(scene.tokens, index, scene.sentence.last) if touches and index < scene.sentence.last else None
    if run is not None and run.last - run.first <= (_MOST_NAME + 1 if of else _MOST_NAME) and _free(run, names):
        return run
    return front


def _before_parenthesis(statement: Statement, candidates: Sequence[Mention]) -> Mention | None:
    """ "treated with crocins (15 mg/kg)": an unknown name between a word that leads to one and the parenthesis."""
    scene, opened = statement.scene, statement.scene.sentence.group_of(statement.amount.first)
    if opened == TOP or statement.head.first != opened + 1:
        return None
    run = run_before(scene.tokens, opened, _behind_previous(statement))
    if run is None or run.last - run.first > _MOST_NAME:
        return None
    led = not _NAME_LEADS.isdisjoint(scene.words(run.first - 1, run.first))
    known = any(mention.first < run.last and run.first < mention.last for mention in candidates)
    return run if led and not known else None


def _free(run: Mention, names: Names) -> bool:
    return names.other.isdisjoint(range(run.first, run.last))


def _behind(statement: Statement) -> tuple[int, bool]:
    """Where the words behind the amount, its timing and its bound begin; whether "of" leads to them."""
    scene = statement.scene
    index, last = statement.tail, scene.sentence.last
    spans = {hit.first: hit.last for role in ("timing", "bound", "duration", "needed") for hit in scene.cues.of(role)}
    inside = scene.sentence.group_of(statement.amount.first) != TOP
    while index < last:
        if index in spans:
            index = spans[index]
        elif inside and scene.tokens[index].text in ")]":
            index, inside = index + 1, False
        else:
            break
    index = _past_dose(scene, index)
    of = index < last and scene.tokens[index].text == "of"
    index += of
    while (
        index < last and scene.tokens[index].text in _DETERMINERS and (of or scene.tokens[index].text not in _ARTICLES)
    ):
        index += 1
    return index, of


def _past_dose(scene: Scene, index: int) -> int:
    """ "150-mg dose of X", "18 mg/kg (i.p.) dose of X": the index of "of", else the index given."""
    step = index
    if step in scene.sentence.close and scene.sentence.close[step] - step <= 3:
        step = scene.sentence.close[step] + 1
    while step < scene.sentence.last and scene.tokens[step].text in _DOSE_NOUNS:
        step += 1
    return step if step > index and scene.words(step, min(step + 1, scene.sentence.last)) == ["of"] else index


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


def whole_name(scene: Scene, mention: Mention) -> Mention:
    """ "hexamethonium chloride" where only "chloride" is known: the salt with the word before it."""
    before = scene.tokens[mention.first - 1] if mention.first > scene.sentence.first else None
    salt = mention.last - mention.first == 1 and scene.tokens[mention.first].text in _SALTS
    if not salt or before is None or before.kind != WORD or before.text in NOT_SUBSTANCES:
        return mention
    return mention._replace(first=mention.first - 1, concept_id=None)


def _dosed(scene: Scene, index: int, candidates: Sequence[Mention]) -> bool:
    """Whether what ends at a token is said to be dosed: "three doses of capsaicin (20 ug)"."""
    named = next((mention for mention in candidates if mention.last == index), None)
    return named is not None and scene.words(named.first - 2, named.first) in (["doses", "of"], ["dose", "of"])


def _per_body(amount: Amount) -> bool:
    """Whether an amount is given by weight or surface of a body: "green tea (100 mg/kg)" is a dose of the tea."""
    return any(part in ("kg", "m2", "[lb_av]") for part in amount.per)


def _lead_end(statement: Statement) -> int:
    """The index after the last word in front of the amount that does more than link it to its substance."""
    scene = statement.scene
    index, floor = statement.head.first, scene.sentence.first
    roles = ("bound", "timing", "route", "forms")
    ends = {hit.last: hit.first for role in roles for hit in scene.cues.of(role)}
    floor = max(floor, _behind_previous(statement))
    opened = {closed: begin for begin, closed in scene.sentence.close.items()}
    steps = 0
    while index > floor and steps < _MOST_LINKS:
        if index in ends and ends[index] >= floor:
            index = ends[index]
        elif scene.tokens[index - 1].text in _LINKS:
            index -= 1
        elif scene.tokens[index - 1].text == ";" and scene.sentence.group_of(index - 1) != TOP and not steps:
            index -= 1  # "puromycin (PAN; 180 mg/kg)"
        elif opened.get(index - 1, floor - 1) >= max(floor, index - _MOST_ASIDE):
            index = opened[index - 1]  # "rapamycin (RAPA) (5 mg/day)"
        elif scene.tokens[index - 1].text == "%" and scene.tokens[index - 2].kind == NUMBER:
            index -= 2  # "latanoprost 0.005% (50 mcg/mL)"
        else:
            break
        steps += 1
    return index


def _behind_previous(statement: Statement) -> int:
    """The index behind the last amount in front of the statement's list."""
    tails = [other.tail for other in statement.scene.amounts[: statement.index] if other.tail <= statement.head.first]
    return tails[-1] if tails else statement.scene.sentence.first


def _name_before(statement: Statement, lead: int, elsewhere: bool, candidates: Sequence[Mention]) -> Mention | None:
    """Words with capitals or digits right in front of the amount: "Dysport (", "MgO in a dose of", "TU 160 mg"."""
    scene = statement.scene
    floor = _behind_previous(statement)
    run = run_before(scene.tokens, lead, floor) if floor <= lead else None
    if run is None or run.last - run.first > _MOST_NAME:
        return None
    links = scene.words(lead, statement.head.first)
    if (links and not _STRONG_LINKS.intersection(links) and len(links) > 1) or (elsewhere and ":" in links):
        return None
    if (
        not _COPULAS.isdisjoint(links)
        and _STRONG_LINKS.isdisjoint(links)
        and scene.words(run.first - 1, run.first) not in (["for"], ["of"])
    ):
        return None
    first = run.last
    while first > run.first and _looks_like_name(scene, first - 1):
        first -= 1
    if first == run.last:
        return None
    whole = next((m for m in candidates if run.first <= m.first < m.last == first), None)  # "bupropion SR"
    return Mention(whole.first, run.last, whole.concept_id, label=whole.label) if whole else Mention(first, run.last)


def _for_what(scene: Scene, index: int, candidates: Sequence[Mention]) -> Mention | None:
    """ "0.6 mg/day for clonidine"."""
    if scene.words(index, min(index + 1, scene.sentence.last)) != ["for"]:
        return None
    return next((m for m in candidates if m.first == index + 1 and not m.weak), None)


def _looks_like_name(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    written = scene.text[token.start : token.end]
    if token.kind != WORD:
        return True
    inner = any(c.isupper() or c.isdigit() for c in written[1:])
    return (
        inner or (written[0].isupper() and index > scene.sentence.first) or (written[0].isupper() and len(written) > 3)
    )


def nearest(statement: Statement, mentions: Sequence[Mention], claimed: set[int]) -> Mention | None:
    """The nearest candidate of the sentence, rather in front, rather not what another amount is of.

    A chemical (creatinine, LDL) is what is measured nearby more often than what is taken: it counts by place only.
    """
    mentions = [mention for mention in mentions if mention.food or mention.inner or not mention.weak]
    if not mentions:
        return None
    return min(mentions, key=lambda mention: _cost(statement, mention, claimed))


def _cost(statement: Statement, mention: Mention, claimed: set[int]) -> float:
    sentence, amount = statement.scene.sentence, statement.amount
    if mention.last <= statement.head.first:
        cost = float(statement.head.first - mention.last)
        hidden = sentence.reach_before(amount.first, mention.first) is None
    else:
        cost = float(max(0, mention.first - statement.tail) + _AFTER_PENALTY)
        hidden = sentence.reach_after(amount.first, mention.first) is None or _aside(statement.scene, mention)
    cost += _UNLINKED_PENALTY * (mention.concept_id is None)
    return (
        cost + _HIDDEN_PENALTY * hidden + _CLAIMED_PENALTY * (mention.first in claimed) + _WEAK_PENALTY * mention.weak
    )


def _aside(scene: Scene, mention: Mention) -> bool:
    """Whether a candidate describes something else: "a fat-containing meal", "taken with caffeine"."""
    following = scene.words(mention.last, min(mention.last + 1, scene.sentence.last))
    return following == ["-"] or not _ASIDES.isdisjoint(scene.words(mention.first - 1, mention.first))


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
