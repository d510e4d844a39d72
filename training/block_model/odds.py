"""Log odds of words: how they speak for a block whose class, id or role, or whose text, holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import log
from typing import Any

from training.block_model.examples import Example

from cleaner.boilerplate.models.words import OPENING, WordWeights
from cleaner.boilerplate.wordlists import words_of

_FEWEST_SITES = {"hints": 8, "words": 12}  # that a word stands on before it gets odds
_LEAST = 0.4


def word_weights(examples: Iterable[Example]) -> WordWeights:
    counts: dict[str, dict[str, list[Any]]] = {"hints": {}, "words": {}}
    for one in examples:
        for kind, words in _votes(one).items():
            for word, (out, into) in words.items():
                held = counts[kind].setdefault(word, [0.0, 0.0, set()])
                held[0] += out / (out + into)
                held[1] += into / (out + into)
                held[2].add(one.site)
    return WordWeights(_odds(counts["hints"], "hints"), _odds(counts["words"], "words"))


def _votes(one: Example) -> dict[str, dict[str, list[float]]]:
    """How many open blocks with a word are out of, and in, the gold text: a page has one vote a word."""
    votes: dict[str, dict[str, list[float]]] = {
        "hints": defaultdict(lambda: [0.0, 0.0]),
        "words": defaultdict(lambda: [0.0, 0.0]),
    }
    for row in one.rows:
        into = int(one.share[row] >= 0.5)
        for hint in one.measures.hints[row]:
            votes["hints"][hint][into] += 1
        for word in set(words_of(one.document.blocks[row].text[:OPENING].lower())):
            votes["words"][word][into] += 1
    return votes


def _odds(counts: dict[str, list[Any]], kind: str) -> dict[str, float]:
    found = {}
    for word, (out, into, sites) in counts.items():
        value = log((into + 0.5) / (out + 0.5))
        if len(sites) >= _FEWEST_SITES[kind] and abs(value) > _LEAST:
            found[word] = round(value, 2)
    return found
