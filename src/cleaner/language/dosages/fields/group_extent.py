"""How far the words reach that describe a group of people around its head: "healthy older adults with asthma"."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.clause.mentions import NOT_SUBSTANCES, Mention
from cleaner.language.dosages.clause.statement import Scene
from cleaner.language.dosages.text.cue_trie import Phrases
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, WORD
from cleaner.language.dosages.text.units import TIME_UNITS

_RIGHT = Phrases("people_right")
_LEFT = words("people_left.txt")
_STOP = words("people_stop.txt")
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
_NO_END = words("people_no_end.txt")
_GIVING = words("giving_verbs.txt")  # what a group is given: "treated 12 men with"
_NO_START = frozenset({"and", "or", "of", "all", "most", "-", "as"})
_PHRASE_LEADS = frozenset({"a", "an", "the", "in", "of", "for", "among", "these", "those", "all", "both", "our"})
_MOST_RIGHT, _MOST_ASIDE = 14, 140  # words behind a head; characters of a parenthesis
_PHRASE_JOINTS = frozenset({"-", "and"})
_MOST_BEFORE = 12  # words of a noun phrase in front of what describes its head
DETERMINERS = frozenset({"the", "these", "those", "a", "an", "our", "both", "all", "some", "certain", "many"})


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and word not in _LEFT and not word.startswith("non")


def _aged(scene: Scene, first: int) -> int:
    """Where "28-year-old" in front of a token begins, else the token."""
    spelled = [word for word in scene.words(first - 5, first) if word != "-"]
    if spelled[-1:] != ["old"] or spelled[-2:-1] == [] or spelled[-2] not in TIME_UNITS:
        return first
    begin = first
    while begin > scene.sentence.first and scene.tokens[begin].kind != NUMBER and begin > first - 5:
        begin -= 1
    return begin if scene.tokens[begin].kind == NUMBER else first


def left(scene: Scene, head: int, conditions: Sequence[Mention]) -> int:
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
    return _phrase_start(scene, first)


def _phrase_start(scene: Scene, first: int) -> int:
    """Where the noun phrase of a head begins: behind a number, an article or a preposition a few words ahead.

    "41 hemodialyzed patients", "in male Wistar rats": no verb can stand there ("the board advises adults").
    """
    tokens, index, listed = scene.tokens, first, False
    verbs = {hit.first for hit in scene.cues.of("kind")}
    while index > max(scene.sentence.first, first - _MOST_BEFORE):
        before = tokens[index - 1]
        if before.kind == NUMBER or before.text in _PHRASE_LEADS:
            return index
        listed = listed or before.text == "and"
        if index - 1 in verbs:
            return first
        joint = before.text in _PHRASE_JOINTS or (before.text == "," and listed)
        if not joint and (before.kind != WORD or before.text in NOT_SUBSTANCES or _is_gerund(before.text)):
            return first
        index -= 1
    return first


def _describes(scene: Scene, index: int) -> bool:
    """Whether a word in front of a head belongs to the group: "older", "RA", "asthmatic"."""
    token = scene.tokens[index]
    if token.text in _LEFT or token.text == "-" or _is_acronym(scene, index):
        return True
    return token.kind == WORD and token.text.endswith(_OF_CONDITIONS)


def _is_acronym(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return scene.text[token.start : token.end].isupper() and 2 <= token.end - token.start <= 5 and token.kind == WORD


def _is_given(scene: Scene, first: int) -> bool:
    """ "provided 17 obese men with a diet": what follows "with" is what the verb gives."""
    tokens, lead = scene.tokens, first - 1
    while lead > scene.sentence.first and (tokens[lead].kind == NUMBER or tokens[lead].text in DETERMINERS):
        lead -= 1
    return lead >= scene.sentence.first and tokens[lead].text in _GIVING


def right(scene: Scene, first: int, last: int) -> int:
    """The index after what describes the group: ages, "with X", "who are X"; a parenthesis in between is passed."""
    tokens, end = scene.tokens, scene.sentence.last
    if last in scene.sentence.close and tokens[scene.sentence.close[last]].end - tokens[last].start < _MOST_ASIDE:
        passed = scene.sentence.close[last] + 1
        grown = right(scene, first, passed) if passed < end and tokens[passed].text == "with" else passed
        return grown if grown > passed else last
    hit = _RIGHT.at(tokens, last, end)
    if hit is None or (tokens[hit.first].text == "with" and _is_given(scene, first)):
        return last
    if hit.value == "right":
        return right(scene, first, hit.last)
    stop = hit.last
    amounts = {amount.first for amount in scene.amounts}
    while stop < min(end, hit.first + _MOST_RIGHT) and tokens[stop].text not in _STOP and stop not in amounts:
        stop += 1
    while stop > hit.last and tokens[stop - 1].text in _NO_END:
        stop -= 1
    return stop if stop > hit.last else last
