"""The short forms a page defines: "multiple sclerosis (MS)", and the other way round "MS (multiple sclerosis)".

After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
(2003); how the letters of a short form are laid upon words is told in `alignment`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from cleaner.language.alignment import aligned, small_words
from cleaner.language.sentences import words_of
from cleaner.language.spans import register

_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{1,90})[)\]]")
_NESTING = re.compile(r"[(\[]((?:[\w+\-/'’]{0,8}\([\w+]{1,4}\)[\w+\-]{0,8}))[)\]]")  # "tidal volume (V(T))"
_SHORT = re.compile(r"[A-Za-z0-9α-ωΑ-Ω](?:[\w+\-/'’.&()]| (?=\w)){0,11}$")
_PART = re.compile(r"[;,]|\bor\b|: ")
# Brackets inside a word end nothing: "benzo[a]pyrene".
_BREAK = re.compile(r"(?<![\s(\[][A-Z])[.;:!?](?=\s)|[\n\t]|(?<!\w)[(\[]|[)\]](?!\w)")
_BEFORE = re.compile(r"([^\s()\[\]\"“”]{2,12})\s*$")
_QUOTES = "\"'“”"
# What a hyphen joins to a word from the left: "1-", "non-", "(+/-)-3-", "[125I]-", "12-O-".
_PREFIX = re.compile(r"(?<!\S)(?!anti-)(?:\(\+/-\)|[(\[\w])[^\s/;\"“”]*-$")
# Brackets in the name of a chemical: "N-(1-naphthyl) ethylenediamine", "(-)-[125I]-cyanopindolol".
_GLUED = re.compile(r"(?<=[\w'’-])[(\[][^\s()\[\]]{1,30}[)\]](?=[\w\s-])|(?<!\S)[(\[][^\s()\[\]]{1,30}[)\]](?=-)")
_REACH = 200  # characters before a bracket in which the long form is sought
# What a figure at the start of a short form may stand for: "2D", two-dimensional; "1D", first-derivative.
_NUMBERS = {"1": ("one", "first"), "2": ("two", "second"), "3": ("three", "third"), "4": ("four", "fourth")}


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
    if window.endswith((";", ":")):
        return None
    names = _GLUED.sub(lambda match: "-" * len(match[0]), window)
    cut = max((match.end() for match in _BREAK.finditer(names)), default=0)
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
    if not _SHORT.match(short) or short in small_words():
        return False
    letters = sum(character.isalpha() for character in short)
    return letters > 0 and (any(c.isupper() for c in short[:4]) or any(c.isdigit() for c in short) or len(short) <= 4)


def _numbered(short: str, window: str, begin: int) -> int:
    """Where the long form begins with the word of the figure that opens the short one."""
    before = window[:begin].lower()
    for word in _NUMBERS.get(short[0], ()):
        if before.endswith((f"{word}-", f"{word} ")):
            return begin - len(word) - 1
    return begin
