"""How a text is cut into words and how words are folded, the same for the vocabulary and for the texts it is found in.

Folding is done word by word, so offsets need no map: a word keeps the span it has in the text, whatever its folded
form looks like. Letters and digits are separate words ("B12", "B-12" and "B 12" read the same); `joined` tells where
two words belong to one run of letters and digits, so that a match never begins or ends inside a run.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DIGITS = r"\d₀-₉⁰¹²³⁴-⁹"  # B₁₂ is B12
WORD = re.compile(rf"[^\W_{_DIGITS}]+(?:['’]s(?![^\W_]))?|[{_DIGITS}]+")
HYPHENS = frozenset("-‑‐")
_POSSESSIVE = ("'s", "’s")
# What may stand between two words of one term: nothing (B12), a space, a hyphen or slash, the stop of an initial.
GAPS = frozenset({"", " ", "-", "‑", "‐", "–", " - ", "/", "'", "’", ". ", ".", "\xa0", "' ", "’ "})
_ES = ("sses", "xes", "ches", "shes")
_ACHES = re.compile(r"(?<![eo])aches$")  # headaches, not peaches
_SHORT_OES = 5  # "toes" is of "toe", "tomatoes" of "tomato"
_KEEP_S = ("ss", "us", "is")  # "virus" and "diagnosis" are no plurals


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: offsets, surfaces (`lowered`: in lower case), in `gaps` what parts each from the next."""

    text: str
    starts: list[int]
    ends: list[int]
    surfaces: list[str]
    lowered: list[str]
    gaps: list[str]

    @classmethod
    def of(cls, text: str) -> Words:
        spans = [match.span() for match in WORD.finditer(text)]
        starts = [start for start, _ in spans]
        ends = [end for _, end in spans]
        surfaces = [text[start:end] for start, end in spans]
        lowered = [surface.lower() for surface in surfaces]
        gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
        return cls(text, starts, ends, surfaces, lowered, gaps)

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, first: int, last: int) -> str:
        """The text of words `first` up to, not including, `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def fold(word: str) -> str:
    """The form a word is looked up by: no case, accents, possessive, plural or British spelling."""
    folded = word.lower()
    if folded.endswith(_POSSESSIVE):
        folded = folded[:-2]
    if not folded.isascii():
        folded = _ascii(folded)
    return _singular(_american(folded))


def key(text: str) -> tuple[str, ...]:
    """The folded words of a term."""
    return tuple(fold(match.group()) for match in WORD.finditer(text))


def _ascii(word: str) -> str:
    spelled = "".join(_letters().get(character, character) for character in word)
    plain = unicodedata.normalize("NFKD", spelled)
    return "".join(character for character in plain if not unicodedata.combining(character)).lower()


def _american(word: str) -> str:
    pattern, table = _spellings()
    return pattern.sub(lambda match: table[match.group()], word) if len(word) > 4 else word


def _singular(word: str) -> str:
    irregular = _irregular().get(word)
    if irregular or len(word) < 4 or not word.endswith("s") or word.endswith(_KEEP_S):
        return irregular or word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    es = (word.endswith(_ES) and not _ACHES.search(word)) or (word.endswith("oes") and len(word) > _SHORT_OES)
    return word[:-2] if es else word[:-1]


def rows(package: str | None, name: str) -> list[list[str]]:
    """The rows of a tab-separated data file of a package; lines that begin with `#` are remarks."""
    lines = files(package or __name__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {british: american for british, american, *_ in rows(__package__, "data/spellings.tsv")}
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


@cache
def _irregular() -> dict[str, str]:
    return {plural: singular for plural, singular, *_ in rows(__package__, "data/plurals.tsv")}


@cache
def _letters() -> dict[str, str]:
    return {letter: name for letter, name, *_ in rows(__package__, "data/letters.tsv")}
