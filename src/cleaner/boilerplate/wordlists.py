"""The word lists beside this module, read once. A file's comment lines (#) name its source."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACED = {code: " " for code in range(0x80) if not chr(code).isalnum()}


def words_of(text: str) -> list[str]:
    """What `WORD` finds in a text; most lines of a page are plain enough to find it without."""
    if text.isascii() and "'" not in text:
        return text.translate(_SPACED).split()
    return WORD.findall(text)


def rows(name: str) -> list[list[str]]:
    """The tab-separated rows of `data/<name>` without comments and empty lines."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def function_words() -> frozenset[str]:
    """Articles, pronouns, prepositions, auxiliaries of the languages that pages are expected in."""
    return frozenset(word for row in rows("function_words.txt") for word in row[0].split())


@cache
def call_words() -> frozenset[str]:
    """Words that call on readers to go to another page."""
    return frozenset(row[0] for row in rows("calls.txt"))


@cache
def fragment_words() -> frozenset[str]:
    """The words that begin the phrases of buttons and notes that flatteners leave stuck to a paragraph."""
    return frozenset(phrase.split()[0] for _label, place, _, phrase in rows("fragments.tsv") if place != "note")
