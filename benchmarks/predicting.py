"""Runs one kind over its input, in this process or in several."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.files import Record
from benchmarks.kinds import KINDS
from cleaner.config import Config

_CHUNK = 8


def predict(kind: str, source: Path, target: Path, config: Config, jobs: int = 1) -> int:
    """Write the predictions of a kind (a key of `KINDS`); how many. Raises `InputError`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return KINDS[kind].write(target, predictions(kind, KINDS[kind].read(source), config, jobs))


def predictions(kind: str, records: Iterator[Record], config: Config, jobs: int = 1) -> Iterator[Record]:
    """The predictions for records, in their order."""
    if jobs == 1:
        yield from (KINDS[kind].predict(record, config) for record in records)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(_predict_one, kind, config), records, chunksize=_CHUNK)


def _predict_one(kind: str, config: Config, record: Record) -> Record:
    return KINDS[kind].predict(record, config)
