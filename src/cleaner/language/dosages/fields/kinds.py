"""What a statement does with its amount: advises, limits, reports a study, states a content.

A maximum is told by its bound. For the rest a linear model adds up what speaks for each kind: cue words of the sentence
(`data/kind.tsv`), of the heading (`data/headings.tsv`), the shape of the amount, what it is of. The weights are data
(`data/kind_weights.tsv`, trained by `training/dosages/kinds.py`); the words that spoke for the kind are its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from cleaner.contract.vocabulary import Bound, DoseKind, SectionKind
from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.fields.bounds import Bounding
from cleaner.language.dosages.fields.unadvised import spoken_against
from cleaner.language.dosages.text.cue_trie import Hit, Phrases
from cleaner.language.dosages.text.data_files import rows, words
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.tokens import Token

CHOSEN = (
    DoseKind.INTERVENTION,
    DoseKind.RECOMMENDATION,
    DoseKind.LABEL_INSTRUCTION,
    DoseKind.CONTENT,
    DoseKind.OTHER,
)
_HEADINGS = Phrases("headings")
_SECTIONS = {section: (name,) for section, name in rows("section_kinds.tsv", 2)}
_STUDY_WORDS = words("study_words.txt")
BODY = frozenset({"kg", "m2", "[lb_av]"})
_MEASURED = frozenset({"count", "household", "volume"})
_EQUALS = frozenset({"equals", "equal", "equivalent", "corresponds", "="})
_MOST_EQUATION = 9  # words between two amounts that are set equal
_NEAR = 10  # words within which a cue has its full weight
_FAR_WEIGHT = 0.5
_WORD_WEIGHT = 0.5  # of a plain word, which the cues may hold already

Weights = tuple[float, ...]
_WEIGHTS: dict[str, Weights] = {
    name: tuple(map(float, weights)) for name, *weights in rows("kind_weights.tsv", len(CHOSEN) + 1)
}
_WORD = "word: "
_WORDS = {name[len(_WORD) :]: weights for name, weights in _WEIGHTS.items() if name.startswith(_WORD)}


class Feature(NamedTuple):
    """Something that speaks for or against kinds, how strongly, and the cue that it is if it is one."""

    name: str
    value: float
    cue: Hit | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is already known of a dose when its kind is asked: was a timing, a group of people, a substance stated?"""

    timed: bool
    population: bool
    substance: str | None  # the label of its entity


def heading_features(tokens: Sequence[Token]) -> tuple[Feature, ...]:
    """What the words of a heading say."""
    names = dict.fromkeys(hit.value for hit in _HEADINGS.find(tokens, 0, len(tokens)))
    return tuple(Feature(f"heading: {name}", 1.0) for name in names)


def section_features(kind: SectionKind) -> tuple[Feature, ...]:
    """What the kind of a section says: as much as a heading with the words of that kind."""
    return tuple(Feature(f"heading: {name}", 1.0) for name in _SECTIONS.get(kind.value, ()))


def tells_of_study(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether some tokens read like the report of a study."""
    return any(token.text in _STUDY_WORDS for token in tokens[first:last])


class Verdict(NamedTuple):
    """A kind with its cues, heaviest first. `sums`: what spoke for each of `CHOSEN`; empty where a maximum is told."""

    kind: DoseKind
    cues: tuple[Hit, ...]
    sums: Weights = ()


def kind_of(statement: Statement, bounding: Bounding, around: Sequence[Feature], facts: Facts) -> Verdict:
    """The kind of one amount. A maximum beats all; a conversion is told by its equation."""
    if bounding.bound in (Bound.UPPER, Bound.RANGE) and bounding.limit:
        return Verdict(DoseKind.UPPER_LIMIT, bounding.cues)
    if converts(statement):
        return Verdict(DoseKind.OTHER, ())
    if (warning := spoken_against(statement, bounding)) is not None:
        return Verdict(DoseKind.OTHER, (warning,))
    sums = list(_WEIGHTS.get("always", (0.0,) * len(CHOSEN)))
    for word in sorted(statement.scene.said & _WORDS.keys()):
        for index, weight in enumerate(_WORDS[word]):
            sums[index] += weight * _WORD_WEIGHT
    spoken: list[tuple[Weights, Feature]] = []
    for feature in features(statement, bounding, around, facts):
        weights = _WEIGHTS.get(feature.name)
        if weights is None:
            continue
        for index, weight in enumerate(weights):
            sums[index] += weight * feature.value
        if feature.cue is not None:
            spoken.append((weights, feature))
    best = max(range(len(CHOSEN)), key=sums.__getitem__)
    spoken.sort(key=lambda said: -said[0][best] * said[1].value)
    cues = (feature.cue for weights, feature in spoken if weights[best] > 0 and feature.cue is not None)
    return Verdict(CHOSEN[best], tuple(cues), tuple(sums))


def converts(statement: Statement) -> bool:
    """ "1 mcg is 40 IU", "100 mg of X is equivalent to 50 mg of Y": two amounts that are set equal, nothing taken."""
    amounts, index = statement.scene.amounts, statement.index
    for left, right in pairwise(amounts[max(0, index - 1) : index + 2]):
        between = statement.scene.words(left.tail, right.first)
        if "(" in between or len(between) > _MOST_EQUATION:
            continue
        if not _EQUALS.isdisjoint(between) or (between[-1:] == ["is"] and left.high == 1 and left.unit != right.unit):
            return True
    return False


def agreed(verdicts: Sequence[Verdict]) -> DoseKind:
    """The kind of amounts that belong together: what speaks most over all of them."""
    sums = [sum(some) for some in zip(*(verdict.sums for verdict in verdicts), strict=True)]
    return CHOSEN[max(range(len(sums)), key=sums.__getitem__)]


def features(statement: Statement, bounding: Bounding, around: Sequence[Feature], facts: Facts) -> Iterator[Feature]:
    """All that speaks for or against a kind, each name once."""
    yield from around
    yield from _cues(statement)
    amount = statement.amount
    if facts.timed:
        yield Feature("timed", 1.0)
    if facts.population:
        yield Feature("population", 1.0)
    yield Feature(f"of: {facts.substance or 'unknown'}", 1.0)
    if amount.per:
        yield Feature("per body" if not BODY.isdisjoint(amount.per) else "per product", 1.0)
    yield Feature(f"bound: {bounding.bound.value}", 1.0)
    if amount.unit.dimension in _MEASURED:
        yield Feature("measured out", 1.0)
    if statement.scene.sentence.group_of(amount.first) != TOP:
        yield Feature("in parentheses", 1.0)


def word_features(scene: Scene) -> Iterator[Feature]:
    """The plain words of the sentence."""
    yield from (Feature(f"{_WORD}{word}", _WORD_WEIGHT) for word in sorted(scene.said))


def _cues(statement: Statement) -> Iterator[Feature]:
    """The cue words of the sentence, each name once with its nearest words."""
    nearest: dict[str, tuple[int, Hit]] = {}
    for hit in statement.scene.cues.of("kind"):
        distance = max(statement.head.first - hit.last, hit.first - statement.tail, 0)
        if hit.value not in nearest or distance < nearest[hit.value][0]:
            nearest[hit.value] = (distance, hit)
    for name, (distance, hit) in nearest.items():
        yield Feature(name, 1.0 if distance < _NEAR else _FAR_WEIGHT, hit)
