"""Finds cue phrases in tokens: one trie over all cue files, one walk from each token.

A pattern is words parted by spaces. `(a|per|in a)` is a choice, `[the]` may be left out, `<n>` is a number or a range
of numbers, `<t>` a unit of time, `<w>` any one word. A hyphen in the text may stand between the words of any pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.tokens import NUMBER, WORD, Token
from cleaner.language.dosages.text.units import TIME_UNITS

_RANGE_WORDS = frozenset({"-", "to", "or"})
_PART = re.compile(r"\([^)]+\)|\[[^\]]+\]|\S+")
_ROLE = ""  # the key of a node's own entries; no token is empty


class Hit(NamedTuple):
    """A cue: tokens `first` to `last` (exclusive) matched a pattern of the file `role` with that `value`."""

    role: str
    value: str
    first: int
    last: int
    numbers: tuple[tuple[float, float], ...]
    times: tuple[str, ...]


Node = dict[str, "Node | dict[str, str]"]


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Every plain form of a pattern."""
    choices: list[tuple[str, ...]] = []
    for part in _PART.findall(pattern):
        grouped = part[0] in "(["
        words = tuple(part[1:-1].split("|")) if grouped else (part,)
        choices.append((*words, "") if part[0] == "[" else words)
    for chosen in product(*choices):
        yield tuple(word for words in chosen for word in words.split())


class Phrases:
    """The trie over some cue files, each `pattern TAB value`; the file's stem is the role."""

    def __init__(self, *roles: str) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        for role in roles:
            for pattern, value in rows(f"{role}.tsv", 2):
                for words in expand(pattern):
                    self._add(words, role, value)

    def _add(self, words: tuple[str, ...], role: str, value: str) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_ROLE, {})[role] = value

    def at(self, tokens: Sequence[Token], index: int, last: int) -> Hit | None:
        """The longest match that starts at a token, of a trie with one role."""
        best: dict[str, Hit] = {}
        if index < last:
            _walk(self._root, tokens, index, index, last, (), (), best)
        return next(iter(best.values()), None)

    def find(self, tokens: Sequence[Token], first: int, last: int) -> list[Hit]:
        """The longest match of each role from each token on; of one role, none overlap. In reading order."""
        hits: list[Hit] = []
        root = self._root
        busy: dict[str, int] = {}
        for index in range(first, last):
            token = tokens[index]
            if token.text in root or (token.kind == NUMBER and "<n>" in root):
                best: dict[str, Hit] = {}
                _walk(root, tokens, index, index, last, (), (), best)
                for role, hit in best.items():
                    if busy.get(role, 0) <= hit.first:
                        hits.append(hit)
                        busy[role] = hit.last
        return hits


def _walk(
    node: dict,  # type: ignore[type-arg]
    tokens: Sequence[Token],
    start: int,
    index: int,
    last: int,
    numbers: tuple[tuple[float, float], ...],
    times: tuple[str, ...],
    best: dict[str, Hit],
) -> None:
    for role, value in node.get(_ROLE, {}).items():
        if role not in best or best[role].last < index:
            best[role] = Hit(role, value, start, index, numbers, times)
    if index >= last:
        return
    token = tokens[index]
    if token.text in node and token.kind != NUMBER:
        _walk(node[token.text], tokens, start, index + 1, last, numbers, times, best)
    if token.text == "-" and index > start:
        _walk(_without_entries(node), tokens, start, index + 1, last, numbers, times, best)
    if token.kind == NUMBER and "<n>" in node:
        low, high, after = number_range(tokens, index, last)
        _walk(node["<n>"], tokens, start, after, last, (*numbers, (low, high)), times, best)
    if token.kind == WORD:
        if "<t>" in node and token.text in TIME_UNITS:
            _walk(node["<t>"], tokens, start, index + 1, last, numbers, (*times, TIME_UNITS[token.text]), best)
        if "<w>" in node:
            _walk(node["<w>"], tokens, start, index + 1, last, numbers, times, best)


def _without_entries(node: dict) -> dict:  # type: ignore[type-arg]
    return {key: child for key, child in node.items() if key != _ROLE}


def number_range(tokens: Sequence[Token], index: int, last: int) -> tuple[float, float, int]:
    """(low, high, index after) of a number or of "4 to 6", "4-6", "4 or 6" at `index`."""
    low = tokens[index].value
    if index + 2 < last and tokens[index + 1].text in _RANGE_WORDS and tokens[index + 2].kind == NUMBER:
        high = tokens[index + 2].value
        if high > low:
            return low, high, index + 3
    return low, low, index + 1
