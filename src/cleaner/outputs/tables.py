"""Records as Parquet tables, for DuckDB, pandas, Spark. Needs pyarrow: `pip install 'cleaner[parquet]'`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from cleaner.contract.tables import Column, Table, tables
from cleaner.outputs.atomic import publishing
from cleaner.outputs.folder import OutputFolder
from cleaner.outputs.shards import read_shard
from cleaner.sources.compression import READ_ERRORS

ROW_GROUP = 1_000  # pages whose rows are written together
_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_NO_JSON = (ValueError, RecursionError, *READ_ERRORS)
_OTHER_SHAPE = (AttributeError, TypeError, OverflowError, pa.lib.ArrowException)  # what other JSON raises as rows


class BrokenRecordError(Exception):
    """A file among the records holds something else. `path`: the file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} holds no record ({reason}): remove it, and the next run makes it anew")
        self.path = path


@dataclass(frozen=True, slots=True)
class _Record:
    path: Path
    content: dict[str, Any]


def write_tables(folder: OutputFolder) -> dict[str, int]:
    """Write `tables/*.parquet` from the records of an entered output folder; how many rows each has.

    Raises `BrokenRecordError`; then all tables are what they were before.
    """
    target = folder.root / "tables"
    target.mkdir(exist_ok=True)
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        writers = {}
        for table in tables():
            file = stack.enter_context(publishing(target / f"{table.name}.parquet", folder.scratch, durable=True))
            schema = pa.schema([(column.name, _type(column)) for column in table.columns])
            writers[table] = stack.enter_context(parquet.ParquetWriter(file, schema, compression="zstd"))
            counts[table.name] = 0
        records = _records(folder.pages)
        while some := list(islice(records, ROW_GROUP)):
            for table, writer in writers.items():
                rows = _rows(table, some, writer.schema)
                writer.write_table(rows)
                counts[table.name] += rows.num_rows
    return counts


def _records(pages: Path) -> Iterator[_Record]:
    for path in sorted([*pages.glob("*.json"), *pages.glob("*.jsonl.zst")], key=lambda path: (path.suffix, path.name)):
        try:
            for line in [path.read_bytes()] if path.suffix == ".json" else read_shard(path):
                content = json.loads(line)
                if not isinstance(content, dict) or "page_id" not in content:
                    raise BrokenRecordError(path, "no page_id")
                yield _Record(path, content)
        except _NO_JSON as error:
            raise BrokenRecordError(path, str(error)) from error


def _rows(table: Table, records: Sequence[_Record], schema: pa.Schema) -> pa.Table:
    """The rows of some records."""
    try:
        return pa.Table.from_pylist([row for record in records for row in table.rows(record.content)], schema=schema)
    except _OTHER_SHAPE as error:
        if len(records) == 1:
            raise BrokenRecordError(records[0].path, f"its {table.name}: {error}") from error
    for record in records:  # one of them it is
        _rows(table, [record], schema)
    raise AssertionError("unreachable")


def _type(column: Column) -> pa.DataType:
    return pa.list_(_TYPES[column.type]) if column.listed else _TYPES[column.type]
