"""The groups of people that a sentence names, as worded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.language.dosages.mentions import Mention
from cleaner.language.dosages.phrases import Hit, Phrases
from cleaner.language.dosages.statement import Scene
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import NUMBER, WORD
from cleaner.language.dosages.units import TIME_UNITS

_RIGHT = Phrases("people_right")
_LEFT = words("people_left.txt")
_STOP = words("people_stop.txt")
GENERIC = words("people_generic.txt")
_AGE_PARTS = frozenset({"-", "to", "+", "birth", "and", ">", "≥", "<"})
_OF_CONDITIONS = (
    "emic",
    "aemic",
    "ptic",
    "etic",
    "ensive",
    "omatic",
    "matic",
    "otic",
    "opausal",
    "trophic",
    "pathic",
    "rexic",
)
_CELL_ENDS = frozenset({"\t", ":", "|"})
_SPANS_OF_TIME = frozenset({"for", "over", "after", "during", "within", "every", "in", "of", "until", "past", "last"})
_STATES = frozenset({"pregnancy", "lactation"})
_DOSE_WORDS = frozenset({"dose", "doses", "dosage", "dosages"})
_NO_END = words("people_no_end.txt")
_GIVING = words("giving_verbs.txt")  # what a group is given: "treated 12 men with"
_OLD = frozenset({"old", "y", "yr", "year", "month", "week", "day"})
_SAID = frozenset({"observed", "seen", "reported", "found", "noted", "described", "obtained"})
_ALIKE = frozenset({"those", "that", "similar", "compared", "comparable", "than", "as", "what", "values"})
_NO_START = frozenset({"and", "or", "of", "all", "most", "-", "as"})
_MADE_FOR = (["dose"], ["doses"], ["dosage"], ["dosages"], ["indicated"], ["used"], ["approved"])
_MOST_OPENING = 3  # tokens before a topic that opens the sentence
_SEVERITIES = words("severities.txt")
_PREPOSITIONS = frozenset({"for", "in", "among"})
_DETERMINERS = frozenset({"the", "these", "those", "a", "an", "our", "both", "all", "some", "certain", "many"})
_MOST_RIGHT, _MOST_ASIDE = 14, 140


class Group(NamedTuple):
    """Tokens `first` to `last` (exclusive) name a group of people; `led` by "for" or "in"."""

    first: int
    last: int
    led: bool


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


def _grown(scene: Scene, hit: Hit, conditions: Sequence[Mention]) -> Group | None:
    tokens = scene.tokens
    if tokens[hit.first].text in _STATES and not _is_state(scene, hit):
        return None
    behind = scene.words(hit.last, min(hit.last + 1, scene.sentence.last))
    if behind and behind[0] in _DOSE_WORDS and tokens[hit.first].text != "pediatric":
        return None
    first = _left(scene, hit.first, conditions)
    last = hit.last
    while last + 1 < scene.sentence.last and tokens[last].text in ("and", "or") and _is_head(scene, last + 1):
        last += 2
    last = _right(scene, first, last)
    if _is_compared(scene, first) or _is_one_person(scene, first, hit.first):
        return None
    if tokens[hit.first].text in GENERIC and last == hit.last and first == hit.first:
        return None
    lead = first - 1
    while lead > scene.sentence.first and tokens[lead].text in _DETERMINERS:
        lead -= 1
    led = lead >= scene.sentence.first and tokens[lead].text in _PREPOSITIONS
    return Group(first, last, led)


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
            yield Group(first, last, False)


def _aged(scene: Scene, first: int) -> int:
    """Where "28-year-old" in front of a token begins, else the token."""
    spelled = [word for word in scene.words(first - 5, first) if word != "-"]
    if spelled[-1:] != ["old"] or spelled[-2:-1] == [] or spelled[-2] not in TIME_UNITS:
        return first
    begin = first
    while begin > scene.sentence.first and scene.tokens[begin].kind != NUMBER and begin > first - 5:
        begin -= 1
    return begin if scene.tokens[begin].kind == NUMBER else first


def _is_state(scene: Scene, hit: Hit) -> bool:
    """ "during pregnancy", "Lactation: 500 mcg"; not "from the beginning of pregnancy"."""
    before = scene.words(hit.first - 1, hit.first)
    behind = scene.words(hit.last, min(hit.last + 1, scene.sentence.last))
    return before in (["during"], ["in"]) or behind in ([":"], ["\t"])


def _left(scene: Scene, head: int, conditions: Sequence[Mention]) -> int:
    """The index where the words before a head begin that describe it: "healthy older adults", "RA patients"."""
    tokens, first = scene.tokens, head
    opened = {closed: begin for begin, closed in scene.sentence.close.items()}
    while first > scene.sentence.first:
        before = next((c for c in conditions if c.last == first), None)
        if before is not None:
            first = before.first
        elif (aged := _aged(scene, first)) < first:
            first = aged
        elif _describes(scene, first - 1):
            first -= 1
        elif (begin := opened.get(first - 1, head)) < head and any(c.last == begin for c in conditions):
            first = begin  # "rheumatoid arthritis (RA) patients"
        else:
            break
    while first < head and tokens[first].text in _NO_START:
        first += 1
    return first


def _describes(scene: Scene, index: int) -> bool:
    """Whether a word in front of a head belongs to the group: "older", "RA", "asthmatic"."""
    token = scene.tokens[index]
    if token.text in _LEFT or token.text == "-" or _is_acronym(scene, index):
        return True
    return token.kind == WORD and token.text.endswith(_OF_CONDITIONS)


def _topic(scene: Scene, condition: Mention) -> Group | None:
    """ "For X," and "in the treatment of X" anywhere, "X:" at the start of the sentence."""
    tokens, first, last = scene.tokens, condition.first, condition.last
    while first > scene.sentence.first and tokens[first - 1].text in _SEVERITIES:
        first -= 1
    before = scene.words(first - 4, first)
    starts = condition.first - scene.sentence.first <= 2
    colon = scene.sentence.close.get(last, last - 1) + 1 if last in scene.sentence.close else last
    if starts and colon < scene.sentence.last and tokens[colon].text == ":":
        return Group(first, last, False)
    if before[-2:] in (["treatment", "of"], ["management", "of"], ["prevention", "of"]):
        return Group(first, last, True)
    if before[-1:] == ["for"] and (first - scene.sentence.first <= _MOST_OPENING or before[-2:-1] in _MADE_FOR):
        return Group(first, last, True)
    return None


def _is_acronym(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return scene.text[token.start : token.end].isupper() and 2 <= token.end - token.start <= 5 and token.kind == WORD


def _is_head(scene: Scene, index: int) -> bool:
    return any(hit.first == index for hit in scene.cues.of("people"))


def _is_given(scene: Scene, first: int) -> bool:
    """ "provided 17 obese men with a diet": what follows "with" is what the verb gives."""
    tokens, lead = scene.tokens, first - 1
    while lead > scene.sentence.first and (tokens[lead].kind == NUMBER or tokens[lead].text in _DETERMINERS):
        lead -= 1
    return lead >= scene.sentence.first and tokens[lead].text in _GIVING


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


def _right(scene: Scene, first: int, last: int) -> int:
    """The index after what describes the group: ages, "with X", "who are X"; a parenthesis in between is passed."""
    tokens, end = scene.tokens, scene.sentence.last
    if last in scene.sentence.close and tokens[scene.sentence.close[last]].end - tokens[last].start < _MOST_ASIDE:
        passed = scene.sentence.close[last] + 1
        grown = _right(scene, first, passed) if passed < end and tokens[passed].text == "with" else passed
        return grown if grown > passed else last
    hit = _RIGHT.at(tokens, last, end)
    if hit is None or (tokens[hit.first].text == "with" and _is_given(scene, first)):
        return last
    if hit.value == "right":
        return _right(scene, first, hit.last)
    stop = hit.last
    amounts = {amount.first for amount in scene.amounts}
    while stop < min(end, hit.first + _MOST_RIGHT) and tokens[stop].text not in _STOP and stop not in amounts:
        stop += 1
    while stop > hit.last and tokens[stop - 1].text in _NO_END:
        stop -= 1
    return stop if stop > hit.last else last
