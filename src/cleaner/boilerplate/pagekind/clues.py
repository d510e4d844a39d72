"""Clues to the kind of a page, as words: "type:newsarticle", "path:product", "hint:price", "prose share:7"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import numpy as np

from cleaner.blocks import Block, Document, Role
from cleaner.boilerplate.measures import Measures, folded

_LETTERS = re.compile(r"[a-z]+")
_DATED_PATH = re.compile(r"\d{4}/\d\d")
# Patterns that begin with the rarest character they can, or with plain letters, are found fast.
_PRICE = re.compile(r"[$€£]\s?\d|€(?<=\d€)|€(?<=\d\s€)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGO = re.compile(r"ago\b(?<!\wago)")
_SAMPLE = 20_000  # characters of the page in which prices and years are counted
_PATH_PARTS = 4
_LONGEST_HINT = 16
_LONGEST_HEADING = 40
_OFTEN, _MOSTLY = 0.05, 0.2  # shares of the blocks that stand under a hint word
_SHARES = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_COUNTS = (1, 3, 6, 12, 25, 50)
_SIZES = (20, 100, 300, 600, 1000, 2000, 4000, 8000)
_HEADING = Role.HEADING
_ROLES = (Role.HEADING, Role.LIST_ITEM, Role.CELL, Role.QUOTE, Role.CODE, Role.CONTROL, Role.CAPTION)


def clues(document: Document, measures: Measures) -> frozenset[str]:
    """All clues of a page. Numbers are told by the step of a scale that they reach."""
    blocks = document.blocks
    headings = [block for block in blocks if block.role is _HEADING]
    return frozenset(
        (
            *(f"type:{name}" for name in document.types),
            *_address(document.url or document.metadata.canonical_url or ""),
            *(f"title:{word}" for word in folded(document.metadata.title).split()),
            *_hints(blocks),
            *(f"heading:{folded(block.text)}" for block in headings if len(block.text) <= _LONGEST_HEADING),
            *_amounts(document, measures, headings),
            *_prose(blocks, measures),
        )
    )


def _address(url: str) -> Iterator[str]:
    path = urlsplit(url).path.strip("/").lower()
    parts = path.split("/") if path else []
    yield f"path depth:{min(_PATH_PARTS, len(parts))}"
    yield f"slug words:{min(6, len(_LETTERS.findall(parts[-1]))) if parts else 0}"
    for part in parts[:-1][:_PATH_PARTS]:
        yield from (f"path:{word}" for word in _LETTERS.findall(part)[:2])
    yield from (f"path:{word}" for part in parts[-1:] for word in _LETTERS.findall(part)[:1])
    if _DATED_PATH.search(path):
        yield "path:dated"


def _hints(blocks: Sequence[Block]) -> Iterator[str]:
    """Words of classes, ids and roles over at least a certain share of the blocks."""
    sets = Counter([block.place.hints for block in blocks if block.place])
    counts: dict[str, int] = defaultdict(int)
    for hints, count in sets.items():
        for word in hints:
            counts[word] += count
    for word, count in counts.items():
        if len(word) <= _LONGEST_HINT and count >= _OFTEN * len(blocks):
            yield f"{'hints' if count >= _MOSTLY * len(blocks) else 'hint'}:{word}"


def _amounts(document: Document, measures: Measures, headings: Sequence[Block]) -> Iterator[str]:
    """How much of the page is prose, links, headings, items ..., and how many prices, years, questions it has."""
    blocks = document.blocks
    words, prose = float(measures.words.sum()), float(measures.prose.sum())
    roles = Counter([block.role for block in blocks])
    for role in _ROLES:
        yield f"{role} share:{bisect_right(_SHARES, roles[role] / len(blocks))}"
    yield f"prose share:{bisect_right(_SHARES, prose / words)}"
    yield f"link share:{bisect_right(_SHARES, float(measures.link_words.sum()) / words)}"
    yield f"words:{bisect_right(_SIZES, words)}"
    yield f"prose words:{bisect_right(_SIZES, prose)}"
    yield f"blocks:{bisect_right(_SIZES, len(blocks))}"
    inside = sum(["article" in block.place.landmarks for block in blocks if block.place])
    yield f"article share:{bisect_right(_SHARES, inside / len(blocks))}"
    questions = sum(block.text.endswith("?") for block in headings)
    yield f"questions:{bisect_right(_COUNTS, questions)}"
    sample = document.visible[:_SAMPLE]
    yield f"prices:{bisect_right(_COUNTS, len(_PRICE.findall(sample)))}"
    yield f"years:{bisect_right(_COUNTS, len(_YEAR.findall(sample)) + len(_AGO.findall(sample)))}"


def _prose(blocks: Sequence[Block], measures: Measures) -> Iterator[str]:
    """Whether the prose stands in one place, or in many of one look, as posts, cards and teasers do."""
    prose = measures.prose
    looks: dict[object, list[int]] = defaultdict(list)
    rows = np.flatnonzero(prose)
    for row in rows.tolist():
        place = blocks[row].place
        if place is not None:
            looks[place.path[-2:], place.hints].append(row)
    if not looks:
        return
    total = float(prose.sum())
    chief = max(looks.values(), key=lambda own: float(prose[own].sum()))
    holders = len(np.unique(measures.around.numbers[chief, 0]))
    yield f"words a paragraph:{bisect_right((20, 30, 40, 50, 60, 80, 100), total / len(rows))}"
    yield f"chief look share:{bisect_right(_SHARES, float(prose[chief].sum()) / total)}"
    yield f"chief look places:{bisect_right(_COUNTS, holders)}"
    yield f"chief look a place:{bisect_right((1.01, 1.5, 2, 3, 5, 10), len(chief) / holders)}"
