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
    _groups: list[NDArray[Any]] = field(default_factory=list)  # a row each column

    def add(self, name: str, values: Sequence[float] | NDArray[Any]) -> None:
        """One column."""
        self.names.append(name)
        self._groups.append(np.asarray(values)[None, :])

    def add_rows(self, names: Sequence[str], rows: NDArray[Any]) -> None:
        """Several columns given row by row."""
        self.names.extend(names)
        self._groups.append(rows.T)

    def add_same(self, values: dict[str, float], count: int) -> None:
        """Columns that say the same of all `count` rows."""
        self.names.extend(values)
        column = np.array(list(values.values()), dtype=np.float32)[:, None]
        self._groups.append(np.broadcast_to(column, (len(values), count)))

    def columns(self) -> Numbers:
        """The numbers, column by column."""
        return np.concatenate(self._groups, axis=0, dtype=np.float32)


def by_value(keys: Sequence[K], row_of: Callable[[K], Row]) -> Numbers:
    """A row for each key, worked out once for equal keys: blocks share paths, landmarks and hint words."""
    places: dict[K, int] = {}
    at = [places.setdefault(key, len(places)) for key in keys]
    return np.array([row_of(key) for key in places], dtype=np.float32)[at]
