"""The groups of people that a sentence names, as worded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.language.dosages.clause.mentions import Mention
from cleaner.language.dosages.clause.statement import Scene
from cleaner.language.dosages.fields.group_extent import DETERMINERS, left, right
from cleaner.language.dosages.text.cue_trie import Hit, Phrases
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, Token
from cleaner.language.dosages.text.units import TIME_UNITS

_HEADS = Phrases("people")
GENERIC = words("people_generic.txt")
_AGE_PARTS = frozenset({"-", "to", "+", "birth", "and", ">", "≥", "<"})
_CELL_ENDS = frozenset({"\t", ":", "|"})
_SPANS_OF_TIME = frozenset({"for", "over", "after", "during", "within", "every", "in", "of", "until", "past", "last"})
_STATES = frozenset({"pregnancy", "lactation"})
_OF_DOSES = frozenset({"pediatric", "adult"})  # "the usual adult dose"
_DOSE_WORDS = frozenset({"dose", "doses", "dosage", "dosages"})
_OF_AMOUNTS = _DOSE_WORDS | {"amount", "amounts", "intake", "intakes"}
_OLD = frozenset({"old", "y", "yr", "year", "month", "week", "day"})
_SAID = frozenset({"observed", "seen", "reported", "found", "noted", "described", "obtained"})
_ALIKE = frozenset({"those", "that", "similar", "compared", "comparable", "than", "as", "what", "values"})
_MADE_FOR = (["dose"], ["doses"], ["dosage"], ["dosages"], ["indicated"], ["used"], ["approved"])
_MOST_OPENING = 3  # tokens before a topic that opens the sentence
_SEVERITIES = words("severities.txt")
_PREPOSITIONS = frozenset({"for", "in", "among"})


class Group(NamedTuple):
    """Tokens `first` to `last` (exclusive) name a group of people; `sorts`: what kind of words they are."""

    first: int
    last: int
    sorts: tuple[str, ...] = ()


def groups_in(scene: Scene, conditions: Sequence[Mention]) -> list[Group]:
    """The groups a sentence names, in reading order; "patients" and their like only with a description.

    A condition stands for the people who have it where the sentence is about it: "For anxiety, ...", "Psoriasis: ...".
    """
    groups: list[Group] = []
    for hit in scene.cues.of("people"):
        if groups and hit.first < groups[-1].last:
            continue
        group = _grown(scene, hit, conditions)
        if group is not None:
            groups.append(group)
    for condition in conditions:
        if (topic := _topic(scene, condition)) and all(g.last <= topic.first or g.first >= topic.last for g in groups):
            groups.append(topic)
    groups.extend(row for row in _rows(scene) if all(g.last <= row.first or g.first >= row.last for g in groups))
    return sorted(groups)


def headed(tokens: Sequence[Token], span: tuple[int, int]) -> Group | None:
    """The group that the header of a column names: its whole cell."""
    start, end = span
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = bisect_left(tokens, end, lo=first, key=lambda token: token.start)
    return Group(first, last, ("heads the column",)) if first < last and _HEADS.find(tokens, first, last) else None


def named_before(scene: Scene, conditions: Sequence[Mention]) -> list[Group]:
    """The groups of a sentence as those of the one behind it: the first and the last that it names."""
    groups = groups_in(scene, conditions)
    found = [group._replace(sorts=("named last in the sentence before", *group.sorts)) for group in groups[-1:]]
    found.extend(
        group._replace(sorts=("named first in the sentence before", *group.sorts)) for group in groups[:-1][:1]
    )
    return found


def _grown(scene: Scene, hit: Hit, conditions: Sequence[Mention]) -> Group | None:
    tokens = scene.tokens
    if tokens[hit.first].text in _STATES and not _is_state(scene, hit):
        return None
    behind = scene.words(hit.last, min(hit.last + 1, scene.sentence.last))
    if behind and behind[0] in _DOSE_WORDS and tokens[hit.first].text not in _OF_DOSES:
        return None
    first = left(scene, hit.first, conditions)
    last = hit.last
    while last < scene.sentence.last and _is_head(scene, last):
        last += 1  # "adult patients", "5-year-old child"
    while last + 1 < scene.sentence.last and tokens[last].text in ("and", "or") and _is_head(scene, last + 1):
        last += 2
    last = right(scene, first, last)
    if _is_compared(scene, first):
        return None
    if tokens[hit.first].text in GENERIC and last == hit.last and first == hit.first:
        return None
    if tokens[hit.first].text == "those" and not _OF_AMOUNTS.isdisjoint(scene.words(hit.last, last)):
        return None  # "than those with lower amounts"
    sorts = ["one person"] if _is_one_person(scene, first, last) else []
    lead = first - 1
    while lead > scene.sentence.first and tokens[lead].text in DETERMINERS:
        lead -= 1
    if lead >= scene.sentence.first and tokens[lead].text in _PREPOSITIONS:
        sorts.append("led to")
    sorts.append("plain" if last - first == 1 else "described")
    return Group(first, last, tuple(sorts))


def _rows(scene: Scene) -> Iterator[Group]:
    """Ages that head a row of a table: "1-3 years 7 mg", "51+ years 8 mg", "birth to 6 months 0.27 mg"."""
    tokens, floor = scene.tokens, scene.sentence.first
    for amount in scene.amounts:
        last = amount.first - (amount.first > floor and tokens[amount.first - 1].text in _CELL_ENDS)
        first = last - 1
        if first < floor or TIME_UNITS.get(tokens[first].text) not in ("a", "mo"):
            continue
        while first > floor and (tokens[first - 1].kind == NUMBER or tokens[first - 1].text in _AGE_PARTS):
            first -= 1
        while first < last and tokens[first].kind != NUMBER and tokens[first].text not in ("birth", ">", "≥", "<"):
            first += 1
        before = tokens[first - 1].text if first > floor else ""
        if last - first >= 2 and before not in _SPANS_OF_TIME:
            yield Group(first, last, ("an age in a row",))


def _is_state(scene: Scene, hit: Hit) -> bool:
    """ "during pregnancy", "Lactation: 500 mcg"; not "from the beginning of pregnancy"."""
    before = scene.words(hit.first - 1, hit.first)
    behind = scene.words(hit.last, min(hit.last + 1, scene.sentence.last))
    return before in (["during"], ["in"]) or behind in ([":"], ["\t"])


def _topic(scene: Scene, condition: Mention) -> Group | None:
    """ "For X," and "in the treatment of X" anywhere, "X:" at the start of the sentence."""
    tokens, first, last = scene.tokens, condition.first, condition.last
    while first > scene.sentence.first and tokens[first - 1].text in _SEVERITIES:
        first -= 1
    before = scene.words(first - 4, first)
    starts = condition.first - scene.sentence.first <= 2
    colon = scene.sentence.close.get(last, last - 1) + 1 if last in scene.sentence.close else last
    if starts and colon < scene.sentence.last and tokens[colon].text == ":":
        return Group(first, last, ("a topic",))
    if before[-2:] in (["treatment", "of"], ["management", "of"], ["prevention", "of"]):
        return Group(first, last, ("what is treated", "led to"))
    if before[-1:] == ["for"] and (first - scene.sentence.first <= _MOST_OPENING or before[-2:-1] in _MADE_FOR):
        return Group(first, last, ("what it is for", "led to"))
    return None


def _is_head(scene: Scene, index: int) -> bool:
    return any(hit.first == index for hit in scene.cues.of("people"))


def _is_compared(scene: Scene, first: int) -> bool:
    """ "similar to those observed for middle-aged adults": the group that others are compared with."""
    ahead = scene.words(first - 7, first)
    said = [index for index, word in enumerate(ahead) if word in _SAID]
    return bool(said) and not _ALIKE.isdisjoint(ahead[: said[-1]]) and len(ahead) - said[-1] <= 3


def _is_one_person(scene: Scene, first: int, head: int) -> bool:
    """ "A 51-year-old man took": the subject of a case; "for a 5-year-old child" tells of any such child."""
    spelled = [word for word in scene.words(first, head) if word != "-"]
    aged = _OLD.intersection(spelled) and scene.tokens[first].kind == NUMBER
    return (
        bool(aged)
        and scene.words(first - 1, first) in (["a"], ["an"], [])
        and _led_by(scene, first - 2) not in _PREPOSITIONS
    )


def _led_by(scene: Scene, index: int) -> str:
    return "".join(scene.words(index, index + 1))
