"""Which words of a sentence belong to which amount: timing, duration, route, form, the group of people.

Each field has the phrases of its cue file as possible answers; which of them, or none, is chosen by where they stand
(`ties`), by what the amounts beside it took, and by what kind of words they are (`choosing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from cleaner.language.dosages.amounts.amount import Shape
from cleaner.language.dosages.clause.choosing import Question, choose
from cleaner.language.dosages.clause.mentions import Mention
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.clause.ties import LATER, LATER_IN_ROW, in_a_row, tie
from cleaner.language.dosages.text.sentences import TOP

_MOST_EACH_SIDE = 4  # phrases in front of an amount and behind it that are looked at
Value = TypeVar("Value")


class Phrase(NamedTuple, Generic[Value]):
    """Tokens `first` to `last` (exclusive) that may give an amount this value; `cues`: what sort of words they are."""

    first: int
    last: int
    value: Value
    cues: Sequence[str] = ()


def attach(
    question: Question,
    statement: Statement,
    phrases: Sequence[Phrase[Value]],
    before: Sequence[Value | None],
    mention: Mention | None = None,
    about: str | None = None,
) -> Value | None:
    """The value of the phrase that belongs to an amount, None where none does.

    `before` are what earlier amounts took, `mention` what the amount is of, `about` something else known of it.
    """
    if not phrases:
        return None
    nothing = (None, [*_nothing(statement, before), f"none, {about}"])
    options = [*_options(statement, phrases, before, mention, about), nothing]
    return options[choose(question, statement, options)][0]


def _options(
    statement: Statement,
    phrases: Sequence[Phrase[Value]],
    before: Sequence[Value | None],
    mention: Mention | None,
    about: str | None,
) -> Iterator[tuple[Value, list[str]]]:
    head = statement.head.first
    ahead = [phrase for phrase in phrases if phrase.first < head][: -_MOST_EACH_SIDE - 1 : -1]
    behind = [phrase for phrase in phrases if phrase.first >= head][:_MOST_EACH_SIDE]
    row = _row(statement)
    for side, some in (("ahead", ahead), ("behind", behind)):
        for rank, phrase in enumerate(some):
            within = statement.scene.sentence.first <= phrase.first < statement.scene.sentence.last
            cues = [*tie(statement, phrase.first, phrase.last), *phrase.cues] if within else [*phrase.cues]
            cues.extend(f"{side}, {sort}" for sort in phrase.cues)
            cues.append("nearest on its side" if not rank else "not the nearest")
            if about is not None:
                cues.append(f"{about}, {'of a later amount' if LATER in cues or LATER_IN_ROW in cues else 'near'}")
            if len(phrases) == 1:
                cues.append("the only one")
            if mention is not None and (beside := _beside(mention, phrase)):
                cues.append(beside)
            if before and before[-1] == phrase.value:
                cues.append(f"taken by the amount before, {row}")
            elif phrase.value in before:
                cues.append("taken by an amount further ahead")
            yield phrase.value, cues


def _nothing(statement: Statement, before: Sequence[object]) -> Iterator[str]:
    """What speaks for no phrase at all."""
    yield "none"
    yield f"none, {statement.amount.unit.dimension}"
    if before:
        yield f"none, the amount before took {'none' if before[-1] is None else 'one'}, {_row(statement)}"
    if statement.scene.sentence.group_of(statement.amount.first) != TOP:
        yield "none, in parentheses"
    if statement.amount.shape is Shape.LISTED:
        yield "none, listed"


def _row(statement: Statement) -> str:
    """How an amount stands to the one before it."""
    if not statement.index:
        return "first"
    if in_a_row(statement.scene, statement.index):
        return "in a row"
    same = statement.scene.amounts[statement.index - 1].unit == statement.amount.unit
    return "same unit" if same else "other unit"


def _beside(mention: Mention, phrase: Phrase[Value]) -> str | None:
    """Whether a phrase stands beside the name of what the amount is of."""
    if phrase.last == mention.first:
        return "in front of the name"
    if 0 <= phrase.first - mention.last <= 2:
        return "behind the name"
    return "in the name" if mention.first <= phrase.first < mention.last else None
