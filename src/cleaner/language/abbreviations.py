"""The short forms a page defines: "multiple sclerosis (MS)", and the other way round "MS (multiple sclerosis)".

After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
(2003), with one change: instead of the first fitting alignment of the short form's letters, the cheapest is taken,
where a letter at the start of a word costs nothing and a word left out costs the more the more it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from cleaner.language.sentences import words_of
from cleaner.language.spans import register
from cleaner.language.vocabulary.words import rows

_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{1,90})[)\]]")
_NESTING = re.compile(r"[(\[]((?:[\w+\-/'’]{0,8}\([\w+]{1,4}\)[\w+\-]{0,8}))[)\]]")  # "tidal volume (V(T))"
_SHORT = re.compile(r"[A-Za-z0-9α-ωΑ-Ω](?:[\w+\-/'’.&()]| (?=\w)){0,11}$")
_PART = re.compile(r"[;,]|\bor\b|: ")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Brackets inside a word end nothing: "benzo[a]pyrene".
_BREAK = re.compile(r"(?<![\s(\[][A-Z])[.;:!?](?=\s)|[\n\t]|(?<!\w)[(\[]|[)\]](?!\w)")
_BEFORE = re.compile(r"([^\s()\[\]\"“”]{2,12})\s*$")
_QUOTES = "\"'“”"
_PREFIX = re.compile(
    r"(?<!\S)(?!anti-)[\w',]+(?:-[\w',]+)*-$"
)  # what a hyphen joins to a word from the left: "1-", "non-"
_REACH = 200  # characters before a bracket in which the long form is sought
_LONG_WORDS = 12
_SHORTEST = 4  # letters of a word that one capital may stand for
_INNER = 0.35  # a letter inside a word whose first letter counted
_LOOSE = 1.1  # a word that gives letters but not its first
_SKIPPED = 1.2
_LAST_SKIPPED = 1.3
_SKIPPED_SMALL = 0.15  # words like "of"
# What a figure at the start of a short form may stand for: "2D", two-dimensional; "1D", first-derivative.
_NUMBERS = {"1": ("one", "first"), "2": ("two", "second"), "3": ("three", "third"), "4": ("four", "fourth")}
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form where the page defines it; offsets into the text."""

    short: str
    long: str
    start: int
    end: int
    long_start: int
    long_end: int


@Language.factory("abbreviations", assigns=["doc._.abbreviations"])
def make_abbreviations(nlp: Language, name: str) -> AbbreviationFinder:
    register()
    return AbbreviationFinder()


class AbbreviationFinder:
    """Sets `doc._.abbreviations`: the definitions of each short form, differently worded ones apart, in text order."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.abbreviations = definitions(words_of(doc).text)
        return doc


def definitions(text: str) -> tuple[Definition, ...]:
    """The definitions of a text: of each short form and wording of its long form the first."""
    found: dict[tuple[str, str], Definition] = {}
    for bracket in chain(_NESTING.finditer(text), _BRACKET.finditer(text)):
        definition = _before(text, bracket) or _inside(text, bracket) or _within(text, bracket)
        if definition is not None:
            found.setdefault((definition.short, definition.long), definition)
    return tuple(sorted(found.values(), key=lambda d: d.start))


def _before(text: str, bracket: re.Match[str]) -> Definition | None:
    """Long form, then short form in the bracket."""
    start = bracket.start(1)
    short = _PART.split(bracket[1])[0].strip().strip(_QUOTES)
    start = text.index(short, start) if short else start
    if not _is_short(short):
        return None
    window_start = max(0, bracket.start() - _REACH)
    window = text[window_start : bracket.start()].rstrip().rstrip(_QUOTES)
    cut = max((match.end() for match in _BREAK.finditer(window)), default=0)
    begin = aligned(short, window[cut:])
    if begin is None:
        return None
    begin = _numbered(short, window[cut:], begin)
    prefix = _PREFIX.search(window, cut, cut + begin)
    long_start = window_start + (prefix.start() if prefix else cut + begin)
    long_end = window_start + len(window)
    return Definition(short, text[long_start:long_end], start, start + len(short), long_start, long_end)


def _inside(text: str, bracket: re.Match[str]) -> Definition | None:
    """Short form, then long form in the bracket."""
    before = _BEFORE.search(text, max(0, bracket.start() - 14), bracket.start())
    if before is None or not before[1].isupper() or not _is_short(before[1]):
        return None
    for long in dict.fromkeys((bracket[1].rstrip(), _PART.split(bracket[1])[0].rstrip())):
        if " " in long and aligned(before[1], long) == 0:
            start = bracket.start(1)
            return Definition(before[1], long, before.start(1), before.end(1), start, start + len(long))
    return None


def _within(text: str, bracket: re.Match[str]) -> Definition | None:
    """Both in the bracket, the short form last: "(posttransplant lymphoproliferative disorder, PTLD)"."""
    long, mark, short = bracket[1].rpartition(", ")
    if not mark or not short.isupper() or not _is_short(short) or aligned(short, long) != 0:
        return None
    start = bracket.start(1)
    return Definition(short, long, bracket.end(1) - len(short), bracket.end(1), start, start + len(long))


def _is_short(short: str) -> bool:
    if not _SHORT.match(short) or short in _stop_words():
        return False
    letters = sum(character.isalpha() for character in short)
    return letters > 0 and (any(c.isupper() for c in short[:4]) or any(c.isdigit() for c in short) or len(short) <= 4)


def aligned(short: str, window: str) -> int | None:
    """Where in `window`, which the long form ends, the long form of `short` begins; None where none fits.

    A plural's "s" and digits may have no letter to stand for ("SSRIs", "2D" for "two-dimensional").
    """
    for letters in dict.fromkeys(_spellings(short)):
        begin = _aligned(letters, short, window)
        if begin is not None:
            return begin
    return None


def _numbered(short: str, window: str, begin: int) -> int:
    """Where the long form begins with the word of the figure that opens the short one."""
    before = window[:begin].lower()
    for word in _NUMBERS.get(short[0], ()):
        if before.endswith((f"{word}-", f"{word} ")):
            return begin - len(word) - 1
    return begin


def _spellings(short: str) -> Iterator[str]:
    letters = "".join(character for character in short if character.isalnum())
    yield letters.lower()
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
    return _SKIPPED_SMALL if word in _stop_words() else _SKIPPED


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows(__package__, "data/small_words.txt"))
