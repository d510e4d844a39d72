"""The ledger's file: one connection, shared between threads, whose writes are whole or not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from cleaner.outputs.migrations import LedgerError, migrate

VARIABLES = 500  # a query's parameters; SQLite's own limit was 999 for long
Row = tuple[Any, ...]
Value = str | int | bytes | None


class Database:
    """An SQLite file of the newest shape."""

    def __init__(self, path: Path) -> None:
        """Opens, makes or migrates it. Raises `LedgerError`."""
        self._guard = RLock()
        self._path = path
        with self._speaking_plainly():
            # Transactions are begun by hand: the module's own rules differ between statements.
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                migrate(self._connection)
            except (sqlite3.DatabaseError, LedgerError):
                self._connection.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            self._connection.close()

    def query(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of an answer. Raises `LedgerError`."""
        with self._guard, self._speaking_plainly():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: what happens in it is kept when it ends well, and else undone. Raises `LedgerError`."""
        with self._guard, self._speaking_plainly(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    @contextmanager
    def _speaking_plainly(self) -> Iterator[None]:
        """SQLite's errors, a full disk among them, as `LedgerError`."""
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):  # mistakes of our own
            raise
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{self._path}: {error}") from error


def some_at_a_time(values: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """`(?, ?, ...)` and the values for it, as many as a query takes."""
    for start in range(0, len(values), VARIABLES):
        some = values[start : start + VARIABLES]
        yield f"({', '.join('?' * len(some))})", some
