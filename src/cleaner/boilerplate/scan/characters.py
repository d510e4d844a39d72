"""Classes of characters, so that arrays can tell words, figures and ends of sentences."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint16]

COMMA, FIGURE, SIGN, SPACE, LETTER, CAPITAL, SMALL, WORD, APOSTROPHE, STOP, BEFORE_STOP, PAUSE = (
    1 << bit for bit in range(12)
)

_TABLED = 0x20000  # rarer scripts beyond are letters of words
_SIGNS = "|»›•·→▶✓★"
_BEFORE_STOP = 'abcdefghijklmnopqrstuvwxyz0123456789)%”"’' + "".join(map(chr, range(ord("à"), ord("ž") + 1)))
_NAMED = {
    COMMA: ",",
    FIGURE: "0123456789",
    SIGN: _SIGNS,
    APOSTROPHE: "'’",
    STOP: ".!?",  # that may end a sentence inside a line, behind the following
    BEFORE_STOP: _BEFORE_STOP,
    PAUSE: ":;",
}
_TOLD = {
    SPACE: str.isspace,
    LETTER: str.isalpha,
    CAPITAL: str.isupper,
    SMALL: str.islower,
    WORD: str.isalnum,
}


def codes_of(text: str) -> Codes:
    """One code point a character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def classes_of(codes: Codes) -> Classes:
    """The classes of each character, as bits."""
    table = _table()
    if len(codes) and int(codes.max()) >= _TABLED:
        codes = np.minimum(codes, _TABLED)
    return table[codes]


@cache
def _table() -> Classes:
    characters = [chr(code) for code in range(_TABLED)]
    table = np.zeros(_TABLED + 1, dtype=np.uint16)
    for bit, test in _TOLD.items():
        table[:_TABLED] |= np.where(list(map(test, characters)), bit, 0).astype(np.uint16)
    for bit, named in _NAMED.items():
        table[[ord(character) for character in named]] |= bit
    table[_TABLED] = LETTER | WORD
    return table
