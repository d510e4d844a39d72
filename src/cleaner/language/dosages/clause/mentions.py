"""Candidates for what an amount is of: entities where a component found some, else names and name-like words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.dosages.text.cue_trie import Phrases
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, WORD, Token
from cleaner.language.dosages.text.units import read_unit

_STEMS = tuple(words("substance_stems.txt"))
SUBSTANCES, _LEADS = Phrases("substances"), Phrases("leads")
NOT_SUBSTANCES = words("not_substances.txt")
_SHORTEST_STEMMED = 7
_LONGEST_RUN, _LONGEST_LED = 5, 3


class Mention(NamedTuple):
    """Tokens `first` to `last` (exclusive) name something that may be dosed; `weak` where nothing else does.

    `label` is the kind of entity it is; `inner` that it is part of a condition's name ("vitamin D deficiency").
    """

    first: int
    last: int
    concept_id: str | None = None
    weak: bool = False
    food: bool = False
    label: str | None = None
    inner: bool = False


class Named(NamedTuple):
    """An entity of any label: half-open offsets into the normalised text."""

    start: int
    end: int
    label: str
    concept_id: str | None


class Names(NamedTuple):
    """What a sentence names: candidates, conditions, and the tokens that name anything else."""

    candidates: list[Mention]
    conditions: list[Mention]
    other: frozenset[int]


_STRONG = frozenset({EntityLabel.DRUG, EntityLabel.NUTRIENT, EntityLabel.SUPPLEMENT})
_WEAK = frozenset({EntityLabel.CHEMICAL, EntityLabel.FOOD})
_CONDITIONS = frozenset({EntityLabel.CONDITION, EntityLabel.SYMPTOM})
_PLACEBO = "placebo"
DILUENTS = frozenset({"saline", "water", "h2o", "normal", "isotonic", "sterile", "distilled", "physiological"})
_MEALS = words("meal_words.txt")
_GENERIC = words("generic_medicines.txt")
_HOLDING = frozenset({"containing", "with", "including", "in", "that", "contains", "contain"})
_PRODUCTS = words("product_nouns.txt")
_CODE = re.compile(r"[A-Z]{2,5}\d{3,}[A-Z]?")
_CODE_LETTERS = re.compile(r"[A-Z]{2,5}")
_NO_CODES = words("no_codes.txt")
_DASHED_DIGITS, _SPACED_DIGITS = 3, 4  # fewer are a marker's ("CA-125" aside) or a count


def names_in(tokens: Sequence[Token], first: int, last: int, named: Sequence[Named], text: str) -> Names:
    """What some tokens name, in reading order. Entities win over names, names over stems.

    Foods and chemicals (hormones, metabolites) are weak candidates: amounts of them are more often measured than taken.
    """
    candidates: list[Mention] = []
    conditions: list[Mention] = []
    other: set[int] = set()
    for entity in named:
        place = _over(tokens, first, last, entity)
        if place is None or _holds_unit(tokens, place, text) or _tells_when(tokens, place, first, last):
            continue
        if entity.label in _STRONG or entity.label in _WEAK:
            label = _label(tokens, place, entity)
            named_words = {token.text for token in tokens[place.first : place.last]}
            weak = (
                label in _WEAK
                or tokens[place.first].text == _PLACEBO
                or named_words <= DILUENTS
                or _is_generic(tokens, place)
            )
            candidates.append(place._replace(weak=weak, food=label == EntityLabel.FOOD, label=label))
            continue
        other.update(range(place.first, place.last))
        if entity.label in _CONDITIONS:
            conditions.append(place)
            within = SUBSTANCES.find(tokens, place.first, place.last)
            candidates.extend(Mention(hit.first, hit.last, weak=True, label=hit.value, inner=True) for hit in within)
    # "calcium-rich foods" is a food that names a nutrient
    taken = {i for mention in candidates if not mention.food for i in range(mention.first, mention.last)} | other
    codes = [code for code in codes_in(tokens, first, last, text) if taken.isdisjoint(range(code.first, code.last))]
    candidates.extend(codes)
    taken.update(i for code in codes for i in range(code.first, code.last))
    candidates.extend(_by_name(tokens, first, last, taken, candidates))
    return Names(sorted(candidates, key=lambda mention: (mention.first, mention.last)), conditions, frozenset(other))


def _holds_unit(tokens: Sequence[Token], place: Mention, text: str) -> bool:
    """ "139 g protein" names no G protein: the entity starts with the unit of a number."""
    return (
        place.first > 0 and tokens[place.first - 1].kind == NUMBER and read_unit(tokens, place.first, text) is not None
    )


def _tells_when(tokens: Sequence[Token], place: Mention, first: int, last: int) -> bool:
    """ "a fat-containing meal", "with each main meal containing fat": when something is taken."""
    if tokens[place.last - 1].text in _MEALS:
        return True
    ahead = [token.text for token in tokens[max(first, place.first - 3) : place.first]]
    if not _HOLDING.isdisjoint(ahead[-1:]) and not _MEALS.isdisjoint(ahead):
        return True
    behind = [token.text for token in tokens[place.last : min(place.last + 3, last)]]
    return behind[:1] == ["-"] and not _MEALS.isdisjoint(behind[2:])


def _is_generic(tokens: Sequence[Token], place: Mention) -> bool:
    """ "weight loss pill": a medicine that is not called by its name."""
    if tokens[place.last - 1].text not in _GENERIC:
        return False
    named = any(has_stem(tokens[index].text) for index in range(place.first, place.last - 1))
    return not named and next(iter(SUBSTANCES.find(tokens, place.first, place.last)), None) is None


def _label(tokens: Sequence[Token], place: Mention, entity: Named) -> str:
    """The label of an entity; hormones and the like that our list has are taken more often than measured."""
    if entity.label == EntityLabel.CHEMICAL and (known := SUBSTANCES.at(tokens, place.first, place.last)) is not None:
        return known.value
    return entity.label


def _by_name(
    tokens: Sequence[Token], first: int, last: int, taken: set[int], candidates: Sequence[Mention]
) -> list[Mention]:
    """Candidates that no component found: names of our list, words with the stem of a medicine, objects of dosing."""
    found: list[Mention] = []
    for hit in SUBSTANCES.find(tokens, first, last):
        if taken.isdisjoint(range(hit.first, hit.last)) and not _tells_when(
            tokens, Mention(hit.first, hit.last), first, last
        ):
            weak = hit.value == "weak"
            found.append(Mention(hit.first, hit.last, None, weak, label=None if weak else hit.value))
            taken.update(range(hit.first, hit.last))
    for index in range(first, last):
        if index not in taken and tokens[index].kind == WORD and has_stem(tokens[index].text):
            found.append(Mention(index, index + 1, label=EntityLabel.DRUG))
            taken.add(index)
    found.extend(_products(tokens, first, last, taken))
    if not candidates and not found:
        runs = (run_after(tokens, hit.last, last) for hit in _LEADS.find(tokens, first, last))
        named = (run for run in runs if run is not None and run.last - run.first <= _LONGEST_LED)
        found.extend(run for run in named if taken.isdisjoint(range(run.first, run.last)))
    return found


def _products(tokens: Sequence[Token], first: int, last: int, taken: set[int]) -> Iterator[Mention]:
    """ "polyphenol-rich extract", "whole grape powder": unknown names that end with the noun of a product."""
    for index in range(first + 1, last):
        if tokens[index].text not in _PRODUCTS or index in taken:
            continue
        run = run_before(tokens, index, first)
        if run is not None and run.last == index and taken.isdisjoint(range(run.first, index + 1)):
            yield Mention(run.first, index + 1, label=EntityLabel.SUPPLEMENT)


def codes_in(tokens: Sequence[Token], first: int, last: int, text: str) -> Iterator[Mention]:
    """Laboratory codes of medicines: "BN 52021", "SB-204070", "RO5045337"."""
    for index in range(first, last):
        token = tokens[index]
        if token.kind != WORD or token.text[:2] in ("", "nc") or token.text in _NO_CODES:
            continue
        written = text[token.start : token.end]
        if _CODE.fullmatch(written):
            yield Mention(index, index + 1, label=EntityLabel.DRUG)
        if not _CODE_LETTERS.fullmatch(written):
            continue
        dashed = index + 2 < last and tokens[index + 1].text == "-"
        number = index + 1 + dashed
        if number >= last or tokens[number].kind != NUMBER or not tokens[number].text.isdigit():
            continue
        if dashed and tokens[number].start != token.end + 1:
            continue
        enough = len(tokens[number].text) >= (_DASHED_DIGITS if dashed else _SPACED_DIGITS)
        if enough and read_unit(tokens, number + 1, text) is None:
            yield Mention(index, number + 1, label=EntityLabel.DRUG)


def has_stem(word: str) -> bool:
    return len(word) >= _SHORTEST_STEMMED and word.endswith(_STEMS) and word not in NOT_SUBSTANCES


def _over(tokens: Sequence[Token], first: int, last: int, entity: Named) -> Mention | None:
    begin = bisect_right(tokens, entity.start, first, last, key=lambda token: token.end)
    end = begin
    while end < last and tokens[end].start < entity.end:
        end += 1
    return Mention(begin, end, entity.concept_id) if end > begin else None


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
        return (
            text not in NOT_SUBSTANCES
            and not text.endswith("ly")
            and not (text.endswith(("ed", "ing")) and len(text) > 4)
        )
    if token.text in "-+":
        return token.text == "+" or (index > first and token.start == tokens[index - 1].end)
    return token.kind == NUMBER and index > first and tokens[index - 1].text == "-" and token.end - token.start <= 2
