"""An amount: a number with its unit, wherever it was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from cleaner.language.dosages.text.units import Unit


class Shape(Enum):
    """How the number was written."""

    ONE = auto()
    RANGE = auto()
    LISTED = auto()  # a bare number of a list that shares the unit of its last member


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. `first` and `last` (exclusive) count tokens; `start`, `end` characters of the text.

    `per` holds the denominators other than time, as printed order; `every` the attached denominator of time
    (count, UCUM unit). `head` is the first token of the list this amount is a member of.
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float
    unit: Unit
    per: tuple[str, ...] = ()
    every: tuple[float, str] | None = None
    tail: int = 0  # index after denominators in words ("per kg")
    shape: Shape = Shape.ONE
    ambiguous: bool = False
    multiplied: bool = False
    spread: bool = False  # a mean, with its spread in the span
