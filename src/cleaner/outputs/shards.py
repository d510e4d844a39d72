"""Files of many records: written once, and rewritten without the records that a later run superseded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import zstandard

from cleaner.outputs.atomic import publishing
from cleaner.outputs.folder import OutputFolder
from cleaner.outputs.ledger import Ledger
from cleaner.sources.compression import open_content

LEVEL = 3  # 175 µs a page for a sixth of the bytes; higher levels cost more than they save


def write_shard(target: Path, lines: Iterable[bytes], scratch: Path) -> int:
    """Write records as they come; how many there were. With none, there is no file."""
    written = 0
    first = next(iterator := iter(lines), None)
    if first is None:
        return 0
    with (
        publishing(target, scratch, durable=True) as file,
        zstandard.ZstdCompressor(LEVEL).stream_writer(file, closefd=False) as compressed,
    ):
        for line in _chain(first, iterator):
            compressed.write(line)
            written += 1
    return written


def read_shard(path: Path) -> Iterator[bytes]:
    """The records of a shard, one line each."""
    with open_content(path) as content:
        yield from content


def tidy_shards(folder: OutputFolder, ledger: Ledger) -> None:
    """Make the shards hold each page's latest record and nothing else.

    A shard the ledger does not know was published by a run that was killed before its commit; its pages are done anew.
    """
    known = set()
    for shard, live in ledger.shards():
        known.add(shard.name)
        path = folder.root / shard.name
        if live < shard.pages and path.exists():
            latest = ledger.pages_in(shard)
            kept = write_shard(path, (line for line in read_shard(path) if _page_id(line) in latest), folder.scratch)
            if not kept:
                path.unlink()
            ledger.resize(shard, kept)
    for path in folder.pages.glob("part-*.jsonl.zst"):
        if folder.name(path) not in known:
            path.unlink()


def _page_id(line: bytes) -> str:
    return str(json.loads(line)["page_id"])


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
