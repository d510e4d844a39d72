"""How much more often words, alone and two in a row, stand in boilerplate than in articles, counted in sites."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

from training.line_model.examples import Example, Kind, fold_of

from cleaner.boilerplate.lines import Line
from cleaner.reading.flat import read_flat

FEWEST_SITES = 8  # that a word or pair stands on before it gets odds
LEAST_ODDS = 0.5
LEAST_PAIR_ODDS = 0.9
SHRINK = 4.0  # sites' worth of doubt

Counts = dict[str, dict[str, list[int]]]  # word or pair -> site -> blocks of boilerplate, blocks of articles


class Odds:
    """Counts by fold, in sites, so that one site's template counts once. Made-up junk teaches no words."""

    def __init__(self, examples: Sequence[Example], folds: int) -> None:
        found = [example for example in examples if example.kind is not Kind.MARKED]
        self.words: list[Counts] = [defaultdict(dict) for _ in range(folds)]
        self.pairs: list[Counts] = [defaultdict(dict) for _ in range(folds)]
        for example in found:
            self._add(self.words[fold_of(example.site, folds)], example, set)
        common = {word for word, sites in self._sites().items() if sites >= FEWEST_SITES and not word.isdigit()}
        for example in found:
            self._add(self.pairs[fold_of(example.site, folds)], example, lambda words: _pairs(words, common))

    def _add(self, table: Counts, example: Example, units: Callable[[Sequence[str]], Iterable[str]]) -> None:
        for block, good in zip(read_flat(example.text), example.gold, strict=True):
            if good is None:
                continue
            for unit in units(Line(block.text).words):
                table[unit].setdefault(example.site, [0, 0])[good >= 0.5] += 1

    def _sites(self) -> Counter[str]:
        return Counter({word: sum(len(table.get(word, ())) for table in self.words) for word in _keys(self.words)})

    def lexicon(self, without: int | None) -> dict[str, float]:
        """Odds from all folds but one."""
        return {
            **_odds(self.words, without, LEAST_ODDS),
            **_odds(self.pairs, without, LEAST_PAIR_ODDS),
        }


def _pairs(words: Sequence[str], common: Collection[str]) -> set[str]:
    return {f"{one} {other}" for one, other in pairwise(words) if one in common and other in common}


def _keys(tables: Sequence[Counts]) -> Iterator[str]:
    yield from sorted({word for table in tables for word in table})


def _odds(tables: Sequence[Counts], without: int | None, least: float) -> dict[str, float]:
    junk: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for fold, table in enumerate(tables):
        if fold == without:
            continue
        for word, sites in table.items():
            for bad, fine in sites.values():
                junk[word] += bad / (bad + fine)
                good[word] += fine / (bad + fine)
    found = {}
    for word in sorted(junk.keys() | good.keys()):
        if junk[word] + good[word] >= FEWEST_SITES and not word.isdigit():
            odds = log((junk[word] + SHRINK) / (good[word] + SHRINK))
            if abs(odds) >= least:
                found[word] = round(odds, 2)
    return found
