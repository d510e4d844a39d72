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


def scan(text: str, stretches: Sequence[tuple[int, int]] | None = None) -> list[Token]:
    """The tokens of a normalised text in order, of all of it or of some stretches. Linear in its length."""
    tokens: list[Token] = []
    append, new = tokens.append, tuple.__new__  # a token's own constructor costs twice as much
    for first, last in stretches if stretches is not None else ((0, len(text)),):
        for match in _TOKEN.finditer(text, first, last):
            kind, raw = match.lastgroup, match.group()
            start, end = match.span()
            if kind == WORD:
                raw = raw.lower()
                append(new(Token, (WORD, raw.replace(".", "") if "." in raw else raw, start, end, 0.0, None)))
            elif kind == SYMBOL:
                append(new(Token, (SYMBOL, raw[0], start, end, 0.0, None)))
            else:
                append(new(Token, (NUMBER, raw, start, end, 0.0, None)))
    return tokens


def adjacent(tokens: Sequence[Token], index: int) -> bool:
    """Whether token `index` touches the one before it."""
    return index > 0 and tokens[index - 1].end == tokens[index].start
