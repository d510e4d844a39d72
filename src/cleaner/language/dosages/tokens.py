"""The one scan over the text: words, numbers, symbols, with the number grammar already applied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

NUMBER, WORD, SYMBOL = "number", "word", "symbol"

_TOKEN = re.compile(
    r"""
    (?P<symbol>[^\s\w]|\n+|_)
    | (?P<number>\d+(?:[.,]\d+)*)
    | (?P<word>(?:[A-Za-z]\.){2,}(?![A-Za-z]) | [Qq](?=\d{1,2}(?:-\d{1,2})?\s?h)
        | (?:to|of|at|than|about|and|or|ages?|is|for)(?=\d) | [^\W\d_]+(?:\d+[^\W\d_]*)*(?:'[a-z]{1,2}\b)?)
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word (lower case, without the dots of "b.i.d."), a symbol, or a number with its value.

    `start` and `end` point into the normalised text. `grouped` is the other value of a number such as "20.000" whose
    dot may part thousands; `first` and `last` of a number are equal unless it was written with a dash inside.
    """

    kind: str
    text: str
    start: int
    end: int
    value: float = 0.0
    grouped: float | None = None


def scan(text: str) -> list[Token]:
    """The tokens of a normalised text in order. Linear in its length."""
    tokens: list[Token] = []
    append = tokens.append
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or SYMBOL
        start, end = match.span()
        raw = match.group()
        if kind == WORD:
            append(Token(WORD, raw.lower().replace(".", ""), start, end))
        elif kind == SYMBOL:
            append(Token(SYMBOL, raw[0], start, end))
        else:
            append(Token(NUMBER, raw, start, end))
    return tokens


def adjacent(tokens: Sequence[Token], index: int) -> bool:
    """Whether token `index` touches the one before it."""
    return index > 0 and tokens[index - 1].end == tokens[index].start
