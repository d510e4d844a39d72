"""What opening and ending elements does to those above the words being read."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.blocks import Cell
from cleaner.reading.frames import Frame, Grid
from cleaner.reading.tables import colspan


def end_atom(frame: Frame) -> None:
    """A heading, button or label that was never closed ends where it has grown too long."""
    above: Frame | None = frame
    while above is not None and above.style.atomic:
        above.style = above.style.ended()
        above = above.parent


def give_cell(frame: Frame, grid: Grid, attributes: Mapping[str, str]) -> None:
    """Count rows and columns of a data table; a cell is one block."""
    frame.grid = grid
    if frame.tag == "tr":
        grid.row += 1
        grid.column = -1
    elif frame.tag == "td" or frame.tag == "th":
        header = frame.tag == "th" or "thead" in frame.spot().path
        grid.column += 1
        frame.style = frame.style.data(Cell(grid.number, max(0, grid.row), grid.column, header))
        grid.column += colspan(attributes) - 1
