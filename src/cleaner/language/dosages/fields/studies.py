"""The study that an amount was given in: its design, its year, how many took part.

Told by the amount's own sentence, or, where that names no design, by the nearest sentence before it in the same
paragraph that names one.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.contract.vocabulary import StudyDesign
from cleaner.language.dosages.model import Evidence, Study
from cleaner.language.dosages.text.cue_trie import Phrases
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.normal import Normal
from cleaner.language.dosages.text.tokens import NUMBER, WORD, Token
from cleaner.language.dosages.text.units import read_unit

_DESIGNS = Phrases("designs")
_ORDER = list(StudyDesign)  # of two designs in a sentence the first of these says more
_HEADS = words("participants.txt")
_YEAR_LEADS = frozenset({"in", "published", "(", "a", "the", "from", "of", "since", "al", "this", "one"})
_YEAR_ENDS = frozenset(
    {"study", "studies", "trial", "review", "meta", "analysis", "clinical", "randomized", "randomised"}
)
_NO_COUNT = frozenset({"per", "every", "each", "in", "aged", "than", "over", "under", "least", "about"})
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_FEWEST, _MOST = 2, 10_000_000
_MOST_WORDS = 4  # between a number and the head it counts: "42 healthy older women"
_REACH = 2  # sentences back


class Studies:
    """The studies a text tells of, by sentence. `starts`: first tokens of sentences and the token count."""

    def __init__(self, tokens: Sequence[Token], starts: Sequence[int], normal: Normal) -> None:
        self._tokens, self._starts, self._normal = tokens, starts, normal
        self._known: dict[int, Study | None] = {}

    def told_at(self, number: int) -> Study | None:
        """The study that sentence `number` speaks of."""
        own = self._of(number)
        if own is not None and own.design is not None:
            return own
        for back in range(number - 1, max(-1, number - 1 - _REACH), -1):
            line = self._tokens[self._starts[back + 1] - 1]
            if line.text == "\n" and line.end - line.start > 1:
                break
            found = self._of(back)
            if found is not None and found.design is not None:
                return found
        return own

    def _of(self, number: int) -> Study | None:
        if number not in self._known:
            self._known[number] = self._read(self._starts[number], self._starts[number + 1])
        return self._known[number]

    def _read(self, first: int, last: int) -> Study | None:
        evidence: list[Evidence] = []
        hits = _DESIGNS.find(self._tokens, first, last)
        hit = min(hits, key=lambda hit: _ORDER.index(StudyDesign(hit.value)), default=None)
        if hit is not None:
            evidence.append(self._evidence("study_design", hit.first, hit.last))
        year = self._year(first, last)
        if year is not None:
            evidence.append(self._evidence("study_year", year, year + 1))
        count = self._participants(first, last)
        if count is not None:
            evidence.append(self._evidence("study_participants", *count))
        if not evidence:
            return None
        return Study(
            StudyDesign(hit.value) if hit is not None else None,
            int(self._tokens[year].value) if year is not None else None,
            int(self._tokens[count[0]].value) if count is not None else None,
            tuple(evidence),
        )

    def _evidence(self, role: str, first: int, last: int) -> Evidence:
        offset = self._normal.offset
        return Evidence(role, offset(self._tokens[first].start), offset(self._tokens[last - 1].end - 1) + 1)

    def _year(self, first: int, last: int) -> int | None:
        """ "published in 2016", "a 2019 review", "(2011)"."""
        tokens = self._tokens
        for index in range(first, last):
            token = tokens[index]
            if token.kind != NUMBER or len(token.text) != 4 or not _FIRST_YEAR <= token.value <= _LAST_YEAR:
                continue
            led = index > first and tokens[index - 1].text in _YEAR_LEADS
            ends = index + 1 < last and tokens[index + 1].text in _YEAR_ENDS
            if token.text.isdigit() and (led or ends) and not self._counts(index, last):
                return index
        return None

    def _counts(self, index: int, last: int) -> bool:
        return read_unit(self._tokens, index + 1, self._normal.text) is not None or self._head(index, last) is not None

    def _participants(self, first: int, last: int) -> tuple[int, int] | None:
        """ "214 adults", "forty-two women with PCOS", "n = 36": the first number that counts people, with its head."""
        tokens = self._tokens
        for index in range(first, last):
            token = tokens[index]
            if token.kind != NUMBER or not _FEWEST <= token.value <= _MOST or token.value % 1:
                continue
            before = tokens[index - 1].text if index > first else ""
            if before == "=" and index - 2 >= first and tokens[index - 2].text == "n":
                return index, index + 1
            if before in _NO_COUNT:
                continue
            head = self._head(index, last)
            if head is not None:
                return index, head + 1
        return None

    def _head(self, index: int, last: int) -> int | None:
        """The token that a number counts, where it is one of those who take part."""
        for step in range(index + 1, min(index + 2 + _MOST_WORDS, last)):
            token = self._tokens[step]
            if token.text in _HEADS:
                return step
            if (token.kind != WORD and token.text != "-") or token.text in _NO_COUNT or token.text == "of":
                return None
            if step == index + 1 and read_unit(self._tokens, step, self._normal.text) is not None:
                return None
        return None
