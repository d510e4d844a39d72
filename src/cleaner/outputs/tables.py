"""Records as Parquet tables, for DuckDB, pandas, Spark. Needs pyarrow: `pip install 'cleaner[parquet]'`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet
from pydantic import BaseModel

from cleaner.contract import CleanPage
from cleaner.outputs.atomic import publishing
from cleaner.outputs.folder import OutputFolder
from cleaner.outputs.shards import read_shard

ROW_GROUP = 1_000  # pages whose rows are written together
_PAGES = "pages"  # the table of the records themselves
_OF_RECORD = "^"
_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and the way to its value from the record or from the item of its list."""

    name: str
    type: pa.DataType
    path: tuple[str, ...]
    of_record: bool

    def value(self, record: Mapping[str, Any], item: Mapping[str, Any]) -> Any:
        """The value, or None where something on the way is null, or unknown to the record's version."""
        found: Any = record if self.of_record else item
        for step in self.path:
            if found is None:
                return None
            found = found.get(step)
        return found


def tables() -> dict[str, list[Column]]:
    """The columns of every table, typed as the contract has them."""
    lines = (files(__package__) / "tables.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    found: dict[str, list[Column]] = {}
    for row in rows:
        of_record = row["path"].startswith(_OF_RECORD)
        path = tuple(row["path"].removeprefix(_OF_RECORD).split("."))
        whole = path if of_record or row["table"] == _PAGES else (row["table"], *path)
        column = Column(row["column"], _type_at(CleanPage, whole), path, of_record)
        found.setdefault(row["table"], []).append(column)
    return found


def write_tables(folder: OutputFolder) -> dict[str, int]:
    """Write `tables/*.parquet` from the records of an entered output folder; how many rows each has."""
    target = folder.root / "tables"
    target.mkdir(exist_ok=True)
    columns = tables()
    counts = dict.fromkeys(columns, 0)
    with ExitStack() as stack:
        writers = {}
        for name, its in columns.items():
            file = stack.enter_context(publishing(target / f"{name}.parquet", folder.scratch, durable=True))
            schema = pa.schema([(column.name, column.type) for column in its])
            writers[name] = stack.enter_context(parquet.ParquetWriter(file, schema, compression="zstd"))
        records = _records(folder.pages)
        while some := list(islice(records, ROW_GROUP)):
            for name, its in columns.items():
                table = pa.Table.from_pylist(list(_rows(name, its, some)), schema=writers[name].schema)
                writers[name].write_table(table)
                counts[name] += table.num_rows
    return counts


def _records(pages: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(pages.glob("*.json")):
        yield json.loads(path.read_bytes())
    for path in sorted(pages.glob("*.jsonl.zst")):
        yield from map(json.loads, read_shard(path))


def _rows(table: str, columns: list[Column], records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for record in records:
        for item in (record,) if table == _PAGES else record.get(table, ()):
            yield {column.name: column.value(record, item) for column in columns}


def _type_at(model: type[BaseModel], path: tuple[str, ...]) -> pa.DataType:
    """The Arrow type of the field at the end of a path of fields; lists on the way count as their items."""
    annotation: Any = model
    for step in path:
        annotation = _bare(annotation)
        if get_origin(annotation) is tuple:
            annotation = _bare(get_args(annotation)[0])
        annotation = annotation.model_fields[step].annotation
    annotation = _bare(annotation)
    if get_origin(annotation) is tuple:
        return pa.list_(_arrow(_bare(get_args(annotation)[0])))
    return _arrow(annotation)


def _bare(annotation: Any) -> Any:
    """Without null, and without the constraints around it."""
    if hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    if get_origin(annotation) in (Union, UnionType):
        [annotation] = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(annotation)
    return annotation


def _arrow(annotation: Any) -> pa.DataType:
    if get_origin(annotation) is Literal or issubclass(annotation, Enum):
        return pa.string()
    return _TYPES[annotation]
