"""The words between an amount and what it is of: where they end behind it, where they begin in front of it."""

from __future__ import annotations

from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.tokens import NUMBER

_LINKS = words("substance_links.txt")
_MOST_LINKS = 9
_DETERMINERS = frozenset({"the", "a", "an", "elemental", "pure", "total", "added", "supplemental", "additional"})
_ARTICLES = frozenset({"a", "an", "the"})
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
_MOST_ASIDE = 7  # words of a parenthesis between a name and its amount


def link_behind(statement: Statement) -> tuple[int, bool]:
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


def lead_end(statement: Statement) -> int:
    """The index after the last word in front of the amount that does more than link it to its substance."""
    scene = statement.scene
    index, floor = statement.head.first, scene.sentence.first
    roles = ("bound", "timing", "route", "forms")
    ends = {hit.last: hit.first for role in roles for hit in scene.cues.of(role)}
    floor = max(floor, behind_previous(statement))
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


def behind_previous(statement: Statement) -> int:
    """The index behind the last amount in front of the statement's list."""
    tails = [other.tail for other in statement.scene.amounts[: statement.index] if other.tail <= statement.head.first]
    return tails[-1] if tails else statement.scene.sentence.first
