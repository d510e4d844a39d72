"""One amount in its sentence: what the rules of every field look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.language.dosages.amounts import Amount, Shape
from cleaner.language.dosages.cues import Cues
from cleaner.language.dosages.phrases import Hit
from cleaner.language.dosages.sentences import TOP, Sentence
from cleaner.language.dosages.tokens import Token


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its tokens, cues and the amounts in it that may be doses."""

    text: str
    tokens: Sequence[Token]
    sentence: Sentence
    cues: Cues
    amounts: tuple[Amount, ...]

    def words(self, first: int, last: int) -> list[str]:
        return [token.text for token in self.tokens[max(first, self.sentence.first) : last]]


@dataclass(frozen=True, slots=True)
class Statement:
    """Amount number `index` of a scene."""

    scene: Scene
    index: int

    @property
    def amount(self) -> Amount:
        return self.scene.amounts[self.index]

    @property
    def head(self) -> Amount:
        """The first member of the list that this amount shares its unit with, or of "X to Y"."""
        amounts, index = self.scene.amounts, self.index
        while index and amounts[index - 1].shape is Shape.LISTED and amounts[index - 1].tail == amounts[index].tail:
            index -= 1
        return amounts[index]

    @property
    def foot(self) -> int:
        """Index of the last member of the list."""
        amounts, index = self.scene.amounts, self.index
        while (
            index + 1 < len(amounts)
            and amounts[index].shape is Shape.LISTED
            and amounts[index + 1].tail == amounts[index].tail
        ):
            index += 1
        return index

    @property
    def tail(self) -> int:
        """Index of the token after the amount, its list and its denominators."""
        return self.amount.tail

    def after(self, role: str) -> Iterator[Hit]:
        """Cues right of the amount that it sees, up to the next amount at its own level or a barrier."""
        stop = self._next_stop()
        for hit in self.scene.cues.of(role):
            if hit.first >= self.tail and hit.first < stop and self._sees_after(hit.first):
                yield hit

    def before(self, role: str) -> Iterator[Hit]:
        """Cues left of the amount that it sees, nearest first, back to the amount before it or a barrier."""
        stop = self._previous_stop()
        head = self.head.first
        for hit in reversed(self.scene.cues.of(role)):
            if stop <= hit.first and hit.last <= head and self._sees_before(hit.first):
                yield hit

    def inside(self, role: str) -> Iterator[Hit]:
        """Cues in a parenthesis that opens within three words behind the amount."""
        sentence = self.scene.sentence
        for opened, closed in sorted(sentence.close.items()):
            if self.tail <= opened <= self.tail + 4 and sentence.parent[opened] == sentence.group_of(self.amount.first):
                yield from (hit for hit in self.scene.cues.of(role) if opened < hit.first < closed)
                return

    def _sees_after(self, target: int) -> bool:
        return self.scene.sentence.reach_after(self.amount.first, target) is not None

    def _sees_before(self, target: int) -> bool:
        return self.scene.sentence.reach_before(self.amount.first, target) is not None

    def _next_stop(self) -> int:
        scene = self.scene
        stop = scene.sentence.last
        for other in scene.amounts[self.foot + 1 :]:
            if other.first >= self.tail and self._sees_after(other.first):
                stop = other.first
                break
        for barrier in scene.cues.of("barrier"):
            if self.tail <= barrier.first < stop and self._sees_after(barrier.first):
                return barrier.first
        for index in range(self.tail, stop):
            if scene.tokens[index].text == ";" and scene.sentence.group_of(index) == TOP:
                return index
        return stop

    def _previous_stop(self) -> int:
        scene, head = self.scene, self.head
        stop = scene.sentence.first
        for other in scene.amounts[: self.index]:
            if other.last <= head.first and self._sees_before(other.first):
                stop = max(stop, other.tail)
        for barrier in scene.cues.of("barrier"):
            if stop <= barrier.last <= head.first and self._sees_before(barrier.first):
                stop = barrier.last
        for index in range(head.first - 1, stop, -1):
            if scene.tokens[index].text == ";":
                return index
        return stop
