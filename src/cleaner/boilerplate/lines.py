"""What can be said of a line by looking at it: its words, how it ends, whether it has the shape of a title."""

from __future__ import annotations

import re
from functools import cached_property

from cleaner.boilerplate import cues
from cleaner.boilerplate.cues import CueKind
from cleaner.boilerplate.wordlists import WORD, function_words

_CLOSING = "\"'”’»)]}*"
_ENDS = frozenset(".!?…。！？")
_SENTENCE_BREAK = re.compile(r"[a-zà-ž0-9)%”\"’][.!?][\"”’)]?\s+[\"“‘(]?[A-ZÀ-Ž]")

_NUMBERED = re.compile(r"\d{1,3}\.\s+[\"“‘(]?[A-ZÀ-Ž]")

TITLE_WORDS = (3, 24)
_PROSE = 18  # words
_GRAMMAR = 0.3  # share of function words


class Line:
    """A block's text, measured. All measures are taken once, when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[str]:
        """Case-folded words without punctuation."""
        return WORD.findall(self.text.lower())

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in `text`."""
        spans = [match.span() for match in WORD.finditer(self.text)]
        # lower() can change the words of a text ('İ'); then both lists are cut to what they share.
        return spans[: len(self.words)]

    @cached_property
    def key(self) -> str:
        """The words joined: equal for lines that differ in case, punctuation and white space only."""
        return " ".join(self.words)

    @cached_property
    def stock(self) -> frozenset[CueKind]:
        """What the line is by all of its words."""
        return cues.whole(self.key)

    @cached_property
    def ambiguous_stock(self) -> frozenset[CueKind]:
        """What the line may be by all of its words."""
        return cues.ambiguous(self.key)

    @cached_property
    def is_label(self) -> bool:
        """Whether the line is a label over related links."""
        return cues.is_label(self.key)

    @cached_property
    def opening(self) -> dict[CueKind, str]:
        """The kinds of stock phrases that begin the line, each with the phrase."""
        return cues.opening(self.words)

    @cached_property
    def holds(self) -> dict[CueKind, str]:
        """The kinds of stock phrases anywhere in the line, each with the phrase."""
        return cues.holding(self.words, self.key)

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the last sign is a full stop, exclamation or question mark (closing quotes aside)."""
        tail = self.text[-6:].rstrip(_CLOSING)
        return bool(tail) and tail[-1] in _ENDS

    @cached_property
    def ends_full_stop(self) -> bool:
        tail = self.text[-6:].rstrip(_CLOSING)
        return tail[-1:] in (".", "。") and tail[-3:] != "..."

    @cached_property
    def sentences(self) -> int:
        """Number of sentence ends inside the line, plus one."""
        breaks = _SENTENCE_BREAK.findall(self.text)
        return len(breaks) + 1 - bool(_NUMBERED.match(self.text))

    @cached_property
    def capitals(self) -> float:
        """Share of the longer words that begin with a capital."""
        long_words = [word for word in self.text.split() if len(word) > 3 and word[0].isalpha()]
        return sum(word[0].isupper() for word in long_words) / len(long_words) if long_words else 0.0

    @cached_property
    def function_share(self) -> float:
        """Share of words that carry grammar rather than meaning: high in running text, low in menus."""
        if not self.words:
            return 0.0
        known = function_words()
        return sum(word in known for word in self.words) / len(self.words)

    @cached_property
    def starts_lower(self) -> bool:
        return self.text[:1].islower()

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line is running text: long, with sentence ends or the grammar of sentences."""
        if len(self.words) < _PROSE:
            return False
        return self.ends_sentence or self.sentences > 1 or self.function_share >= _GRAMMAR

    @cached_property
    def title_shaped(self) -> bool:
        """Of a headline's length, one sentence at most, no full stop, beginning with a capital, digit or quote."""
        fewest, most = TITLE_WORDS
        return (
            fewest <= len(self.words) <= most
            and not self.starts_lower
            and not self.ends_full_stop
            and self.text[-1] not in ":;,"
            and self.sentences <= 2
        )
