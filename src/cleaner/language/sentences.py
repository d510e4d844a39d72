"""Sentences over the words of a text, bounded by the blocks of its page.

The items of a list belong to the sentence that introduces them: "Call your doctor if you have:" governs each item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from cleaner.labels import Label
from cleaner.language.context import context_of
from cleaner.language.tokenizer import TEXT
from cleaner.language.vocabulary.words import Words, rows

_KEY = "cleaner.words"
_LONGEST = 250  # words; what runs on longer is no sentence
_END = re.compile(r"[.!?](?:[\"”’')\]]|\[\d+\])*\s")
_BULLETED = re.compile(r"\s[-*•–]\s")
_BULLET = re.compile(r"\s*(?:[-*•·–▪◦]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` up to, not including, `last`."""

    first: int
    last: int


def words_of(doc: Doc) -> Words:
    """The words of a `Doc`, cut once; their `text` is the `Doc`'s, which spaCy puts together anew whenever asked."""
    length = doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0
    words = doc.user_data.get(_KEY)
    if words is None or len(words.text) != length:  # a `Doc` made of a part of another brings its user data along
        text = doc.user_data.get(TEXT, "")
        words = doc.user_data[_KEY] = Words.of(text if len(text) == length else doc.text)
    found: Words = words
    return found


def page_words(doc: Doc) -> frozenset[str]:
    """The words of a text and of what stood beside it, in lower case."""
    outside = context_of(doc).outside
    return frozenset(words_of(doc).lowered).union(Words.of(outside).lowered if outside else ())


def sentences(doc: Doc) -> list[Sentence]:
    """The sentences of a text; list items stand with the line that ends in a colon above them."""
    words = words_of(doc)
    if not len(words):
        return []
    items = {block.start for block in context_of(doc).blocks if block.label is Label.LIST_ITEM}
    found, first, listing = [], 0, False
    for index in range(len(words) - 1):
        gap = words.gaps[index]
        if "\n" in gap:
            listing = (listing or ":" in gap) and _opens_item(words, index + 1, gap, items)
            ends = not listing
        else:
            goes_on = (listing or ":" in gap) and is_bullet(gap)  # a list that was flattened into one line
            ends = not goes_on and ("\t" in gap or _ends(words, index, gap))
            listing = goes_on or (listing and not ends)
        if ends or index - first >= _LONGEST:
            found.append(Sentence(first, index + 1))
            first = index + 1
    found.append(Sentence(first, len(words)))
    return found


def is_bullet(gap: str) -> bool:
    """Whether what stands between two words of a line opens an item: " - "."""
    return bool(_BULLETED.search(gap))


def _opens_item(words: Words, index: int, gap: str, items: set[int]) -> bool:
    line = words.ends[index - 1] + gap.rfind("\n") + 1
    return line in items or bool(_BULLET.match(words.text, line))


def _ends(words: Words, index: int, gap: str) -> bool:
    if not _END.match(gap.lstrip("\"”’')]%")):
        return False
    if is_bullet(gap):
        return True
    following = words.text[words.starts[index + 1]]
    last = words.lowered[index]
    return (following.isupper() or following.isdigit()) and len(last) > 1 and last not in _abbreviated()


@cache
def _abbreviated() -> frozenset[str]:
    return frozenset(row[0] for row in rows(__package__, "data/stopped_words.txt"))
