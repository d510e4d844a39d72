"""How good opinions from nets that had not seen a page's site are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from training.line_model.data import Data
from training.line_model.examples import Example, Kind

from cleaner.boilerplate.models.line_features import names
from cleaner.boilerplate.models.net import Matrix


def figures(
    chances: Matrix, data: Data, examples: Sequence[Example], threshold: float, prose_threshold: float
) -> dict[str, dict[str, float]]:
    """By kind of example the means over pages of the precision, recall and F1 of kept words, rules included; for
    marked pages also the shares of junk lines removed and of all their removed lines that are junk."""
    prose = data.x[:, names().index("running text")] > 0
    limit = np.where(prose, prose_threshold, threshold)
    kept = np.where(np.isnan(data.decided), chances < limit, data.decided < 1)
    pages: dict[Kind, list[tuple[float, float, float]]] = defaultdict(list)
    for rows in data.pages():
        pages[examples[data.page[rows.start]].kind].append(_page(kept[rows], data.gold[rows], data.words[rows]))
    found = {
        str(kind): dict(zip(("precision", "recall", "f1"), np.mean(values, axis=0).round(4).tolist(), strict=True))
        for kind, values in pages.items()
    }
    kinds = np.array([example.kind is Kind.MARKED for example in examples])[data.page]
    junk, removed = kinds & (data.gold == 0), kinds & ~kept
    if junk.any():
        found[str(Kind.MARKED)] |= {
            "junk lines removed": round(float((junk & removed).sum() / junk.sum()), 4),
            "removed lines that are junk": round(float((junk & removed).sum() / max(1, removed.sum())), 4),
        }
    return found


def _page(kept: Matrix, gold: Matrix, words: Matrix) -> tuple[float, float, float]:
    known = ~np.isnan(gold)
    kept, good, words = kept[known], gold[known], words[known]
    right = float((words * good * kept).sum())
    precision = right / max(1.0, float((words * kept).sum()))
    recall = right / max(1.0, float((words * good).sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
