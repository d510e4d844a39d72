"""The ledger's shape, as the steps that led to it. Add a step; never change one."""

from __future__ import annotations

import sqlite3

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE pages (
            uri TEXT PRIMARY KEY,
            page_id TEXT NOT NULL,
            sha256 TEXT,                -- of the raw bytes; null where they could not be read
            fingerprint TEXT NOT NULL,  -- of the pipeline that gave this result
            status TEXT NOT NULL CHECK (status IN ('cleaned', 'quarantined')),
            reason TEXT,
            message TEXT,
            output TEXT,                -- file the record is in, from the output folder
            size INTEGER,               -- bytes of a page's own file
            run TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX pages_quarantined ON pages (uri) WHERE status = 'quarantined'",
        # How many records a shard was written with: more than the ledger points at means that some are superseded.
        "CREATE TABLE shards (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, pages INTEGER NOT NULL)",
    ),
    (
        """CREATE TABLE site_pages (
            uri TEXT PRIMARY KEY,
            site TEXT NOT NULL,
            sha256 TEXT NOT NULL,       -- of the bytes that were learned from
            fingerprint TEXT NOT NULL,  -- of the pipeline that did
            contribution BLOB NOT NULL, -- what the page says about its site
            memory TEXT,                -- what the site says about the page; null: nothing
            version TEXT                -- of that
        )""",
        "CREATE INDEX site_pages_by_site ON site_pages (site, uri)",
        "CREATE TABLE sites (site TEXT PRIMARY KEY, version TEXT, due INTEGER NOT NULL) WITHOUT ROWID",
    ),
)


class LedgerError(Exception):
    """The ledger cannot be used."""


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer version of this software."""

    def __init__(self, found: int) -> None:
        super().__init__(f"the ledger has version {found}, this software knows {len(MIGRATIONS)}: update it")
        self.found = found


def migrate(database: sqlite3.Connection) -> None:
    """Bring a ledger to the newest version: each step wholly or not at all."""
    while (version := database.execute("PRAGMA user_version").fetchone()[0]) != len(MIGRATIONS):
        if version > len(MIGRATIONS):
            raise LedgerVersionError(version)
        with database:
            database.execute("BEGIN IMMEDIATE")
            for statement in MIGRATIONS[version]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {version + 1}")
