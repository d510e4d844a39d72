"""The open elements above the words being read, and what they say about their place."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.blocks import Cell, Place, Role

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WIDEST_VIEW = 8  # elements around a block that are named
_LONGEST_ATTRIBUTE = 500  # characters of a class attribute that are looked at


@lru_cache(maxsize=20_000)
def hint_words(attribute: str) -> frozenset[str]:
    """Lower-cased words of a class, id or role: `RelatedPosts-item2` gives related, posts, item."""
    return frozenset(word.lower() for word in _WORD.findall(attribute[:_LONGEST_ATTRIBUTE]) if len(word) > 1)


class Frame:
    """An open block element. What its children share is made once and kept."""

    __slots__ = (
        "_around",
        "_hints_below", "_paths_below", "_places", "atomic", "cell", "column", "container", "depth", "grid", "hidden",
        "hints", "landmarks", "level", "list_depth", "number", "parent", "path", "pre", "role", "row", "table", "tag",
    )  # fmt: skip

    def __init__(self, parent: Frame | None, tag: str, number: int) -> None:
        self.parent = parent
        self.tag = tag
        self.number = number
        self.atomic = False  # everything inside is one block
        self.level: int | None = None  # of a heading
        self.cell: Cell | None = None
        self.grid: Frame | None = None  # the data table's frame, in its rows and cells
        self.table: int | None = None  # number of the data table
        self.row = self.column = -1
        self._around: tuple[int, ...] | None = None
        self._places: dict[tuple[bool, bool], Place] | None = None
        self._paths_below: dict[str, tuple[str, ...]] | None = None
        self._hints_below: dict[frozenset[str], frozenset[str]] | None = None
        if parent is None:
            self.path: tuple[str, ...] = (tag,)
            self.hints: frozenset[str] = frozenset()
            self.landmarks: frozenset[str] = frozenset()
            self.role = Role.PARAGRAPH
            self.hidden = self.pre = False
            self.list_depth = 0
            self.depth = 1
            self.container = number
            return
        paths = parent._paths_below
        if paths is None:
            paths = parent._paths_below = {}
        path = paths.get(tag)
        if path is None:
            path = paths[tag] = (*parent.path, tag)
        self.path = path
        self.hints = parent.hints
        self.landmarks = parent.landmarks
        self.role = parent.role
        self.hidden = parent.hidden
        self.pre = parent.pre
        self.list_depth = parent.list_depth
        self.depth = parent.depth + 1
        self.container = parent.number

    def add_hints(self, attribute: str) -> None:
        """Take in the words of a class, id or role."""
        words = hint_words(attribute)
        if not words <= self.hints:
            owner = self.parent or self
            if owner._hints_below is None:
                owner._hints_below = {}
            cache = owner._hints_below
            key = words if self.parent is None or self.hints is self.parent.hints else self.hints | words
            found = cache.get(key)
            if found is None:
                found = cache[key] = self.hints | words
            self.hints = found

    def place(self, extra: str, bold: bool, pictured: bool) -> Place:
        """Where a block directly in this element stands. `extra`: classes of the inline elements it opens with."""
        key = (bold, pictured)
        if self._places is None:
            self._places = {}
        found = None if extra else self._places.get(key)
        if found is None:
            hints = self.hints | hint_words(extra) if extra else self.hints
            found = Place(self.path, self.landmarks, hints, self.container, self.hidden, bold, pictured, self.within())
            if not extra:
                self._places[key] = found
        return found

    def within(self) -> tuple[int, ...]:
        """Numbers of the elements around this one, nearest first."""
        parent = self.parent
        if parent is None:
            return (self.number,)
        if parent._around is None:
            numbers: list[int] = []
            above: Frame | None = parent
            while above is not None and len(numbers) < _WIDEST_VIEW:
                numbers.append(above.number)
                above = above.parent
            parent._around = tuple(numbers)
        return parent._around
