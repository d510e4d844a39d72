"""Known titles in a line: where they stand, when several could."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.memory.contribution import title_starts

Span = tuple[int, int]  # half-open, in words


class Lexicon:
    """The titles of other pages, by their first two words."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._keys = titles
        self._titles: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
        for title in sorted(titles):
            first, second, *rest = title.split()
            self._titles[first, second].append([first, second, *rest])

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def ends(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Where the titles that begin at a word end; there is a word behind it."""
        for title in self._titles.get((words[at], words[at + 1]), ()):
            if words[at : at + len(title)] == title:
                yield at + len(title)


def best_cover(line: Line, lexicon: Lexicon) -> list[Span]:
    """The titles that cover most words of a line without overlap; of equal covers the one of fewest titles."""
    starts = {at: list(lexicon.ends(line.words, at)) for at in title_starts(line)}
    if not any(starts.values()):
        return []
    count = len(line.words)
    best: list[tuple[int, int]] = [(0, 0)] * (count + 1)  # words covered from here on, and titles less
    chosen: list[int | None] = [None] * (count + 1)
    for at in range(count - 1, -1, -1):
        best[at] = best[at + 1]
        for end in starts.get(at, ()):
            covered, titles = best[end]
            if (covered + end - at, titles - 1) > best[at]:
                best[at], chosen[at] = (covered + end - at, titles - 1), end
    spans = []
    at = 0
    while at < count:
        stop = chosen[at]
        if stop is not None:
            spans.append((at, stop))
        at = stop or at + 1
    return spans
