"""Tables in a text: which column header stands over an offset. Cells are parted by tabs, rows by line ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaner.language.dosages.text.cue_trie import Phrases
from cleaner.language.dosages.text.tokens import scan

_LIMITS = Phrases("column_limits")
_WIDEST_ROW = 2000  # characters; longer lines are no rows of a table


class Columns:
    """The headers of the tables of one normalised text; the header row of each table is looked for once."""

    __slots__ = ("_headers", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._headers: dict[int, tuple[tuple[int, int], ...]] = {}

    def states_limit(self, offset: int) -> bool:
        """Whether the column of an offset is headed "Upper limit" or the like."""
        return _is_limit(self.header(offset))

    def header(self, offset: int) -> str:
        """The words of the first row's cell over an offset; empty outside tables and in the first row itself."""
        start, end = self.header_span(offset)
        return self._text[start:end]

    def header_span(self, offset: int) -> tuple[int, int]:
        """Where the first row's cell over an offset stands; empty outside tables and in the first row itself."""
        reach = max(0, offset - _WIDEST_ROW)
        start = self._text.rfind("\n", reach, offset) + 1
        if not start and reach:
            return 0, 0
        column = self._text.count("\t", start, offset)
        if not column:
            return 0, 0
        cells = self._header_of(start)
        return cells[column] if column < len(cells) else (0, 0)

    def _header_of(self, start: int) -> tuple[tuple[int, int], ...]:
        """The cells of the first row of the table that the line at `start` is in."""
        walked: list[int] = []
        while start not in self._headers:
            walked.append(start)
            reach = max(0, start - 1 - _WIDEST_ROW)
            above = self._text.rfind("\n", reach, max(0, start - 1)) + 1
            if start == 0 or (reach and not above) or "\t" not in self._text[above : start - 1]:
                end = self._text.find("\n", start)
                line = self._text[start : min(end if end >= 0 else len(self._text), start + _WIDEST_ROW)]
                self._headers[start] = tuple(_cells(line, start))
            else:
                start = above
        cells = self._headers[start]
        self._headers.update(dict.fromkeys(walked, cells))
        return cells


def _cells(line: str, start: int) -> Iterator[tuple[int, int]]:
    for cell in line.split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1


@lru_cache(maxsize=256)
def _is_limit(header: str) -> bool:
    tokens = scan(header)
    return bool(_LIMITS.find(tokens, 0, len(tokens)))
