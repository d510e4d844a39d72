"""The open elements above the words being read."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.blocks import Place
from cleaner.reading.spots import Spot
from cleaner.reading.styles import Style

_WIDEST_VIEW = 8  # elements around a block that are named


class Grid:
    """An open data table and how far its cells were counted."""

    __slots__ = ("column", "number", "row")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = -1


class Frame:
    """An open block element.

    Most elements hold no text of their own, so what only `place` needs is worked out when a block asks for it.
    """

    __slots__ = ("_around", "_places", "_spot", "attributes", "depth", "grid", "number", "parent", "style", "tag")

    def __init__(
        self, parent: Frame | None, tag: str, number: int, depth: int, attributes: Mapping[str, str], style: Style
    ) -> None:
        self.parent = parent
        self.tag = tag
        self.number = number
        self.depth = depth
        self.attributes = attributes
        self.style = style
        self.grid: Grid | None = None  # in the rows and cells of a data table
        self._spot: Spot | None = None
        self._around: tuple[int, ...] | None = None
        self._places: dict[tuple[Spot, bool, bool], Place] | None = None

    def place(self, bold: bool, pictured: bool) -> Place:
        """Where a block directly in this element stands."""
        spot = self._spot or self.spot()
        above = self.parent or self
        places = above._places
        if places is None:
            places = above._places = {}
        key = (spot, bold, pictured)
        found = places.get(key)
        if found is None:
            around = above._around or above._numbers()
            found = places[key] = Place(
                spot.path, spot.landmarks, spot.hints, above.number, spot.hidden, bold, pictured, around
            )
        return found

    def spot(self) -> Spot:
        """What is known of the place of this element by the tags and attributes from the root down to it."""
        spot = self._spot
        if spot is None:
            unknown = [self]
            while (above := unknown[-1].parent) is not None and above._spot is None:
                unknown.append(above)
            spot = above._spot if above is not None else None
            for frame in reversed(unknown):
                spot = frame._spot = spot.below(frame.tag, frame.attributes) if spot is not None else Spot.root()
        assert spot is not None
        return spot

    def _numbers(self) -> tuple[int, ...]:
        """The numbers of this element and those around it, nearest first."""
        numbers: list[int] = []
        frame: Frame | None = self
        while frame is not None and len(numbers) < _WIDEST_VIEW:
            numbers.append(frame.number)
            frame = frame.parent
        self._around = found = tuple(numbers)
        return found
