"""What became of every page: the one place that says whether a page is done. Written by one process only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Self

from cleaner.described import Described
from cleaner.errors import QuarantineReason
from cleaner.outputs.database import Database, some_at_a_time


class PageStatus(Described):
    """Where a page ended."""

    CLEANED = "cleaned", "There is a record."
    QUARANTINED = "quarantined", "There is none, for a reason."


@dataclass(frozen=True, slots=True)
class Entry:
    """One page's latest result. `output` and `size`: its file, from the output folder, and that file's bytes."""

    uri: str
    page_id: str
    sha256: str | None
    fingerprint: str
    status: PageStatus
    reason: QuarantineReason | None
    message: str | None
    output: str | None
    size: int | None
    run: str


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of many records."""

    number: int
    name: str
    pages: int


# What `config.with_memory` adds to a page's fingerprint.
_MEMORY = "coalesce((SELECT '+' || version FROM site_pages WHERE site_pages.uri = pages.uri), '')"
_COLUMNS = ", ".join(field.name for field in fields(Entry))


class Ledger:
    """The ledger file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens, makes or migrates it. Raises `LedgerError`."""
        self.database = Database(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.database.close()

    def known(self, uris: Sequence[str]) -> dict[str, Entry]:
        """The entries of those pages that have one."""
        found: dict[str, Entry] = {}
        for marks, some in some_at_a_time(uris):
            found.update((entry.uri, entry) for entry in self._entries(f"uri IN {marks}", some))
        return found

    def quarantined(self) -> Iterator[Entry]:
        """Pages without a record, by URI."""
        return self._entries("status = 'quarantined' ORDER BY uri")

    def stale(self, fingerprint: str) -> Iterator[Entry]:
        """Pages whose record another pipeline made, or another memory of their site, by URI."""
        return self._entries(f"status = 'cleaned' AND fingerprint <> ? || {_MEMORY} ORDER BY uri", (fingerprint,))

    def forget(self, uris: Iterable[str]) -> None:
        """Drop the entries of things that turned out to be no page."""
        with self.database.writing() as database:
            database.executemany("DELETE FROM pages WHERE uri = ?", [(uri,) for uri in uris])

    def list_inputs(self, uris: Iterable[str]) -> None:
        """Note pages that a run was given, for `not_listed`. Kept on disk, and only as long as the ledger is open."""
        with self.database.writing() as database:
            database.execute("CREATE TEMP TABLE IF NOT EXISTS listed (uri TEXT PRIMARY KEY) WITHOUT ROWID")
            database.executemany("INSERT OR IGNORE INTO listed VALUES (?)", [(uri,) for uri in uris])

    def not_listed(self) -> Iterator[Entry]:
        """Pages that `list_inputs` was not told of, by URI."""
        return self._entries("uri NOT IN (SELECT uri FROM listed) ORDER BY uri")

    def records(self) -> int:
        """How many pages have a record."""
        [(count,)] = self.database.query("SELECT count(*) FROM pages WHERE output IS NOT NULL")
        return int(count)

    def commit(self, entries: Iterable[Entry], shard: Shard | None = None) -> None:
        """Record a batch: all of it or nothing."""
        rows = [astuple(entry) for entry in entries]
        with self.database.writing() as database:
            if shard is not None:
                database.execute("INSERT INTO shards VALUES (?, ?, ?)", (shard.number, shard.name, shard.pages))
            marks = ", ".join("?" * len(fields(Entry)))
            database.executemany(f"INSERT OR REPLACE INTO pages ({_COLUMNS}) VALUES ({marks})", rows)

    def shards(self) -> list[tuple[Shard, int]]:
        """Every shard, and how many of its records are still the latest of their page."""
        rows = self.database.query(
            "SELECT number, name, pages, coalesce(live, 0) FROM shards LEFT JOIN"
            " (SELECT output, count(*) AS live FROM pages WHERE size IS NULL GROUP BY output) ON output = name"
            " ORDER BY number"
        )
        return [(Shard(number, name, pages), live) for number, name, pages, live in rows]

    def pages_in(self, shard: Shard) -> frozenset[str]:
        """The ids of the pages whose latest record is in a shard."""
        return frozenset(
            page for (page,) in self.database.query("SELECT page_id FROM pages WHERE output = ?", (shard.name,))
        )

    def resize(self, shard: Shard, pages: int) -> None:
        """A shard was rewritten with so many records; with none, it is gone."""
        with self.database.writing() as database:
            if pages:
                database.execute("UPDATE shards SET pages = ? WHERE number = ?", (pages, shard.number))
            else:
                database.execute("DELETE FROM shards WHERE number = ?", (shard.number,))

    def _entries(self, where: str, values: Sequence[str] = ()) -> Iterator[Entry]:
        for row in self.database.query(f"SELECT {_COLUMNS} FROM pages WHERE {where}", values):
            uri, page, digest, fingerprint, status, reason, message, output, size, run = row
            why = QuarantineReason(reason) if reason else None
            yield Entry(uri, page, digest, fingerprint, PageStatus(status), why, message, output, size, run)
