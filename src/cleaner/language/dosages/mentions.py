"""Candidates for what an amount is of: entities where a component found some, else names and name-like words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language.dosages.phrases import Phrases
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import NUMBER, WORD, Token

_STEMS = tuple(words("substance_stems.txt"))
_NAMES = Phrases("substances")
NOT_SUBSTANCES = words("not_substances.txt")
_SHORTEST_STEMMED = 7
_LONGEST_RUN = 5


class Mention(NamedTuple):
    """Tokens `first` to `last` (exclusive) name something that may be dosed; `weak`: only where nothing else does."""

    first: int
    last: int
    concept_id: str | None = None
    weak: bool = False


class Named(NamedTuple):
    """An entity of a dosable label: half-open offsets into the normalised text."""

    start: int
    end: int
    concept_id: str | None
    food: bool


_LEADS = Phrases("leads")


def mentions_in(tokens: Sequence[Token], first: int, last: int, named: Sequence[Named]) -> list[Mention]:
    """The candidates among some tokens, in reading order; entities win over names, names over stems."""
    found = [mention for entity in named if (mention := _over(tokens, first, last, entity))]
    taken = {index for mention in found for index in range(mention.first, mention.last)}
    for hit in _NAMES.find(tokens, first, last):
        if taken.isdisjoint(range(hit.first, hit.last)):
            found.append(Mention(hit.first, hit.last, None, hit.value == "weak"))
            taken.update(range(hit.first, hit.last))
    for index in range(first, last):
        token = tokens[index]
        if token.kind == WORD and index not in taken and _has_stem(token.text):
            found.append(Mention(index, index + 1))
    if all(mention.weak for mention in found):
        leads = _LEADS.find(tokens, first, last)
        found.extend(run for hit in leads if (run := run_after(tokens, hit.last, last)) and run.first not in taken)
    return sorted(found)


def _has_stem(word: str) -> bool:
    return len(word) >= _SHORTEST_STEMMED and word.endswith(_STEMS) and word not in NOT_SUBSTANCES


def _over(tokens: Sequence[Token], first: int, last: int, entity: Named) -> Mention | None:
    inside = [i for i in range(first, last) if tokens[i].start < entity.end and tokens[i].end > entity.start]
    return Mention(inside[0], inside[-1] + 1, entity.concept_id, entity.food) if inside else None


def run_after(tokens: Sequence[Token], index: int, last: int) -> Mention | None:
    """The words from `index` on that may be a name: "fish oil" of "fish oil, containing"."""
    end = index
    while end < last and end - index < _LONGEST_RUN and _may_name(tokens, end, index):
        end += 1
    while end > index and (tokens[end - 1].kind != WORD or tokens[end - 1].text in NOT_SUBSTANCES):
        if tokens[end - 1].kind == NUMBER and end - index > 1:
            break
        end -= 1
    return Mention(index, end) if end > index and tokens[index].kind == WORD else None


def run_before(tokens: Sequence[Token], index: int, first: int) -> Mention | None:
    """The words that end before `index` and may be a name."""
    start = index
    while start > first and index - start < _LONGEST_RUN and _may_name(tokens, start - 1, start - 1):
        start -= 1
    while start < index and tokens[start].kind != WORD:
        start += 1
    return Mention(start, index) if start < index else None


def _may_name(tokens: Sequence[Token], index: int, first: int) -> bool:
    token = tokens[index]
    if token.kind == WORD:
        text = token.text
        return text not in NOT_SUBSTANCES and not text.endswith("ly") and not (text.endswith("ed") and len(text) > 4)
    if token.text in "-+":
        return token.text == "+" or (index > first and token.start == tokens[index - 1].end)
    return token.kind == NUMBER and index > first and tokens[index - 1].text == "-" and token.end - token.start <= 2
