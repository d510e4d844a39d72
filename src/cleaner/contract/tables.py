"""The records as tables: which there are, which columns they have, and what each column holds.

`tables.tsv` says it; types and meanings are those of the fields that the columns are made of.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cleaner.contract.page import CleanPage

_ROWS = "[]"  # behind a list whose items are the rows of a table
_STEP = "."


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the way to its value, the type of the value (`listed`: of its items), and its meaning.

    The value is found by `steps` from an item of the list `origin`; from the record where that is empty.
    """

    name: str
    path: str
    origin: str
    steps: tuple[str, ...]
    type: type[str] | type[int] | type[float] | type[bool]
    listed: bool
    meaning: str

    def value(self, items: Mapping[str, Any]) -> Any:
        """The value in a row, or None where something on the way is null, or unknown to the record's version.

        `items`: the item of each list that the row is made of, the record under the empty name.
        """
        found: Any = items[self.origin]
        for step in self.steps:
            if found is None:
                return None
            found = [item.get(step) for item in found] if isinstance(found, list) else found.get(step)
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and the lists whose items are its rows, outer ones first (`a`, `a.b.c`)."""

    name: str
    columns: tuple[Column, ...]
    lists: tuple[str, ...]

    def rows(self, record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The rows that a record makes, as JSON has them."""
        for items in _items(record, self.lists):
            yield {column.name: column.value(items) for column in self.columns}


def tables() -> tuple[Table, ...]:
    """All tables."""
    lines = (files(__package__) / "tables.tsv").read_text("utf-8").splitlines()
    columns: dict[str, list[Column]] = {}
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        columns.setdefault(row["table"], []).append(_column(row["column"], row["path"]))
    return tuple(Table(name, tuple(its), _lists(its)) for name, its in columns.items())


def _lists(columns: list[Column]) -> tuple[str, ...]:
    return tuple(sorted({column.origin for column in columns} - {""}))


def _items(record: Mapping[str, Any], lists: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Every choice of an item of each list, a list being looked for in the item of the one before it."""
    found: list[dict[str, Any]] = [{"": record}]
    outer = ""
    for name in lists:
        steps = name.removeprefix(outer).strip(_STEP).split(_STEP)
        found = [{**items, name: item} for items in found for item in _at(items[outer], steps) or ()]
        outer = name
    yield from found


def _at(node: Any, steps: list[str]) -> Any:
    for step in steps:
        node = None if node is None else node.get(step)
    return node


def _column(name: str, path: str) -> Column:
    outer, _, inner = path.rpartition(f"{_ROWS}{_STEP}")
    origin = outer.replace(_ROWS, "")
    fields = list(_fields([*(origin.split(_STEP) if origin else ()), *inner.split(_STEP)]))
    steps = tuple(inner.split(_STEP))
    within = fields[-len(steps) :]
    listed = any(is_list for _, is_list, _ in within)
    meaning = " ".join(described for _, _, described in within)
    return Column(name, path, origin, steps, _plain(fields[-1][0]), listed, meaning)


def _fields(steps: list[str]) -> Iterator[tuple[Any, bool, str]]:
    """Of the fields on a path from the record: type (of a list, its items'), whether it is a list, and meaning."""
    model: Any = CleanPage
    for step in steps:
        field = model.model_fields[step]
        model = _bare(field.annotation)
        is_list = get_origin(model) is tuple
        if is_list:
            model = _bare(get_args(model)[0])
        yield model, is_list, field.description or ""


def _bare(annotation: Any) -> Any:
    """Without null, and without the constraints around it."""
    if hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    if get_origin(annotation) in (Union, UnionType):
        [annotation] = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(annotation)
    return annotation


def _plain(annotation: Any) -> type[str] | type[int] | type[float] | type[bool]:
    """The type of a value as JSON has it."""
    if get_origin(annotation) is Literal or issubclass(annotation, Enum):
        return str
    if annotation not in (str, int, float, bool) or issubclass(annotation, BaseModel):
        raise TypeError(f"{annotation} does not fit into a cell")
    plain: type[str] | type[int] | type[float] | type[bool] = annotation
    return plain
