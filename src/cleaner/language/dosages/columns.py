"""Tables in a text: which column header stands over an offset. Cells are parted by tabs, rows by line ends."""

from __future__ import annotations

from functools import lru_cache

from cleaner.language.dosages.phrases import Phrases
from cleaner.language.dosages.tokens import scan

_LIMITS = Phrases("column_limits")
_WIDEST_ROW = 2000  # characters; longer lines are no rows of a table


class Columns:
    """The headers of the tables of one normalised text; the header row of each table is looked for once."""

    __slots__ = ("_headers", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._headers: dict[int, tuple[str, ...]] = {}

    def states_limit(self, offset: int) -> bool:
        """Whether the column of an offset is headed "Upper limit" or the like."""
        return _is_limit(self.header(offset))

    def header(self, offset: int) -> str:
        """The first row's cell over an offset; empty outside tables and in the first row itself."""
        reach = max(0, offset - _WIDEST_ROW)
        start = self._text.rfind("\n", reach, offset) + 1
        if not start and reach:
            return ""
        column = self._text.count("\t", start, offset)
        if not column:
            return ""
        cells = self._header_of(start)
        return cells[column] if column < len(cells) else ""

    def _header_of(self, start: int) -> tuple[str, ...]:
        """The cells of the first row of the table that the line at `start` is in."""
        walked: list[int] = []
        while start not in self._headers:
            walked.append(start)
            reach = max(0, start - 1 - _WIDEST_ROW)
            above = self._text.rfind("\n", reach, max(0, start - 1)) + 1
            if start == 0 or (reach and not above) or "\t" not in self._text[above : start - 1]:
                end = self._text.find("\n", start)
                line = self._text[start : min(end if end >= 0 else len(self._text), start + _WIDEST_ROW)]
                self._headers[start] = tuple(line.split("\t"))
            else:
                start = above
        cells = self._headers[start]
        self._headers.update(dict.fromkeys(walked, cells))
        return cells


@lru_cache(maxsize=256)
def _is_limit(header: str) -> bool:
    tokens = scan(header)
    return bool(_LIMITS.find(tokens, 0, len(tokens)))
