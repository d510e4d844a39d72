"""All blocks of all examples, stacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from training.line_model.examples import Example, Kind, fold_of
from training.line_model.odds import Odds

from cleaner.blocks import Document, InputKind
from cleaner.boilerplate import RULES
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.line_features import line_features
from cleaner.boilerplate.models.line_model import mark_lines
from cleaner.boilerplate.models.net import Matrix
from cleaner.boilerplate.models.word_table import WordTable
from cleaner.labels import Action
from cleaner.reading.flat import read_flat

MOST = 150  # short lines of a page, about
LONG = 12  # words
WEIGHTS = {Kind.ANNOTATED: 8.0, Kind.FLATTENED: 0.4, Kind.MARKED: 3.0}


@dataclass
class Data:
    """One row a block. `gold` is the share that is article, `decided` what a rule made of it (1 boilerplate, 0 kept);
    both are not a number where unknown."""

    x: Matrix
    gold: Matrix
    decided: Matrix
    words: Matrix
    weight: Matrix
    page: NDArray[np.int32]  # number of the example
    fold: NDArray[np.int8]

    def pages(self) -> Iterator[slice]:
        """The rows of each page."""
        edges = np.flatnonzero(np.diff(self.page, prepend=-1, append=-1))
        yield from (slice(start, end) for start, end in pairwise(edges.tolist()))

    @property
    def open(self) -> NDArray[np.bool_]:
        """The rows to learn from: no rule decided, and the answer is known."""
        return np.isnan(self.decided) & ~np.isnan(self.gold)

    def sampled(self) -> NDArray[np.intp]:
        """Open rows, of pages with very many the longer lines and some of the short ones, weighing as much as all."""
        rng = np.random.default_rng(0)
        taken, may_learn = [], self.open
        for rows in self.pages():
            is_open = np.flatnonzero(may_learn[rows]) + rows.start
            drawn = (self.words[is_open] >= LONG) | (rng.random(len(is_open)) < MOST / max(1, len(is_open)))
            if drawn.any():
                self.weight[is_open] *= self.weight[is_open].sum() / self.weight[is_open[drawn]].sum()
                taken.append(is_open[drawn])
        return np.concatenate(taken)


def labelled_so_far(text: str) -> Labelling:
    """The page after all rules that run before the line model."""
    labelling = Labelling(Document(InputKind.TEXT, "utf-8", "text/plain", text, read_flat(text)))
    for rule in RULES[: RULES.index(mark_lines)]:
        rule(labelling)
    return labelling


def decided(labelling: Labelling) -> Matrix:
    """For each block 1 where a rule removes it, 0 where one keeps or records it, else not a number."""
    found = np.full(len(labelling.document.blocks), np.nan, dtype=np.float32)
    for index, verdict in labelling.verdicts.items():
        found[index] = verdict.label.action is Action.REMOVE
    return found


def gathered(examples: Sequence[Example], odds: Odds, folds: int) -> Data:
    """Measured with odds of words from other folds only."""
    tables = [WordTable(odds.lexicon(without=fold)) for fold in range(folds)]
    parts: list[tuple[Matrix, ...]] = []
    for number, example in enumerate(examples):
        fold = fold_of(example.site, folds)
        labelling = labelled_so_far(example.text)
        gold = np.array([np.nan if good is None else good for good in example.gold], dtype=np.float32)
        words = np.array([len(labelling.line(block).words) for block in labelling.document.blocks], dtype=np.float32)
        settled = decided(labelling)
        asked = np.isnan(settled) & ~np.isnan(gold)
        weight = np.where(asked, (words + 2) ** 0.7, 0.0)
        weight *= WEIGHTS[example.kind] / max(1.0, float(weight.sum())) ** 0.8
        x = line_features(labelling, tables[fold]).astype(np.float16)
        size = len(gold)
        parts.append((x, gold, settled, words, weight, np.full(size, number, "i4"), np.full(size, fold, "i1")))
    return Data(*(np.concatenate(column) for column in zip(*parts, strict=True)))
