"""What each amount of a sentence is of: chosen among the names around it and those named further off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.dosages.clause.choosing import Question, choose
from cleaner.language.dosages.clause.mentions import DILUENTS, NOT_SUBSTANCES, Mention, Names, run_after
from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.clause.ties import in_a_row, tie
from cleaner.language.dosages.fields.kinds import BODY
from cleaner.language.dosages.model import Substance
from cleaner.language.dosages.substances.links import lead_end, link_behind
from cleaner.language.dosages.substances.unknown_names import (
    MOST_NAME,
    before_parenthesis,
    is_free,
    name_before,
    whole_name,
)
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import WORD
from cleaner.language.dosages.text.units import read_unit

_CARRIERS = frozenset({EntityLabel.SUPPLEMENT, EntityLabel.FOOD})
_CONJUNCTIONS = frozenset({"and", "or", ",", "plus"})
_QUALIFIERS = frozenset({"elemental", "pure", "total", "added", "supplemental", "additional"})
_NO_NAME = frozenset({"and", "or", "to", "in", "for", "with", "from", "by", "as"})
_CHEMICAL_ENDINGS = tuple(words("chemical_endings.txt"))
_SHORTEST = 6  # letters of a name that only its ending tells
_MOST_EACH_SIDE = 5  # names in front of an amount and behind it that are looked at

Chosen = Mention | Substance | None


def assigned(
    statements: Sequence[Statement], twins: Sequence[int | None], names: Names, further: Substance | None
) -> list[Chosen]:
    """For each amount its mention in the sentence, else what was named `further` off, else nothing."""
    pairs = paired(statements, names.candidates)
    if pairs is not None:
        return list(pairs)
    chosen: list[Chosen] = []
    for statement in statements:
        twin = twins[statement.index]
        if twin is not None:
            chosen.append(chosen[twin])
            continue
        options = list(_options(statement, names, further, chosen))
        best = options[choose(Question.SUBSTANCE, statement, options)][0]
        chosen.append(whole_name(statement.scene, best) if isinstance(best, Mention) else best)
    return chosen


def _options(
    statement: Statement, names: Names, further: Substance | None, before: Sequence[Chosen]
) -> Iterator[tuple[Chosen, list[str]]]:
    """Every possible substance with its cues."""
    behind, of = link_behind(statement)
    lead = lead_end(statement)
    named = [mention for mention in names.candidates if not _is_denied(statement, mention)]
    known = [_bare(statement.scene, mention) for mention in _near(statement, named)]
    if further is not None and further.label == EntityLabel.NUTRIENT:
        known = [mention for mention in known if not _carries(statement, mention)]
    strong = sum(not mention.weak for mention in known)
    unknown = dict(_unknown(statement, names, further is not None, behind, of, lead))
    mentions = sorted([*known, *unknown], key=lambda mention: mention.first)
    ahead = sum(mention.first < statement.head.first for mention in mentions)
    for index, mention in enumerate(mentions):
        rank = ahead - 1 - index if index < ahead else index - ahead
        cues = [*_cues(statement, mention, behind, of, lead), *_history(statement, mention, before)]
        if mention in unknown:
            cues.append(unknown[mention])
        cues.append(
            f"{'ahead' if index < ahead else 'behind'}, {'nearest name' if not rank else 'another name is nearer'}"
        )
        yield mention, cues
    around = ["beside strong names"] if strong else ["beside weak names"] if known else []
    kind = statement.amount.unit.dimension
    if further is not None:
        cues = [
            f"from {further.found_in.value}",
            f"from {further.found_in.value}, {further.label}",
            *(f"further, {c}" for c in around),
        ]
        yield further, [*cues, "further", *_history(statement, further, before)]
    yield None, ["none", f"none, {kind}", *(f"none, {c}" for c in around)]


def _is_denied(statement: Statement, mention: Mention) -> bool:
    """ "1.5 g of flowers and no caffeine": nothing is an amount of what is not there."""
    return statement.scene.words(mention.first - 1, mention.first) in (["no"], ["without"], ["zero"])


def _near(statement: Statement, mentions: Sequence[Mention]) -> list[Mention]:
    """The candidates nearest to the amount on either side, and those inside it."""
    head, tail = statement.head.first, statement.tail
    ahead = [mention for mention in mentions if mention.first < head]
    behind = [mention for mention in mentions if mention.first >= tail]
    inside = [mention for mention in mentions if head <= mention.first < tail]
    return ahead[-_MOST_EACH_SIDE:] + inside + behind[:_MOST_EACH_SIDE]


def _unknown(
    statement: Statement, names: Names, elsewhere: bool, behind: int, of: bool, lead: int
) -> Iterator[tuple[Mention, str]]:
    """Names that no component knows and how they are told: behind the amount or "of", right in front of it."""
    scene = statement.scene
    taken = {index for mention in names.candidates for index in range(mention.first, mention.last)}
    runs: list[tuple[Mention | None, str]] = []
    if not of:
        runs.append((name_before(statement, lead, elsewhere, names.candidates), "written like a name"))
        runs.append((before_parenthesis(statement, names.candidates), "led to in front of the parentheses"))
        runs.append((_sounding(statement, lead), "sounds like a chemical"))
    if (of or behind == statement.tail) and behind < scene.sentence.last:
        run = run_after(scene.tokens, behind, scene.sentence.last)
        short = run is not None and run.last - run.first <= MOST_NAME + of
        runs.append((run if short else None, "behind of" if of else "behind the amount"))
    for run, how in runs:
        if run is not None and is_free(run, names) and taken.isdisjoint(range(run.first, run.last)):
            yield run, f"unknown, {how}"
            taken.update(range(run.first, run.last))


def _sounding(statement: Statement, lead: int) -> Mention | None:
    """ "apremilast 20 mg": a word in front of the amount that ends like the name of a chemical."""
    if lead <= statement.scene.sentence.first:
        return None
    token = statement.scene.tokens[lead - 1]
    sounds = token.kind == WORD and len(token.text) >= _SHORTEST and token.text.endswith(_CHEMICAL_ENDINGS)
    return Mention(lead - 1, lead) if sounds and token.text not in NOT_SUBSTANCES else None


def _cues(statement: Statement, mention: Mention, behind: int, of: bool, lead: int) -> Iterator[str]:
    """What speaks for a name of the sentence: where it stands and what sort of name it is."""
    scene = statement.scene
    yield from tie(statement, mention.first, mention.last)
    label = mention.label or "unknown"
    yield f"is {label}"
    if mention.weak:
        yield "weak"
    if mention.inner:
        yield "in the name of a condition"
    yield "linked" if mention.concept_id is not None else "not linked"
    place = _place(scene, mention, behind, of, lead)
    if place is not None:
        yield place
        yield f"{place}, {label}"
    if not BODY.isdisjoint(statement.amount.per):
        yield f"per body, {label}"
    named = scene.words(mention.first, mention.last)
    if DILUENTS.issuperset(named):
        yield "dissolves"
    if scene.words(mention.first - 2, mention.first) in (["dose", "of"], ["doses", "of"], ["dosage", "of"]):
        yield "dose of it"
    if mention.label is None:
        yield from _looks(scene, mention, named)


def _place(scene: Scene, mention: Mention, behind: int, of: bool, lead: int) -> str | None:
    """Whether only words that link stand between the name and the amount."""
    if mention.last == lead:
        return "leads to the amount"
    if mention.first == behind:
        return "is what it is of" if of else "stands right behind"
    if behind < mention.first <= behind + (4 if of else 2):
        between = scene.tokens[behind : mention.first]
        if all(token.kind == WORD and token.text not in (_NO_NAME if of else NOT_SUBSTANCES) for token in between):
            return "is what it is of, after words" if of else "stands right behind, after words"
    return None


def _looks(scene: Scene, mention: Mention, named: Sequence[str]) -> Iterator[str]:
    """What an unknown name looks like."""
    first, last = scene.tokens[mention.first], scene.tokens[mention.last - 1]
    written = scene.text[first.start : last.end]
    capital = "capitals" if written.isupper() else "a capital" if written[0].isupper() else "small letters"
    yield f"unknown, in {capital}"
    if named[-1].endswith(_CHEMICAL_ENDINGS):
        yield "unknown, sounds like a chemical"
    if mention.first == scene.sentence.first:
        yield "unknown, opens the sentence"


def _history(statement: Statement, option: Mention | Substance, before: Sequence[Chosen]) -> Iterator[str]:
    """What the amounts in front of this one are of."""
    if not before:
        return
    if before[-1] == option:
        row = "in a row" if in_a_row(statement.scene, statement.index) else "apart"
        other = statement.scene.amounts[statement.index - 1]
        same = "same unit" if other.unit == statement.amount.unit else "other unit"
        yield f"of it is the amount before, {row}"
        yield f"of it is the amount before, {same}"
    elif option in before:
        yield "of it is an amount further ahead"
    elif any(_name(statement, other) == _name(statement, option) for other in before):
        yield "named again"
    if isinstance(option, Mention) and isinstance(before[-1], Mention):
        one, amount = before[-1], statement.scene.amounts[statement.index - 1]
        if (one.first >= amount.tail) == (option.first >= statement.tail) and option.first > one.first:
            yield "same side as for the amount before, next"


def _name(statement: Statement, chosen: Chosen) -> str | None:
    if isinstance(chosen, Mention):
        return " ".join(statement.scene.words(chosen.first, chosen.last))
    return chosen.text.lower() if chosen is not None else None


def _carries(statement: Statement, mention: Mention) -> bool:
    """ "Cod liver oil: 34 mcg per tablespoon" under a heading on a vitamin: the oil holds the amount of the vitamin."""
    scene, amount = statement.scene, statement.amount
    if mention.label not in _CARRIERS or mention.last > statement.head.first:
        return False
    row = range(mention.last, statement.head.first)
    measured = any(read_unit(scene.tokens, index, scene.text) for index in row)
    held = bool(amount.per) or measured
    return held and BODY.isdisjoint(amount.per) and any(scene.tokens[index].text == ":" for index in row)


def _bare(scene: Scene, mention: Mention) -> Mention:
    """ "elemental iron" is iron."""
    first = mention.first
    while first + 1 < mention.last and scene.tokens[first].text in _QUALIFIERS:
        first += 1
    return mention._replace(first=first)


def paired(statements: Sequence[Statement], candidates: Sequence[Mention]) -> Sequence[Mention] | None:
    """ "A or B, 10 mg or 20 mg respectively", "A/B 10/5 mg": as many candidates in a row as amounts, in their order."""
    scene = statements[0].scene
    strong = [mention for mention in candidates if not mention.weak]
    if len(statements) < 2 or len(strong) != len(statements):
        return None
    joints = [scene.words(one.last, other.first) for one, other in pairwise(strong)]
    if "respectively" in scene.words(statements[-1].tail, scene.sentence.last):
        return strong if all(_CONJUNCTIONS.issuperset(joint) for joint in joints) else None
    amounts = [scene.words(one.last, other.first) for one, other in pairwise(scene.amounts)]
    combined = strong[-1].last == scene.amounts[0].first and all(joint == ["/"] for joint in joints + amounts)
    return strong if combined else None
