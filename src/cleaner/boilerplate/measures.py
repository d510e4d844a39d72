"""Measures of a page's blocks that rules and classifier share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role

Numbers = NDArray[np.float32]
Indices = NDArray[np.intp]

_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’)\]]*(?:\s|$)")
_PROSE = 15  # words from which a block with full sentences counts as prose
_PROSE_LINKS = 0.35  # share of link text up to which it does
_WRAPPING = 0.3  # a hint word over a larger share of the page's prose says nothing of a place in it


@dataclass(frozen=True, slots=True)
class Measures:
    """One number a block."""

    words: Numbers
    link_words: Numbers
    sentences: Numbers
    prose: Numbers  # words of blocks that are prose, else 0
    hints: list[frozenset[str]]  # the block's hint words that tell its place from that of the page's prose
    wrappers: frozenset[str]  # landmarks over much of the page's prose, which tell nothing


def measure(blocks: Sequence[Block]) -> Measures:
    """Count words, links, sentences and prose."""
    words = np.array([block.text.count(" ") + 1 for block in blocks], dtype=np.float32)
    density = np.array([block.link_density if block.links else 0.0 for block in blocks], dtype=np.float32)
    sentences = np.array([len(_SENTENCE_END.findall(block.text)) for block in blocks], dtype=np.float32)
    is_text = np.array([block.role not in (Role.CONTROL, Role.HEADING, Role.CELL) for block in blocks], dtype=bool)
    is_prose = is_text & (words >= _PROSE) & (density < _PROSE_LINKS) & (sentences > 0)
    prose = np.where(is_prose, words, 0).astype(np.float32)
    hints, wrappers = _telling(blocks, prose)
    return Measures(words, words * density, sentences, prose, hints, wrappers)


def _telling(blocks: Sequence[Block], prose: Numbers) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Hint words without those that stand over much of the page's prose as well (they belong to its wrapping), and
    the landmarks of which the same is true."""
    by_hints: Counter[frozenset[str]] = Counter()
    by_landmarks: Counter[frozenset[str]] = Counter()
    for block, count in zip(blocks, prose.tolist(), strict=True):
        if count and block.place:
            by_hints[block.place.hints] += count
            by_landmarks[block.place.landmarks] += count
    wrapping = _common(by_hints)
    cache: dict[frozenset[str], frozenset[str]] = {}
    found = []
    for block in blocks:
        hints = block.place.hints if block.place else frozenset()
        told = cache.get(hints)
        if told is None:
            told = cache[hints] = hints - wrapping
        found.append(told)
    return found, _common(by_landmarks)


def _common(counts: Counter[frozenset[str]]) -> frozenset[str]:
    """The words over more than a certain share of the prose."""
    under: Counter[str] = Counter()
    for words, count in counts.items():
        for word in words:
            under[word] += count
    total = sum(counts.values())
    return frozenset(word for word, count in under.items() if count > _WRAPPING * total)
