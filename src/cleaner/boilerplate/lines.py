"""What can be said of a line by looking at it: its words, how it ends, whether it has the shape of a title."""

from __future__ import annotations

import re

from cleaner.boilerplate.frontmatter.dates import DATE
from cleaner.boilerplate.once import once
from cleaner.boilerplate.wording import cues
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wordlists import WORD, function_words, words_of

_CLOSING = "\"'”’»)]}*"
_ENDS = frozenset(".!?…。！？")
_SENTENCE_BREAK = re.compile(r"(?<=[a-zà-ž0-9)%”\"’])[.!?][\"”’)]?\s+[\"“‘(]?[A-ZÀ-Ž]")

DATE_FIGURES = 4  # but for "3 days ago"
_DIGIT = re.compile(r"[0-9]")
_NUMBERED = re.compile(r"\d{1,3}\.\s+[\"“‘(]?[A-ZÀ-Ž]")

TITLE_WORDS = (3, 24)
PROSE = 18  # words
GRAMMAR = 0.3  # share of function words in running text


def is_numbered(text: str) -> bool:
    """Whether a number and a stop open a sentence: that stop ends none."""
    return _NUMBERED.match(text) is not None


class Line:
    """A block's text, measured. All measures are taken once, when first asked for, or by a scan of the page."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def _lowered(self) -> str | None:
        """The text in lower case; None where that moves its characters ('İ' becomes two)."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else None

    @once
    def words(self) -> list[str]:
        """Case-folded words without punctuation."""
        if self.text.isascii():
            return words_of(self.text.lower())
        if self._lowered is None:
            return [word.lower() for word in words_of(self.text)]
        return words_of(self._lowered)

    @once
    def count(self) -> int:
        """Number of words."""
        return len(self.words)

    @once
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in `text`."""
        return [match.span() for match in WORD.finditer(self._lowered or self.text)]

    @once
    def key(self) -> str:
        """The words joined: equal for lines that differ in case, punctuation and white space only."""
        return " ".join(self.words)

    @once
    def stock(self) -> frozenset[CueKind]:
        """What the line is by all of its words."""
        return cues.whole(self.key)

    @once
    def ambiguous_stock(self) -> frozenset[CueKind]:
        """What the line may be by all of its words."""
        return cues.ambiguous(self.key)

    @once
    def is_label(self) -> bool:
        """Whether the line is a label over related links."""
        return cues.is_label(self.key)

    @once
    def may_open_label(self) -> bool:
        """Whether the first words are a label of related links, or one over a list of them: false for most lines."""
        return cues.label_length(self.words, over_lists=True) > 0

    @once
    def opening(self) -> dict[CueKind, str]:
        """The kinds of stock phrases that begin the line, each with the phrase."""
        return cues.opening(self.words)

    @once
    def holds(self) -> dict[CueKind, str]:
        """The kinds of stock phrases anywhere in the line, each with the phrase."""
        return cues.holding(self.words, self.key)

    @once
    def ends_sentence(self) -> bool:
        """Whether the last sign is a full stop, exclamation or question mark (closing quotes aside)."""
        tail = self.text[-6:].rstrip(_CLOSING)
        return bool(tail) and tail[-1] in _ENDS

    @once
    def is_question(self) -> bool:
        """Whether the last sign is a question mark (closing quotes aside)."""
        return self.text[-6:].rstrip(_CLOSING)[-1:] in ("?", "？")

    @once
    def ends_full_stop(self) -> bool:
        tail = self.text[-6:].rstrip(_CLOSING)
        return tail[-1:] in (".", "。") and tail[-3:] != "..."

    @once
    def sentences(self) -> int:
        """Number of sentence ends inside the line, plus one."""
        breaks = len(_SENTENCE_BREAK.findall(self.text))
        return breaks + 1 - (breaks > 0 and is_numbered(self.text))

    @once
    def capitals(self) -> float:
        """Share of the longer words that begin with a capital."""
        first = [word[0] for word in self.text.split() if len(word) > 3]
        letters = sum(map(str.isalpha, first))
        return sum(map(str.isupper, first)) / letters if letters else 0.0

    @once
    def function_share(self) -> float:
        """Share of words that carry grammar rather than meaning: high in running text, low in menus."""
        if not self.words:
            return 0.0
        return sum(map(function_words().__contains__, self.words)) / len(self.words)

    @once
    def starts_lower(self) -> bool:
        return self.text[:1].islower()

    @once
    def figures(self) -> int:
        """Number of digits."""
        return len(_DIGIT.findall(self.text))

    @once
    def date(self) -> re.Match[str] | None:
        """The first date."""
        return DATE.search(self.text) if self.figures else None

    @once
    def is_prose(self) -> bool:
        """Whether the line is running text: long, with sentence ends or the grammar of sentences."""
        if self.count < PROSE:
            return False
        return self.ends_sentence or self.sentences > 1 or self.function_share >= GRAMMAR

    @once
    def title_shaped(self) -> bool:
        """Of a headline's length, one sentence at most, no full stop, beginning with a capital, digit or quote."""
        fewest, most = TITLE_WORDS
        return (
            fewest <= self.count <= most
            and not self.starts_lower
            and not self.ends_full_stop
            and self.text[-1] not in ":;,"
            and self.sentences <= 2
        )
