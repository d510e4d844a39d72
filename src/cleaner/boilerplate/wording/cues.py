"""Cue words: what a line's own words say it is. The phrases stand in `data/cues.tsv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from cleaner.boilerplate.wordlists import WORD, rows
from cleaner.described import Described


class CueKind(Described):
    """What a phrase is a cue of."""

    RELATED = "related", "Links to other pages follow."
    NAVIGATION = "navigation", "Menus, jumps within the page, pagers."
    SHARE = "share", "Sharing, printing, following."
    NEWSLETTER = "newsletter", "Sign-up prompts."
    COOKIE = "cookie", "Consent prompts."
    AD = "ad", "Advertising, buttons to buy, book or donate."
    LEGAL = "legal", "Copyright and terms."
    COMMENTS = "comments", "Readers' comments."
    BIO = "bio", "Introduces the author or the organisation."
    DISCLAIMER = "disclaimer", "Says what the page is not."
    REFERENCES = "references", "Heads a list of sources."
    BYLINE = "byline", "A name of an author or reviewer follows."
    DATE = "date", "A date of publication or review follows."
    CREDIT = "credit", "Who made a picture."


class CuePlace(Described):
    """Where in a line a phrase counts."""

    LINE = "line", "As the whole line."
    START = "start", "At the line's beginning."
    WORD = "word", "As the whole line, by words that also head sections and stand in lists."
    HEAD = "head", "Over a list of links to other pages."
    LABEL = "label", "Before links to other pages, on a line of its own or on theirs with a colon."
    LEAD = "lead", "Likewise, and needs no colon."
    TAIL = "tail", "Behind links to other pages."
    PART = "part", "Anywhere."


Item = TypeVar("Item")
Phrase = tuple[str, ...]
_LONGEST = 8  # words in a phrase of the file, at most


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases, indexed by how they are looked up."""

    whole: dict[str, frozenset[CueKind]]  # joined words of a line
    starts: dict[str, tuple[tuple[Phrase, CueKind], ...]]  # by first word, longest phrase first
    words: dict[str, frozenset[CueKind]]  # likewise, but ambiguous
    heads: frozenset[str]
    labels: frozenset[str]
    leads: frozenset[str]
    label_firsts: frozenset[str]
    tails: frozenset[str]
    parts: dict[str, tuple[tuple[str, CueKind], ...]]  # by the phrase's longest word
    part_words: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The cue phrases of the package."""
    table: dict[CuePlace, list[tuple[str, CueKind]]] = defaultdict(list)
    for kind, place, _language, phrase in rows("cues.tsv"):
        table[CuePlace(place)].append((" ".join(WORD.findall(phrase.lower())), CueKind(kind)))
    leads = frozenset(phrase for phrase, _ in table[CuePlace.LEAD])
    labels = leads | {phrase for phrase, _ in table[CuePlace.LABEL]}
    starts = [(tuple(phrase.split()), kind) for phrase, kind in table[CuePlace.START]]
    heads = labels | {phrase for phrase, _ in table[CuePlace.HEAD]}
    parts = _grouped((max(phrase.split(), key=len), (phrase, kind)) for phrase, kind in table[CuePlace.PART])
    return Lexicon(
        whole=_kinds(table[CuePlace.LINE]),
        words=_kinds(table[CuePlace.WORD]),
        starts=_grouped((words[0], (words, kind)) for words, kind in sorted(starts, key=lambda item: -len(item[0]))),
        heads=heads,
        labels=labels,
        leads=leads,
        label_firsts=frozenset(phrase.split()[0] for phrase in heads),
        tails=frozenset(phrase for phrase, _ in table[CuePlace.TAIL]),
        parts=parts,
        part_words=frozenset(parts),
    )


def _kinds(pairs: Iterable[tuple[str, CueKind]]) -> dict[str, frozenset[CueKind]]:
    return {phrase: frozenset(kinds) for phrase, kinds in _grouped(pairs).items()}


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}


_NONE: frozenset[CueKind] = frozenset()


def whole(key: str) -> frozenset[CueKind]:
    """What a line of the words `key` (joined by spaces) is, labels of related links aside."""
    return lexicon().whole.get(key, _NONE)


def ambiguous(key: str) -> frozenset[CueKind]:
    """What a line of the words `key` may be."""
    return lexicon().words.get(key, _NONE)


def opening(words: Sequence[str]) -> dict[CueKind, str]:
    """The kinds whose phrases the words begin with, each with its longest phrase."""
    found: dict[CueKind, str] = {}
    for phrase, kind in lexicon().starts.get(words[0], ()) if words else ():
        if kind not in found and tuple(words[: len(phrase)]) == phrase:
            found[kind] = " ".join(phrase)
    return found


def holding(words: Sequence[str], key: str) -> dict[CueKind, str]:
    """The kinds with a phrase anywhere in the words, each with the first phrase found; `key` is the words joined."""
    known = lexicon()
    triggers = known.part_words.intersection(words)
    if not triggers:
        return {}
    found: dict[CueKind, str] = {}
    padded = f" {key} "
    for trigger in sorted(triggers):
        for phrase, kind in known.parts[trigger]:
            if kind not in found and f" {phrase} " in padded:
                found[kind] = phrase
    return found


def is_menu(words: Sequence[str]) -> bool:
    """Whether the words are nothing but stock phrases of pages, two or more: "Home About us Contact us"."""
    entries = _entries()
    at = count = 0
    while at < len(words):
        longest = min(entries.get(words[at], 0), len(words) - at)
        length = next((n for n in range(longest, 0, -1) if _is_entry(" ".join(words[at : at + n]))), 0)
        if not length:
            return False
        at += length
        count += 1
    return count > 1


def _is_entry(key: str) -> bool:
    return key in lexicon().whole or key in lexicon().words


@cache
def _entries() -> dict[str, int]:
    """First word -> words of the longest phrase that can be a whole line."""
    longest: dict[str, int] = {}
    for phrase in (*lexicon().whole, *lexicon().words):
        words = phrase.split()
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def label_length(words: Sequence[str], at: int = 0, *, over_lists: bool = False) -> int:
    """Number of words of the longest label of related links that begins at word `at`; 0 for none.

    `over_lists` admits the labels that stand over a list only ("Recommended", "Next").
    """
    known = lexicon()
    if at >= len(words) or words[at] not in known.label_firsts:
        return 0
    labels = known.heads if over_lists else known.labels
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        if " ".join(words[at : at + length]) in labels:
            return length
    return 0


def is_label(key: str) -> bool:
    """Whether the words `key` are a label over related links and nothing else."""
    return key in lexicon().heads


def is_lead(words: Sequence[str]) -> bool:
    """Whether a label stands before titles without a colon as well."""
    return " ".join(words) in lexicon().leads


def is_tail(words: Sequence[str]) -> bool:
    """Whether the words are what stands behind a list of links: "View all", "To top"."""
    return " ".join(words) in lexicon().tails
