"""Columns of numbers for the models, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from cleaner.boilerplate.measures import Numbers

Row = Sequence[float]
K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class Table:
    """Columns by name, all of one length."""

    names: list[str] = field(default_factory=list)
    _groups: list[Numbers] = field(default_factory=list)

    def add(self, name: str, values: Sequence[float] | NDArray[Any]) -> None:
        """One column."""
        self.names.append(name)
        self._groups.append(np.asarray(values, dtype=np.float32)[:, None])

    def add_rows(self, names: Sequence[str], rows: Sequence[Row] | NDArray[Any]) -> None:
        """Several columns given row by row."""
        self.names.extend(names)
        self._groups.append(np.asarray(rows, dtype=np.float32).reshape(len(rows), len(names)))

    def add_same(self, values: dict[str, float], count: int) -> None:
        """Columns that say the same of all `count` rows."""
        self.names.extend(values)
        row = np.array(list(values.values()), dtype=np.float32)
        self._groups.append(np.broadcast_to(row, (count, len(values))))

    def matrix(self) -> Numbers:
        """A row each, a column each."""
        return np.concatenate(self._groups, axis=1)


def by_value(keys: Sequence[K], row_of: Callable[[K], Row]) -> Numbers:
    """A row for each key, worked out once for equal keys: blocks share paths, landmarks and hint words."""
    places: dict[K, int] = {}
    at = [places.setdefault(key, len(places)) for key in keys]
    return np.array([row_of(key) for key in places], dtype=np.float32)[at]
