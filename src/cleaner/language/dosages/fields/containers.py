"""What an amount is in, said by its clause: "a cup of quinoa provides 8 g", "40 mg in each scoop"."""

from __future__ import annotations

from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.fields.administration import COUNTED_FORMS
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.tokens import NUMBER, SYMBOL, WORD
from cleaner.language.dosages.text.units import read_unit

_HOLDING = words("holding_verbs.txt")
_ONE = frozenset({"a", "an", "one", "each", "every", "per", "single"})
_EACH = frozenset({"per", "a", "an", "each"})
_HELD = frozenset({"mass", "activity", "molar", "organisms"})
_CONTAINERS = frozenset({"count", "food-measure", "household"})
_STRENGTHS = COUNTED_FORMS | {"{vial}"}
_NO_CONTAINER = frozenset({"{injection}", "{puff}", "{spray}", "{inhalation}"})
_MOST_SUBJECT = 10  # words between a container and its verb: "a serving of cooked black beans typically"
_MOST_LISTED = 30  # words between the verb and a member of its list
_MOST_ADJECTIVES = 3
_MOST_NAME = 5  # words between an amount and "in each tablet"


def container_of(statement: Statement) -> str | None:
    """The UCUM code of what the amount is in, with its number where that is not one; None where nothing says so."""
    amount = statement.amount
    if amount.unit.dimension not in _HELD or amount.per or amount.every is not None:
        return None
    return _behind(statement) or _behind_twin(statement) or _subject(statement)


def _subject(statement: Statement) -> str | None:
    """The container that is the subject of the nearest verb of holding in front of the amount."""
    scene = statement.scene
    floor = _clause(statement)
    for verb in range(statement.head.first - 1, max(floor, statement.head.first - _MOST_LISTED) - 1, -1):
        if scene.tokens[verb].text in _HOLDING:
            return _container_before(statement, verb, floor)
        if scene.tokens[verb].text == ":" and scene.words(verb - 2, verb - 1) in (["per"], ["each"]):
            return _container_at(statement, verb - 2, verb)  # "Per serving: vitamin C 90 mg, zinc 11 mg"
    return None


def _clause(statement: Statement) -> int:
    """Where the clause of the amount begins: behind the last barrier or semicolon."""
    scene, head = statement.scene, statement.head.first
    floor = scene.sentence.first
    for barrier in scene.cues.of("barrier"):
        if barrier.last <= head:
            floor = max(floor, barrier.last)
    for index in range(head - 1, floor, -1):
        if scene.tokens[index].text == ";":
            return index + 1
    return floor


def _container_before(statement: Statement, verb: int, floor: int) -> str | None:
    for start in range(verb - 1, max(floor, verb - _MOST_SUBJECT) - 1, -1):
        token = statement.scene.tokens[start]
        if statement.scene.sentence.group_of(start) != TOP:
            continue  # "one scoop (10 g) provides"
        if token.text in _ONE or token.kind == NUMBER:
            return _container_at(statement, start, verb)
    return None


def _container_at(statement: Statement, start: int, stop: int) -> str | None:
    """ "a serving", "each 5 mL", "one standard tablet": the container that a determiner or number leads to."""
    tokens, text = statement.scene.tokens, statement.scene.text
    number = tokens[start].value if tokens[start].kind == NUMBER else 1.0
    for index in range(start + 1, min(start + 2 + _MOST_ADJECTIVES, stop)):
        if tokens[index].kind == SYMBOL and tokens[index].text != "-":
            return None
        if tokens[index].kind == NUMBER:
            return None
        found = read_unit(tokens, index, text)
        if found is None:
            continue
        if number == 1 and found[0].dimension == "volume":
            return found[0].code  # "every mL of the solution provides"
        if found[0].dimension not in _CONTAINERS or found[0].code in _NO_CONTAINER:
            return None
        following = read_unit(tokens, found[1], text)  # "a 3-ounce serving"
        if following is not None and following[1] <= stop and following[0].dimension in _CONTAINERS:
            return following[0].code
        if number == 1 and found[0].code in _STRENGTHS:
            return None  # what one tablet holds is its strength
        return found[0].code if number == 1 else f"{number:g}.{found[0].code}"
    return None


def _behind_twin(statement: Statement) -> str | None:
    """ "34 mcg (1,360 IU) per tablespoon": what both amounts are in."""
    scene, index = statement.scene, statement.tail
    if index in scene.sentence.close:
        index = scene.sentence.close[index] + 1
    elif scene.words(index, index + 1) == [")"]:
        index += 1
    if not statement.tail < index < scene.sentence.last - 1 or scene.tokens[index].text not in _EACH:
        return None
    return _container_at(statement, index, min(index + 2 + _MOST_ADJECTIVES, scene.sentence.last))


def _behind(statement: Statement) -> str | None:
    """ "10 mg of iron in each tablet"."""
    scene, last = statement.scene, statement.scene.sentence.last
    for index in range(statement.tail, min(statement.tail + _MOST_NAME + 1, last - 2)):
        token = scene.tokens[index]
        if token.kind != WORD:
            return None
        if token.text == "in" and scene.tokens[index + 1].text in _ONE:
            code = _container_at(statement, index + 1, min(index + 2 + _MOST_ADJECTIVES, last))
            return code if code != "{dose}" else None
    return None
