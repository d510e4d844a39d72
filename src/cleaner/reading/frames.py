"""The open elements above the words being read, and what they say about their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cleaner.blocks import Cell, Place, Role
from cleaner.reading.tags import LANDMARK_ROLES, TAGS

_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+|[a-z]{2,}")
_WIDEST_VIEW = 8  # elements around a block that are named
_LONGEST_ATTRIBUTE = 500  # characters of a class attribute that are looked at
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MOST_HINTS = 300  # words around an element; no page that was seen has more, and the sets are kept for each element
_NAMING = frozenset({"class", "id", "itemprop"})  # attributes whose words name what an element is
_TELLING = frozenset({"style", "role", "hidden", "aria-hidden"})
_PAGE_DEPTH = 2  # elements that deep are the page: their classes do not speak of a place in it


@lru_cache(maxsize=20_000)
def hint_words(attribute: str) -> frozenset[str]:
    """Lower-cased words of a class, id or role: `RelatedPosts-item2` gives related, posts, item."""
    return frozenset(map(str.lower, _WORD.findall(attribute[:_LONGEST_ATTRIBUTE])))


def is_unseen(style: str) -> bool:
    """Whether a style attribute hides its element."""
    return ("none" in style or "hidden" in style) and _UNSEEN.search(style) is not None


class Grid:
    """An open data table and how far its cells were counted."""

    __slots__ = ("column", "number", "row")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = -1


class Frame:
    """An open block element: how text in it is read, and, once text was found in it, where that stands.

    Most elements hold no text of their own, so what only `place` needs is worked out when a block asks for it.
    """

    __slots__ = (
        "_around", "_hidden", "_hints", "_landmarks", "_path", "_paths_below", "_places", "atomic", "attributes",
        "cell", "depth", "grid", "level", "list_depth", "number", "parent", "pre", "role", "tag",
    )  # fmt: skip

    def __init__(self, parent: Frame | None, tag: str, number: int, attributes: Mapping[str, str]) -> None:
        self.parent = parent
        self.tag = tag
        self.number = number
        self.attributes = attributes
        self.grid: Grid | None = None  # in the rows and cells of a data table
        self._path: tuple[str, ...] | None = None
        self._paths_below: dict[str, tuple[str, ...]] | None = None
        self._places: dict[tuple[bool, bool], Place] | None = None
        if parent is None:
            self.depth = 1
            self.role = Role.PARAGRAPH
            self.atomic = False  # everything inside is one block
            self.level: int | None = None  # of a heading
            self.cell: Cell | None = None
            self.pre = False
            self.list_depth = 0
            self._path, self._hints, self._landmarks, self._hidden = (tag,), _NONE, _NONE, False
            self._around: tuple[int, ...] = (number,)
            return
        self.depth = parent.depth + 1
        self.role = parent.role
        self.atomic = parent.atomic
        self.level = parent.level
        self.cell = parent.cell
        self.pre = parent.pre
        self.list_depth = parent.list_depth

    def place(self, bold: bool, pictured: bool) -> Place:
        """Where a block directly in this element stands."""
        places = self._places
        if places is None:
            places = self._places = {}
        found = places.get((bold, pictured))
        if found is None:
            path = self.path()
            above = self.parent or self
            found = places[bold, pictured] = Place(
                path, self._landmarks, self._hints, above.number, self._hidden, bold, pictured, above._around
            )
        return found

    def path(self) -> tuple[str, ...]:
        """The tags from the root down to this element."""
        if self._path is None:
            unknown = [self]
            while (above := unknown[-1].parent) is not None and above._path is None:
                unknown.append(above)
            for frame in reversed(unknown):
                frame._describe()
        assert self._path is not None
        return self._path

    def _describe(self) -> None:
        """Add what this element's tag and attributes say of its place to what is known of its parent's."""
        parent = self.parent
        assert parent is not None
        assert parent._path is not None
        paths = parent._paths_below
        if paths is None:
            paths = parent._paths_below = {}
        self._path = paths.get(self.tag) or paths.setdefault(self.tag, (*parent._path, self.tag))
        self._around = (self.number, *parent._around[: _WIDEST_VIEW - 1])
        self._hints, self._landmarks, self._hidden = parent._hints, parent._landmarks, parent._hidden
        for name, value in self.attributes.items():
            if name in _NAMING:
                if self.depth > _PAGE_DEPTH:
                    self._hints = _with(self._hints, hint_words(value))
            elif name in _TELLING:
                self._read(name, value)
        if own := TAGS[self.tag].landmarks:
            self._landmarks = _with(self._landmarks, own)

    def _read(self, name: str, value: str) -> None:
        """An attribute that hides the element or says what it is for."""
        if name == "style":
            self._hidden = self._hidden or is_unseen(value)
        elif name == "role":
            role = value.strip().lower()
            self._landmarks = _with(self._landmarks, LANDMARK_ROLES.get(role, _NONE))
            self._hints = _with(self._hints, hint_words(role))
        elif name == "hidden" or value == "true":
            self._hidden = True


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def _with(words: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """Both together: the same object where the second adds nothing, and for the same two."""
    return words if more <= words or len(words) > _MOST_HINTS else words | more
