"""Makes vectors of words from which words stand up to four places before and behind them.

Weighted counts, as positive pointwise mutual information, cut down to their strongest directions. Sentences that many
documents repeat count once. The same texts give the same vectors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from cleaner.language.arbiter.vectors import Vectors
from cleaner.language.ner.network import Floats

WORDS, WIDTH = 20_000, 48
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[.,:;()?!]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_REACH = 4
_SELDOM = 5
_SMOOTHED = 0.75  # power over the counts of contexts, against rare ones


def learned(texts: Iterable[str]) -> Vectors:
    """Vectors of the most frequent words."""
    sentences = dict.fromkeys(sentence for text in texts for sentence in _SENTENCE.split(text))
    cut = [["0" if w.isdigit() else w.lower() for w in _TOKEN.findall(sentence)] for sentence in sentences]
    counts = Counter(word for words in cut for word in words)
    known = [word for word, count in counts.most_common(WORDS) if count >= _SELDOM]
    table = _reduced(_informative(_counted(cut, known)))
    return Vectors(known, table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), np.float32(1e-6)))


def _counted(sentences: list[list[str]], known: list[str]) -> csr_matrix:
    """Words by contexts: what stands behind them, then what stands before them."""
    numbers = {word: number for number, word in enumerate(known)}
    coded = [np.array([numbers.get(word, -1) for word in words], np.int64) for words in sentences]
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    weights: list[Floats] = []
    for distance in range(1, _REACH + 1):
        first = np.concatenate([words[:-distance] for words in coded])
        second = np.concatenate([words[distance:] for words in coded])
        both = (first >= 0) & (second >= 0)
        first, second = first[both], second[both]
        rows += [first, second]
        columns += [second, first + len(known)]
        weights += [np.full(len(first), 1 / distance, np.float32)] * 2
    shape = (len(known), 2 * len(known))
    return coo_matrix((np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), shape).tocsr()


def _informative(counts: csr_matrix) -> csr_matrix:
    own, other = np.asarray(counts.sum(axis=1)).ravel(), np.asarray(counts.sum(axis=0)).ravel() ** _SMOOTHED
    other = other / other.sum()
    cells = counts.tocoo()
    told = np.log(cells.data / (own[cells.row] * other[cells.col]))
    kept = told > 0
    return coo_matrix((told[kept], (cells.row[kept], cells.col[kept])), shape=(len(own), len(other))).tocsr()


def _reduced(table: csr_matrix) -> Floats:
    size = min(WIDTH, min(table.shape) - 1)
    directions, strengths, _ = svds(table.astype(np.float32), k=size, rng=np.random.default_rng(0))
    out: Floats = (directions * np.sqrt(strengths)).astype(np.float32)
    return out
