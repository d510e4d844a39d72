"""Food and drink by their measure: servings, no doses."""

from __future__ import annotations

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.dosages.clause.mentions import NOT_SUBSTANCES, SUBSTANCES
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.tokens import NUMBER, WORD

_FOODS = words("food_words.txt")
_WHOLE_FOODS = words("whole_foods.txt")
_ALL_FOODS = _FOODS | _WHOLE_FOODS
_DRINKS = words("drinks.txt")
_TAKEN_WITH = frozenset({"with", "in", "into", "before", "after"})
_DILUENTS = words("diluents.txt")
_FOOD_ENDS = frozenset(
    {"and", "or", "in", "from", "per", "daily", "a", "an", "with", "extract", "powder", "fat", "for"}
)
_FOOD_STOPS = _FOOD_ENDS | NOT_SUBSTANCES
_MADE_OF = frozenset({"extract", "powder", "fat"})  # "20 g of cocoa powder"
_MOST_FOOD = 8  # words between an amount and what it is of


def food_follows(statement: Statement) -> bool:
    """ "2 tsp of sugar", "240 mL) of water"; "480 mL of placebo juice" is a dose."""
    reach = 4 if statement.amount.unit.dimension == "household" else 2
    first, last = statement.tail, statement.scene.sentence.last
    first += statement.scene.words(first, min(first + 1, last)) == [")"]
    behind = statement.scene.words(first, min(first + reach, last))
    if _TAKEN_WITH.isdisjoint(behind[:2]):
        return not _FOODS.isdisjoint(behind)
    return False  # "30 mL with water" is no amount of water


def dissolves(statement: Statement) -> bool:
    """ "4 mg diluted in 20 mL of saline": the volume is what the dose is dissolved in."""
    scene = statement.scene
    led = scene.words(statement.head.first - 1, statement.head.first) in (["in"], ["with"])
    behind = scene.words(statement.tail, min(statement.tail + _MOST_FOOD, scene.sentence.last))
    return led and not _DILUENTS.isdisjoint(behind)


def weighs_food(statement: Statement) -> bool:
    """ "80 g of oats or rice", "90 g of an olive-enriched biscuit", not "4 g of fish oil": a plain food by its weight.

    The last word of the phrase decides, unless it ends the name of a substance.
    """
    scene = statement.scene
    foods = _ALL_FOODS if statement.amount.every is None else _WHOLE_FOODS
    of = scene.words(statement.tail, min(statement.tail + 1, scene.sentence.last)) == ["of"]
    first = statement.tail + of
    last = min(first + _MOST_FOOD, scene.sentence.last)
    if "kg" in scene.words(first, last):
        return False  # "0.4 g of hazelnuts per kg of body weight"
    head, index = None, first
    while index < last:
        token = scene.tokens[index]
        if token.kind == WORD and (token.text in foods or token.text not in _FOOD_STOPS):
            head = index
        elif token.text in ("or", "and"):  # "fresh or heated yogurt" goes on, "oats or rice" does not
            if head is not None and scene.tokens[head].text in foods:
                break
        elif token.text != "-" and (head is not None or not of or token.kind not in (WORD, NUMBER)):
            break
        index += 1
    if head is None or scene.tokens[head].text not in foods or not _MADE_OF.isdisjoint(scene.words(index, index + 1)):
        return False
    return all(hit.last <= head or hit.value == EntityLabel.FOOD for hit in SUBSTANCES.find(scene.tokens, first, index))


def food_before(statement: Statement) -> bool:
    """ "avocado (175 g, men; 140 g, women)": a food eaten whole in front of the parenthesis."""
    scene = statement.scene
    opened = scene.sentence.group_of(statement.amount.first)
    if opened == TOP or opened <= scene.sentence.first or scene.tokens[opened - 1].text not in _WHOLE_FOODS:
        return False
    named = SUBSTANCES.find(scene.tokens, max(scene.sentence.first, opened - 3), opened)
    following = scene.tokens[statement.tail] if statement.tail < scene.sentence.last else None
    alone = following is None or following.kind != WORD or following.text in _FOOD_ENDS - _MADE_OF
    return alone and not any(hit.last == opened and hit.value != "FOOD" for hit in named)


def drink_before(statement: Statement) -> bool:
    """ "Filter coffee, 200 mL", "an energy drink (250 mL)"."""
    scene, index = statement.scene, statement.head.first
    while index > scene.sentence.first and scene.tokens[index - 1].text in ",(":
        index -= 1
    parted = index < statement.head.first  # "drink 30 mL of the syrup" is an instruction
    return parted and not _DRINKS.isdisjoint(scene.words(index - 1, index))
