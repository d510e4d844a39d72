"""How the text in an element is read, by its tag, its role and what it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.blocks import Cell, Role
from cleaner.reading.tags import TAGS, Tag

_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
_NO_PARAGRAPHS = frozenset({Role.CONTROL, Role.HEADING, Role.CODE})
_LEVELS = frozenset("123456")
_MOST_NAMES = 500  # made-up names remembered
_HEADING_LEVEL = 2  # of a heading by role that gives none


class Style:
    """Shared by elements that are read alike, and never changed."""

    __slots__ = ("atomic", "below", "cell", "level", "list_depth", "pre", "role")

    def __init__(
        self,
        role: Role = Role.PARAGRAPH,
        level: int | None = None,
        list_depth: int = 0,
        cell: Cell | None = None,
        *,
        atomic: bool = False,
        pre: bool = False,
    ) -> None:
        self.role = role  # of text standing directly in it
        self.level = level  # of a heading
        self.list_depth = list_depth
        self.cell = cell
        self.atomic = atomic  # everything inside is one block
        self.pre = pre  # lines and spaces count
        # The styles of elements directly inside, by tag; those inside an atomic one are read as it is.
        self.below: dict[str, Style] = {} if atomic else _Below(self)

    def heading(self, attributes: Mapping[str, str]) -> Style:
        """The style of an element that its ARIA role makes a heading."""
        given = attributes.get("aria-level", "")
        level = int(given) if given in _LEVELS else _HEADING_LEVEL
        return Style(Role.HEADING, level, self.list_depth, self.cell, atomic=True, pre=self.pre)

    def item(self) -> Style:
        """Likewise an item of a list."""
        return Style(Role.LIST_ITEM, self.level, self.list_depth, self.cell, atomic=self.atomic, pre=self.pre)

    def data(self, cell: Cell) -> Style:
        """The style of a cell of a data table, which is one block."""
        return Style(Role.CELL, self.level, self.list_depth, cell, atomic=True, pre=self.pre)

    def ended(self) -> Style:
        """The style of what follows in an atomic element that has grown too long."""
        return Style(Role.PARAGRAPH, None, self.list_depth, self.cell, pre=self.pre)


class _Below(dict[str, Style]):
    """Found out when first asked for, and kept for all pages."""

    def __init__(self, above: Style) -> None:
        self._above = above

    def __missing__(self, name: str) -> Style:
        style = _entered(self._above, TAGS[name])
        if len(self) < _MOST_NAMES:
            self[name] = style
        return style


def _entered(above: Style, tag: Tag) -> Style:
    role, level, depth, pre = above.role, above.level, above.list_depth, above.pre
    if tag.is_atomic:
        level = tag.level
    if tag.name == "p":
        # Paragraphs take the role of what they stand in.
        if role in _NO_PARAGRAPHS:
            role = Role.PARAGRAPH
    elif tag.role is not None:
        role = tag.role
        if tag.name in _LISTS:
            depth += 1
        elif tag.name in _PREFORMATTED:
            pre = True
    elif not tag.is_atomic:
        return above
    return Style(role, level, depth, above.cell, atomic=tag.is_atomic, pre=pre)


PAGE = Style()


def aria_style(style: Style, attributes: Mapping[str, str]) -> Style:
    """The style by the ARIA role of an element as well."""
    role = attributes["role"].strip().lower()
    if role == "heading" and not style.atomic:
        return style.heading(attributes)
    return style.item() if role == "listitem" and style.role is Role.PARAGRAPH else style
