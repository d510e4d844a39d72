"""Data tables and tables that only lay out a page. Which one a table is shows at its end: it is held back till then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Elements a data cell does not hold.
_LAYOUT_INSIDE = frozenset({"h1", "h2", "h3", "h4", "form", "article", "section", "nav", "header", "footer", "iframe"})
_LONGEST_CELL = 800  # characters in one stretch of text; prose stands in layout cells
_WIDEST_CELL = 1000  # columns
_CELLS = frozenset({"td", "th"})
_TEXTS = frozenset({"td", "th", "p", "br"})  # elements whose first stretch of text is measured
_TAILS = frozenset({"p", "br"})  # likewise the stretch behind them


def colspan(attributes: Mapping[str, str]) -> int:
    """Columns that a cell takes up."""
    given = attributes.get("colspan", "1")
    return min(max(1, int(given)), _WIDEST_CELL) if given.isascii() and given.isdigit() and len(given) < 5 else 1


class Table:
    """What is seen of a table while it is open."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._layout = attributes.get("role") in ("presentation", "none")
        self._called_layout = "layout" in attributes.get("class", "")
        self._cells = 0
        self._widths: list[int] = []  # columns of each row
        self._marked = False  # by header cells or a caption
        self._longest = 0

    def hold_layout(self) -> None:
        """Something inside says that the table lays out a page: another table, a part of pages."""
        self._layout = True

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Something inside opens."""
        if name in _CELLS:
            self._cells += 1
            self._marked = self._marked or name == "th"
            if self._widths:
                self._widths[-1] += colspan(attributes)
        elif name == "tr":
            self._widths.append(0)
        elif name in _LAYOUT_INSIDE:
            self._layout = True
        elif name == "thead" or name == "caption":
            self._marked = True

    def stretch(self, length: int) -> None:
        """Text of so many characters without a tag in it."""
        self._longest = max(self._longest, length)

    @property
    def is_data(self) -> bool:
        """Whether the cells are data. A nested table, page structure or prose inside says layout; `th`, `thead`,
        `caption`, or a regular grid of at least two by two says data. A class that says layout decides only where no
        mark does: publishing systems write "has-fixed-layout" on data tables."""
        if self._layout or self._longest > _LONGEST_CELL or self._cells < 2:
            return False
        return self._marked or (not self._called_layout and len(self._widths) >= 2 and min(self._widths) >= 2)


class Opened(NamedTuple):
    """A tag that opens an element, with its `Table` where that is one."""

    name: str
    attributes: Mapping[str, str]
    table: Table | None


class Closed(NamedTuple):
    """A tag that closes an element."""

    name: str


class HeldTable:
    """The tags and texts of an outermost table, kept until it ends."""

    def __init__(self) -> None:
        self.events: list[Opened | Closed | str] = []
        self._open: list[Table] = []
        self._measured = False  # whether text here counts for `stretch`
        self._length = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        table = None
        if name == "table":
            if self._open:
                self._open[-1].hold_layout()  # those around it were told when it opened
            table = Table(attributes)
            self._open.append(table)
        else:
            self._open[-1].open(name, attributes)
        self._measured, self._length = name in _TEXTS, 0
        self.events.append(Opened(name, attributes, table))

    def end(self, name: str) -> bool:
        """Whether this was the end of it all."""
        self.events.append(Closed(name))
        self._measured, self._length = name in _TAILS, 0
        if name == "table":
            self._open.pop()
        return not self._open

    def data(self, text: str) -> None:
        self.events.append(text)
        if self._measured:
            self._length += len(text)
            self._open[-1].stretch(self._length)
