"""Cuts tokens into sentences, and says which tokens of a sentence see each other past its parentheses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, SYMBOL, WORD, Token

_ABBREVIATIONS = words("abbreviations.txt")
_STOPS = frozenset(".?!")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_MOST_DEPTH = 8  # deeper parentheses are no prose
_MOST_AMOUNTS, _MOST_TOKENS = 40, 600  # of one sentence
TOP = -1


def boundaries(tokens: Sequence[Token], text: str) -> list[int]:
    """The token indices at which sentences start, and the number of tokens."""
    starts, count = [0], len(tokens)
    for index, token in enumerate(tokens):
        if token.kind != SYMBOL:
            continue
        if token.text == "\n" or (token.text in _STOPS and _ends(tokens, index, text)):
            after = index + 1
            while after < count and tokens[after].text in "\"')]" and tokens[after].start == tokens[after - 1].end:
                after += 1
            if after < count and after > starts[-1]:
                starts.append(after)
    starts.append(count)
    return starts


def capped(starts: Sequence[int], firsts: Sequence[int]) -> list[int]:
    """The sentence starts with overlong "sentences" (tables, lists without stops) cut in front of an amount.

    `firsts` are the first tokens of the amounts; work within a sentence may grow with the square of its amounts.
    """
    cut = list(starts[:-1])
    begin, held, position = 0, 0, 0
    for first in firsts:
        while position + 1 < len(starts) and starts[position + 1] <= first:
            position += 1
            begin, held = starts[position], 0
        held += 1
        if held > _MOST_AMOUNTS or first - begin > _MOST_TOKENS:
            if first not in (begin, starts[position]):
                cut.append(first)
            begin, held = first, 1
    return [*sorted(cut), starts[-1]]


def _ends(tokens: Sequence[Token], index: int, text: str) -> bool:
    stop = tokens[index]
    if index + 1 >= len(tokens):
        return True
    following = tokens[index + 1]
    gap = text[stop.end : following.start]
    before = tokens[index - 1] if index else stop
    if following.kind == NUMBER and not gap and before.kind == WORD:
        # a footnote mark behind the full stop: "daily.3 The"
        later = tokens[index + 2] if index + 2 < len(tokens) else following
        return text[later.start].isupper() and later.start > following.end
    if following.text in "\"'" and following.kind == SYMBOL and not gap:
        return True
    if not gap:
        return False
    if before.text in _ABBREVIATIONS and before.kind == WORD:
        return (
            following.kind == WORD
            and text[following.start].isupper()
            and before.text in ("mg", "oz", "tabs", "min", "max")
        )
    return not text[following.start].islower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of the text.

    `group[i - first]` names the parenthesis token `i` stands in by the index of its opening token, `TOP` outside all.
    `parent` and `close` say in which group a parenthesis stands and where it ends.
    """

    first: int
    last: int
    group: tuple[int, ...]
    parent: dict[int, int]
    close: dict[int, int]

    def group_of(self, index: int) -> int:
        return self.group[index - self.first]

    def reach_after(self, token: int, target: int) -> int | None:
        """How many groups up `target` (right of `token`) stands: 0 in the same, 1 in the one around; None if hidden."""
        mine, theirs, steps = self.group_of(token), self.group_of(target), 0
        while mine != theirs:
            if mine == TOP or self.close[mine] > target:
                return None
            mine, steps = self.parent[mine], steps + 1
        return steps

    def reach_before(self, token: int, target: int) -> int | None:
        """As `reach_after`, for a target on the left."""
        mine, theirs, steps = self.group_of(token), self.group_of(target), 0
        while mine != theirs:
            if mine == TOP or mine < target:
                return None
            mine, steps = self.parent[mine], steps + 1
        return steps


def sentence(tokens: Sequence[Token], first: int, last: int) -> Sentence:
    """The sentence over some tokens; a parenthesis that never closes counts as none."""
    opened: list[int] = []
    close: dict[int, int] = {}
    for index in range(first, last):
        text = tokens[index].text
        if text in _OPEN and tokens[index].kind == SYMBOL and len(opened) < _MOST_DEPTH:
            opened.append(index)
        elif text in _CLOSE and opened and tokens[index].kind == SYMBOL:
            close[opened.pop()] = index
    parent: dict[int, int] = {}
    group, current = [], TOP
    for index in range(first, last):
        if index in close:
            parent[index], current = current, index
        group.append(current)
        if current != TOP and close[current] == index:
            current = parent[current]
    return Sentence(first, last, tuple(group), parent, close)
