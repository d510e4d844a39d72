"""Where a denial ends: what "no", "not" and "without" say nothing of although it follows them.

A denial covers its object and what the object is listed with. It ends where a new clause begins, where a remedy's
benefit is what is denied, and where the text turns to those it speaks about.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from cleaner.language.cues import Cue
from cleaner.language.vocabulary.words import Words, rows

_NO = ("no",)
_ARTICLES = frozenset({"a", "an"})
_JOINING = frozenset({"and", "or", "nor"})
_LINKING = _JOINING | frozenset(
    {"of", "in", "on", "with", "to", "from", "for", "as", "like", "including", "without", "no"}
)
_OPENING = frozenset(
    [
        "it",
        "they",
        "he",
        "she",
        "we",
        "you",
        "i",
        "this",
        "that",
        "these",
        "those",
        "the",
        "there",
        "most",
        "many",
        "some",
        "people",
        "your",
    ]
)
_RELATIVE = frozenset({"that", "which", "who"})
_GROUPS = frozenset(
    [
        "people",
        "patients",
        "women",
        "men",
        "adults",
        "children",
        "those",
        "individuals",
        "anyone",
        "someone",
        "babies",
        "infants",
    ]
)
_HAVING = frozenset({"with", "who"})
_LIST = 16  # words in which a list shows what it is
_VERB = 2  # words of a relative clause that ends behind its verb: "that you cannot explain,"


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a sentence: first and last words, in order."""

    firsts: list[int]
    lasts: list[int]

    def end_of(self, first: int) -> int:
        """Where the mention that starts at word `first` ends."""
        return self.lasts[bisect_left(self.firsts, first)]

    def before(self, word: int) -> int | None:
        """Where the last mention before a word ends."""
        at = bisect_left(self.firsts, word)
        return self.lasts[at - 1] if at else None


def is_answer(words: Words, cue: Cue) -> bool:
    """ "No, acetaminophen does not ...": the word answers a question and denies nothing that follows."""
    return cue.phrase.words == _NO and cue.last < len(words) and words.gaps[cue.first][:1] in (",", ".", ":")


def ends_before(words: Words, lowered: list[str], cue: Cue, first: int, mentions: Mentions, last: int) -> bool:
    """Whether a denial ends between its cue and the mention at word `first`; `last` ends the sentence."""
    between = lowered[cue.last : first]
    return (
        not benefit_words().isdisjoint(between)
        or _turns_to_a_group(between)
        or _opens_a_clause(words, lowered, cue.last, first)
        or _is_subject(words, lowered, cue, first, mentions)
        or _has_its_object(words, lowered, cue, first, mentions)
        or _is_open_list(words, lowered, cue, first, last)
        or _is_relative(words, lowered, cue, first)
    )


def _turns_to_a_group(between: list[str]) -> bool:
    """ "do not give aspirin to children with flu"; "no patients with flu" speaks of the flu."""
    groups = _words("group")
    return any(
        between[index] in groups and between[index + 1] in _HAVING for index in range(1, max(1, len(between) - 1))
    )


def _opens_a_clause(words: Words, lowered: list[str], start: int, first: int) -> bool:
    """A comma, perhaps "and" or "so", and a word that begins a clause."""
    for index in range(start, first):
        if "," in words.gaps[index - 1] and index > start:
            opener = index + 1 if lowered[index] in ("and", "so") else index
            if opener < first and lowered[opener] in _words("opening"):
                return True
    return False


def _is_subject(words: Words, lowered: list[str], cue: Cue, first: int, mentions: Mentions) -> bool:
    """ "Although viruses cannot be eliminated, antivirals can help": a comma, the mention, and its verb."""
    if first <= cue.last or "," not in words.gaps[first - 1]:
        return False
    end = mentions.end_of(first)
    return end < len(words) and words.gaps[end - 1] == " " and lowered[end] in _words("verb")


def _has_its_object(words: Words, lowered: list[str], cue: Cue, first: int, mentions: Mentions) -> bool:
    """ "diets without meat supply iron": meat is denied, and nothing joins the iron to it."""
    before = mentions.before(first)
    if cue.phrase.scope != "phrase" or before is None or not cue.last < before < first:
        return False
    plain = all(words.gaps[index].isspace() for index in range(before - 1, first - 1))
    return plain and _LINKING.isdisjoint(lowered[before:first])


def _is_open_list(words: Words, lowered: list[str], cue: Cue, first: int, last: int) -> bool:
    """ "no tears, sunken eyes, a dry mouth": the article shows a list of signs, of which only the first lacks."""
    commas = [index for index in range(cue.last - 1, min(last - 1, first + _LIST)) if "," in words.gaps[index]]
    if cue.phrase.words != _NO or not commas or commas[0] >= first:
        return False
    items = {lowered[index + 1] for index in commas}
    return not _ARTICLES.isdisjoint(items) and items.isdisjoint(_JOINING)


def _is_relative(words: Words, lowered: list[str], cue: Cue, first: int) -> bool:
    """ "weight loss that you cannot explain, or": what is not explained stands before."""
    if cue.phrase.words[0] == "no" or _RELATIVE.isdisjoint(lowered[max(0, cue.first - 3) : cue.first]):
        return False
    return any("," in words.gaps[index] for index in range(cue.last, min(cue.last + _VERB, first)))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for word, listed, *_ in rows(__package__, "data/denial_words.tsv") if listed == kind)


@cache
def benefit_words() -> frozenset[str]:
    """What a remedy does for a complaint."""
    return frozenset(word for word, *_ in rows(__package__, "data/benefit_words.txt"))
