"""One amount in its sentence: what the rules of every field look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from cleaner.language.dosages.amounts.amount import Amount, Shape
from cleaner.language.dosages.text.cue_trie import Hit
from cleaner.language.dosages.text.cues import Cues
from cleaner.language.dosages.text.sentences import TOP, Sentence
from cleaner.language.dosages.text.tokens import WORD, Token

_INSIDE_REACH = 4  # words between an amount and a parenthesis that still speaks of it


class Scene:
    """A sentence with its tokens, its cues and a statement for each amount in it that may be a dose."""

    __slots__ = ("_said", "amounts", "cues", "parts", "sentence", "statements", "text", "tokens")

    def __init__(
        self, text: str, tokens: Sequence[Token], sentence: Sentence, cues: Cues, amounts: Sequence[Amount]
    ) -> None:
        self.text, self.tokens, self.sentence, self.cues = text, tokens, sentence, cues
        self.amounts = tuple(amounts)
        self._said: frozenset[str] | None = None
        self.parts: Sequence[str | None] | None = None  # what each token is that may part others (`ties`)
        self.statements = tuple(Statement(self, index) for index in range(len(amounts)))

    def words(self, first: int, last: int) -> list[str]:
        """The words of some tokens, from the sentence's first on."""
        begin = self.sentence.first
        return [token.text for token in self.tokens[first if first > begin else begin : last]]

    @property
    def said(self) -> frozenset[str]:
        """The words of the sentence, each once; no numbers, no signs, no single letters."""
        if self._said is None:
            tokens = self.tokens[self.sentence.first : self.sentence.last]
            self._said = frozenset(token.text for token in tokens if token.kind == WORD and len(token.text) > 1)
        return self._said

    def in_amount(self, index: int) -> bool:
        """Whether a token is part of an amount or of its denominators."""
        at = bisect_right(self.amounts, index, key=lambda amount: amount.first) - 1
        return at >= 0 and index < self.amounts[at].tail


class Statement:
    """Amount number `index` of a scene.

    `head` is the first member of the list that shares its unit ("200, 500, or 1500 mg"), `foot` the index of the last;
    `tail` is the index of the token behind the amount with its list and denominators.
    """

    def __init__(self, scene: Scene, index: int) -> None:
        self.scene, self.index, self.amount = scene, index, scene.amounts[index]
        self.tail = self.amount.tail

    @cached_property
    def head(self) -> Amount:
        amounts, index = self.scene.amounts, self.index
        while index and amounts[index - 1].shape is Shape.LISTED and amounts[index - 1].tail == amounts[index].tail:
            index -= 1
        return amounts[index]

    @cached_property
    def foot(self) -> int:
        amounts, index = self.scene.amounts, self.index
        while (
            index + 1 < len(amounts)
            and amounts[index].shape is Shape.LISTED
            and amounts[index + 1].tail == amounts[index].tail
        ):
            index += 1
        return index

    def after(self, role: str) -> Iterator[Hit]:
        """Cues right of the amount that it sees, up to the next amount at its own level or a barrier."""
        hits = self.scene.cues.of(role)
        if not hits or hits[-1].first < self.tail:
            return
        for hit in hits:
            if self.tail <= hit.first < self._next_stop and self.sees_after(hit.first):
                yield hit

    def before(self, role: str) -> Iterator[Hit]:
        """Cues left of the amount that it sees, nearest first, back to the amount before it or a barrier."""
        hits, head = self.scene.cues.of(role), self.head.first
        if not hits or hits[0].last > head:
            return
        for hit in reversed(hits):
            if self._previous_stop <= hit.first and hit.last <= head and self._sees_before(hit.first):
                yield hit

    def inside(self, role: str) -> Iterator[Hit]:
        """Cues in a parenthesis that opens within a few words behind the amount."""
        hits, sentence = self.scene.cues.of(role), self.scene.sentence
        if not hits or not sentence.close:
            return
        for opened in range(self.tail, min(self.tail + _INSIDE_REACH + 1, sentence.last)):
            if opened in sentence.close and sentence.parent[opened] == sentence.group_of(self.amount.first):
                yield from (hit for hit in hits if opened < hit.first < sentence.close[opened])
                return

    def sees_after(self, target: int) -> bool:
        """Whether a token behind the amount stands in its parenthesis or in one around it."""
        return self.scene.sentence.reach_after(self.amount.first, target) is not None

    def _sees_before(self, target: int) -> bool:
        return self.scene.sentence.reach_before(self.amount.first, target) is not None

    @cached_property
    def _next_stop(self) -> int:
        scene = self.scene
        stop = scene.sentence.last
        for other in scene.amounts[self.foot + 1 :]:
            if other.first >= self.tail and self.sees_after(other.first):
                stop = other.first
                break
        for barrier in scene.cues.of("barrier"):
            if self.tail <= barrier.first < stop and self.sees_after(barrier.first):
                return barrier.first
        for index in range(self.tail, stop):
            if scene.tokens[index].text == ";" and scene.sentence.group_of(index) == TOP:
                return index
        return stop

    @cached_property
    def _previous_stop(self) -> int:
        scene, head = self.scene, self.head
        stop = scene.sentence.first
        for other in reversed(scene.amounts[: self.index]):
            if other.last <= head.first and self._sees_before(other.first):
                stop = other.tail
                break
        for barrier in scene.cues.of("barrier"):
            if stop <= barrier.last <= head.first and self._sees_before(barrier.first):
                stop = barrier.last
        for index in range(head.first - 1, stop, -1):
            if scene.tokens[index].text == ";":
                return index
        return stop
