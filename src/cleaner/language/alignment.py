"""Where a long form begins: the letters of a short form laid upon the words before it.

Schwartz and Hearst (2003) take the first alignment that fits; here the cheapest is taken, where a letter at the start
of a word costs nothing and a word left out costs the more the more it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaner.language.vocabulary.words import rows

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LONG_WORDS = 12
_SHORTEST = 4  # letters of a word that one capital may stand for
_INNER = 0.35  # a letter inside a word whose first letter counted
_LOOSE = 1.1  # a word that gives letters but not its first
_SKIPPED = 1.0
_LAST_SKIPPED = 1.3
_SKIPPED_SMALL = 0.15  # words like "of"
_GREEK = frozenset(("alpha", "beta", "gamma", "delta", "epsilon", "kappa", "lambda", "sigma", "omega"))
_NEVER = float("inf")


def aligned(short: str, window: str) -> int | None:
    """Where in `window`, which the long form ends, the long form of `short` begins; None where none fits.

    A plural's "s" and digits may have no letter to stand for ("SSRIs", "2D" for "two-dimensional").
    """
    for letters in dict.fromkeys(_spellings(short)):
        begin = _aligned(letters, short, window)
        if begin is not None:
            return begin
    return None


def _spellings(short: str) -> Iterator[str]:
    letters = "".join(character for character in short if character.isalnum())
    yield letters.lower()
    if letters[0].islower() and letters[1:].isupper():  # "cAMP" for adenosine cyclic monophosphate
        yield from (f"{letters[1 : i + 1]}{letters[0]}{letters[i + 1 :]}".lower() for i in range(1, len(letters) - 1))
    first, hyphen, last = short.partition("-")
    if hyphen and first.isupper() and last.islower():  # "IFN-gamma" for gamma-interferon
        yield f"{last}{first}".lower()
    if letters.endswith("s") and letters[:-1].isupper():
        yield letters[:-1].lower()
    yield "".join(character for character in letters if not character.isdigit()).lower()


def _aligned(letters: str, short: str, window: str) -> int | None:
    """The best alignment of these letters.

    Dynamic programming from the right: `best[i]` is the lowest cost at which the words seen so far, the last one
    taken, account for the letters of the short form from `i` on.
    """
    words = list(_WORD.finditer(window))[-min(_LONG_WORDS, 2 * len(letters) + 2, len(letters) + 5) :]
    if not words or not letters:
        return None
    if len(letters) == 1:
        return _of_capital(letters, short, words[-1])
    best = [_NEVER] * len(letters) + [0.0]
    chosen: tuple[float, int] | None = None
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0].lower()
        skipped = _LAST_SKIPPED if index == len(words) - 1 else _skip_cost(word)
        following = [cost + skipped for cost in best]
        for i in range(len(letters)):
            for taken, cost in _takes(letters, i, word):
                following[i] = min(following[i], best[i + taken] + cost)
        if word[0] == letters[0]:
            whole = min(
                (best[taken] + cost for taken, cost in _takes(letters, 0, word) if cost < _LOOSE), default=_NEVER
            )
            if whole <= _allowed(len(letters)) and (chosen is None or whole < chosen[0]):
                chosen = (whole, words[index].start())
        best = following
    if chosen is None:
        return None
    long = window[chosen[1] :]
    return None if len(long) <= len(short) or short.lower() in long.lower().split() else chosen[1]


def _of_capital(letter: str, short: str, word: re.Match[str]) -> int | None:
    """A single capital stands only for the word right before it."""
    fits = short.isupper() and len(word[0]) > _SHORTEST and word[0][0].lower() == letter
    return word.start() if fits else None


def _takes(letters: str, i: int, word: str) -> Iterator[tuple[int, float]]:
    """How many letters from `i` on a word can account for, with the cost."""
    at = 0 if word[0] == letters[i] else word.find(letters[i], 1)
    if at < 0:
        return
    if word in _GREEK and letters.startswith(word, i):  # "IFN-gamma"
        yield len(word), 0.0
    cost = 0.0 if at == 0 else _LOOSE
    taken = 1
    yield taken, cost
    while i + taken < len(letters):
        at = word.find(letters[i + taken], at + 1)
        if at < 0:
            return
        taken, cost = taken + 1, cost + _INNER
        yield taken, cost


def _allowed(letters: int) -> float:
    return 0.5 + 0.42 * letters


def _skip_cost(word: str) -> float:
    return _SKIPPED_SMALL if word.isdigit() or word in small_words() else _SKIPPED


@cache
def small_words() -> frozenset[str]:
    """Words that say so little that a short form may leave them out."""
    return frozenset(row[0] for row in rows(__package__, "data/small_words.txt"))
