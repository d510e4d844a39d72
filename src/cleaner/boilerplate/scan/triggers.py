"""Words and phrases that some rule waits for: most lines hold none, and the rules need not look at those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.scan.hashes import HashTable, Indices, Sequences, hashes_of, phrase_hashes
from cleaner.boilerplate.wording.cues import lexicon
from cleaner.boilerplate.wording.disclaiming import needed_words
from cleaner.boilerplate.wordlists import fragment_words, function_words

Flags = NDArray[np.uint16]

GRAMMAR, LIMIT, DENIAL, DENIED, FRAGMENT, READER, HOUSE, HOME, AGO = (1 << bit for bit in range(9))  # words
WHOLE, AMBIGUOUS, HEAD, START, PART = (1 << bit for bit in range(5))  # phrases

HOME_WORDS = frozenset({"home", "startseite", "inicio", "início", "accueil"})
READER_WORDS = frozenset({"you", "your", "yours"})
HOUSE_WORDS = frozenset({"we", "our", "us"})


def _flagged(groups: dict[int, Iterable[str]]) -> dict[str, int]:
    """Each word or phrase with the flags of all groups that it is in."""
    found: dict[str, int] = defaultdict(int)
    for flag, names in groups.items():
        for name in names:
            found[name] |= flag
    return found


def _phrases() -> dict[str, int]:
    known = lexicon()
    return _flagged(
        {
            WHOLE: known.whole,
            AMBIGUOUS: known.words,
            HEAD: known.heads,
            START: (" ".join(words) for same in known.starts.values() for words, _ in same),
            PART: (phrase for same in known.parts.values() for phrase, _ in same),
        }
    )


def _words() -> dict[str, int]:
    limits, denials, denied = needed_words()
    return _flagged(
        {
            GRAMMAR: function_words(),
            LIMIT: limits,
            DENIAL: denials,
            DENIED: denied,
            FRAGMENT: fragment_words(),
            READER: READER_WORDS,
            HOUSE: HOUSE_WORDS,
            HOME: HOME_WORDS,
            AGO: ("ago",),
        }
    )


@dataclass(frozen=True, slots=True)
class Known:
    """Words and phrases by their hashes. Index 0 of each array stands for all others."""

    words: HashTable
    flags: Flags  # of words
    opening_lengths: Flags  # of words: bit n is set where a phrase of n words begins with it and opens lines
    part_lengths: Flags  # likewise, of phrases that stand anywhere
    phrases: HashTable
    phrase_flags: Flags


@cache
def known() -> Known:
    """What the rules of the package wait for."""
    phrases, words = _phrases(), _words()
    opening: dict[str, int] = defaultdict(int)
    inside: dict[str, int] = defaultdict(int)
    for phrase, flags in phrases.items():
        first, length = phrase.split()[0], phrase.count(" ") + 1
        if flags & PART:
            inside[first] |= 1 << length
        if flags & ~PART:
            opening[first] |= 1 << length
    names = list(dict.fromkeys([*words, *opening, *inside]))

    def numbered(table: Mapping[str, int]) -> Flags:
        return np.array([0, *(table.get(name, 0) for name in names)], dtype=np.uint16)

    return Known(
        words=HashTable(hashes_of(names)),
        flags=numbered(words),
        opening_lengths=numbered(opening),
        part_lengths=numbered(inside),
        phrases=HashTable(phrase_hashes(list(phrases))),
        phrase_flags=np.array([0, *phrases.values()], dtype=np.uint16),
    )


def found_phrases(sequences: Sequences, starts: Indices, lengths: Flags, ends: Indices) -> tuple[Indices, Flags]:
    """The phrases that begin at the words `starts`: for each the place in `starts`, and its flags.

    `lengths`: how long phrases that begin with each word are, as bits. `ends`: where each word's line ends.
    """
    at, length = np.nonzero(lengths[:, None] >> np.arange(16, dtype=np.uint16) & 1)
    stops = starts[at] + length
    fits = stops <= ends[at]
    at, stops = at[fits], stops[fits]
    table = known()
    flags = table.phrase_flags[table.phrases.numbers(sequences.hashes(starts[at], stops))]
    hit = flags > 0
    return at[hit], flags[hit]
