"""Tables that a flattener printed as columns parted by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_CELL = re.compile(r"\S+(?: \S+)*")  # words parted by one space each
GAP = "  "  # parts columns
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_SAMPLE = 12  # rows after which a table without figures is given up
_FIGURES = 0.5  # share of the rows with a figure behind their first cell: tables of data, no menus in columns
_LONGEST = 60  # characters of a cell that are more than a sentence's piece


def cells(text: str) -> list[Span]:
    """Half-open offsets of the pieces of a line that two spaces or more part."""
    return [match.span() for match in _CELL.finditer(text)]


def aligned_rows(texts: Iterator[str]) -> int:
    """How many of the lines, from the first on, are the rows of one table: cells begin or end one below the other.

    `texts` keep their indents; no more of them are drawn than it takes to tell. 0 where no table begins.
    """
    first = cells(next(texts, ""))
    if len(first) < _FEWEST_COLUMNS:
        return 0
    rows, figures = 1, 0
    for text in texts:
        found = cells(text)
        if not _is_row(found, first):
            break
        rows += 1
        figures += any(character.isdigit() for character in text[found[0][1] :])
        if rows == _SAMPLE and figures < _FIGURES * rows:
            return 0
    return rows if rows >= _FEWEST_ROWS and figures >= _FIGURES * rows else 0


def _is_row(found: Sequence[Span], first: Sequence[Span]) -> bool:
    return len(found) == len(first) and all(
        (start == above[0] or end == above[1]) and end - start <= _LONGEST
        for (start, end), above in zip(found, first, strict=True)
    )
