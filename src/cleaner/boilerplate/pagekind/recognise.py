"""The kind of a page by a linear model over its clues; where that is in doubt, what the page declares, else unknown.

Weights: `data/page_kind.tsv`, written by `python -m training.page_kind` with its figures in `data/page_kind.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

import numpy as np

from cleaner.blocks import Document, KindOfPage, PageKind
from cleaner.boilerplate.measures import Measures, Numbers
from cleaner.boilerplate.pagekind.clues import clues
from cleaner.boilerplate.wordlists import rows

# The kinds the model tells apart, in the order of the weights. Q&A pages are forums to it.
TOLD_APART = (
    PageKind.ARTICLE,
    PageKind.COLLECTION,
    PageKind.DOCUMENTATION,
    PageKind.FORUM,
    PageKind.LISTING,
    PageKind.PRODUCT,
    PageKind.SERVICE,
)
_QUESTIONS = frozenset({"type:qapage", "hint:answer", "hint:answers", "hints:answer", "hints:answers"})
# Types of schema.org that name a kind of page.
_DECLARED = {
    "type:article": PageKind.ARTICLE,
    "type:blogposting": PageKind.ARTICLE,
    "type:newsarticle": PageKind.ARTICLE,
    "type:medicalscholarlyarticle": PageKind.ARTICLE,
    "type:collectionpage": PageKind.COLLECTION,
    "type:techarticle": PageKind.DOCUMENTATION,
    "type:discussionforumposting": PageKind.FORUM,
    "type:qapage": PageKind.QA,
    "type:product": PageKind.PRODUCT,
}
_SHOWN = 3  # clues told as evidence
_LIKELY = 0.5  # chance below which a page is of no known kind: of such WCXB pages half are told wrong
_LEAST_SHOWN = 0.1  # weight of a clue worth telling
BIAS = "(none)"  # the row that holds for every page


@dataclass(frozen=True, slots=True)
class KindChances:
    """The chance of each kind of `TOLD_APART`, and the clues they come from."""

    values: Numbers
    clues: frozenset[str]

    def chances(self) -> dict[str, float]:
        """Kind -> its chance."""
        return dict(zip(TOLD_APART, self.values.tolist(), strict=True))


@cache
def kind_weights() -> Mapping[str, Numbers]:
    """Clue -> what it adds to the score of each kind."""
    return {clue: np.array([float(value) for value in values], np.float32) for clue, *values in rows("page_kind.tsv")}


def chances(document: Document, measures: Measures) -> KindChances:
    """How likely a marked-up page is of each kind."""
    found = clues(document, measures)
    return KindChances(softmax(found, kind_weights()), found)


def softmax(found: Iterable[str], weights: Mapping[str, Numbers]) -> Numbers:
    """Chances by clues, in the order of `TOLD_APART`."""
    known = [weights[clue] for clue in sorted(found) if clue in weights]
    scores = np.sum(known, axis=0, dtype=np.float64) if known else np.zeros(len(TOLD_APART))
    scores = scores + weights[BIAS]
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)


def recognise(told: KindChances | None) -> KindOfPage:
    """The kind with its chance and what speaks for it. `told`: None where nothing is known of the page's markup."""
    if told is None:
        return KindOfPage(PageKind.UNKNOWN, None, ("a text without markup",))
    at = int(told.values.argmax())
    kind, chance = TOLD_APART[at], float(told.values[at])
    if chance < _LIKELY:
        return _declared(told, chance) or KindOfPage(
            PageKind.UNKNOWN, round(chance, 2), (f"at best {kind}", *_evidence(told.clues, at))
        )
    asked = sorted(told.clues & _QUESTIONS)
    if kind is PageKind.FORUM and asked:
        return KindOfPage(PageKind.QA, round(chance, 2), (asked[0], *_evidence(told.clues, at)))
    return KindOfPage(kind, round(chance, 2), _evidence(told.clues, at))


def _declared(told: KindChances, chance: float) -> KindOfPage | None:
    """The one kind that the page declares."""
    types = sorted(told.clues & _DECLARED.keys())
    kinds = {_DECLARED[name] for name in types}
    return KindOfPage(kinds.pop(), round(chance, 2), tuple(types)) if len(kinds) == 1 else None


def _evidence(found: frozenset[str], at: int) -> tuple[str, ...]:
    """The clues that say most for one kind and against the others."""
    margins = _margins(at)
    said = [(-margins[clue], clue) for clue in found if clue in margins]
    return tuple([clue for _, clue in nsmallest(_SHOWN, said)])


@cache
def _margins(at: int) -> dict[str, float]:
    """The clues that speak for a kind, and by how much more than for the others."""
    said = {clue: float(weights[at] - weights.mean()) for clue, weights in kind_weights().items()}
    return {clue: margin for clue, margin in said.items() if margin >= _LEAST_SHOWN}
