"""How much more often words stand in boilerplate than in articles, counted in sites."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from training.line_model.examples import Example, Kind, fold_of

from cleaner.boilerplate.lines import Line
from cleaner.reading.flat import read_flat

FEWEST_SITES = 8  # that a word stands on before it gets odds
LEAST_ODDS = 0.5
SHRINK = 4.0  # sites' worth of doubt


class Odds:
    """Word counts by fold, in sites, so that one site's template counts once. Made-up junk teaches no words."""

    def __init__(self, examples: Iterable[Example], folds: int) -> None:
        self.sites: list[dict[str, dict[str, list[int]]]] = [defaultdict(dict) for _ in range(folds)]
        for example in examples:
            if example.kind is not Kind.MARKED:
                self._add(example, self.sites[fold_of(example.site, folds)])

    def _add(self, example: Example, table: dict[str, dict[str, list[int]]]) -> None:
        for block, good in zip(read_flat(example.text), example.gold, strict=True):
            if good is None:
                continue
            for word in set(Line(block.text).words):
                table[word].setdefault(example.site, [0, 0])[good >= 0.5] += 1

    def lexicon(self, without: int | None) -> dict[str, float]:
        junk: Counter[str] = Counter()
        good: Counter[str] = Counter()
        for fold, table in enumerate(self.sites):
            if fold == without:
                continue
            for word, sites in table.items():
                for bad, fine in sites.values():
                    junk[word] += bad / (bad + fine)
                    good[word] += fine / (bad + fine)
        lexicon = {}
        for word in sorted(junk.keys() | good.keys()):
            if junk[word] + good[word] >= FEWEST_SITES and not word.isdigit():
                odds = log((junk[word] + SHRINK) / (good[word] + SHRINK))
                if abs(odds) >= LEAST_ODDS:
                    lexicon[word] = round(odds, 2)
        return lexicon
