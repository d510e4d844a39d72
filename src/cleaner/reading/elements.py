"""What an element's tag and role say about how the text in it is read."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.blocks import Cell, Role
from cleaner.reading.frames import Frame, Grid
from cleaner.reading.tables import colspan
from cleaner.reading.tags import Tag

_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
_NO_PARAGRAPHS = frozenset({Role.CONTROL, Role.HEADING, Role.CODE})


def end_atom(frame: Frame) -> None:
    """A heading, button or label that was never closed ends where it has grown too long."""
    above: Frame | None = frame
    while above is not None and above.atomic:
        above.atomic, above.role, above.level = False, Role.PARAGRAPH, None
        above = above.parent


def give_role(frame: Frame, tag: Tag) -> None:
    """The role of text standing directly in a new element, from its tag and what is above."""
    if tag.is_atomic:
        frame.atomic = True
        frame.level = tag.level
    if tag.name == "p":
        # Paragraphs take the role of what they stand in.
        if frame.role in _NO_PARAGRAPHS:
            frame.role = Role.PARAGRAPH
    elif tag.role is not None:
        frame.role = tag.role
        if tag.name in _LISTS:
            frame.list_depth += 1
        elif tag.name in _PREFORMATTED:
            frame.pre = True


def give_aria_role(frame: Frame, attributes: Mapping[str, str]) -> None:
    """Likewise from its ARIA role."""
    role = attributes["role"].strip().lower()
    if role == "heading" and not frame.atomic:
        given = attributes.get("aria-level", "")
        frame.role, frame.atomic = Role.HEADING, True
        frame.level = int(given) if given in ("1", "2", "3", "4", "5", "6") else 2
    elif role == "listitem" and frame.role is Role.PARAGRAPH:
        frame.role = Role.LIST_ITEM


def give_cell(frame: Frame, grid: Grid, attributes: Mapping[str, str]) -> None:
    """Count rows and columns of a data table; a cell is one block."""
    frame.grid = grid
    if frame.tag == "tr":
        grid.row += 1
        grid.column = -1
    elif frame.tag == "td" or frame.tag == "th":
        header = frame.tag == "th" or "thead" in frame.path()
        grid.column += 1
        frame.cell = Cell(grid.number, max(0, grid.row), grid.column, header)
        grid.column += colspan(attributes) - 1
        frame.atomic, frame.role = True, Role.CELL
