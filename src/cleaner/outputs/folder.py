"""Where things lie in an output folder, and the lock that keeps it to one run at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from cleaner.described import Described


class Format(Described):
    """How records are written."""

    JSON = "json", "One JSON file a page, indented."
    JSONL = "jsonl", "Many pages a file, one a line, compressed with Zstandard."


class OutputFolderError(Exception):
    """A folder cannot be used for output."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"cannot use {folder} as output folder: {reason}")
        self.folder = folder


class OutputBusyError(OutputFolderError):
    """Another run writes to the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "another run is writing to it")


class OutputFolder:
    """An output folder, made if need be and locked while the object is entered. The lock dies with its process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages = root / "pages"
        self.runs = root / "runs"
        self.scratch = root / ".scratch"
        self.quarantine = root / "quarantine.jsonl"
        self.ledger = root / "ledger.sqlite"
        self._lock: int | None = None

    def __enter__(self) -> Self:
        """Raises `OutputFolderError`."""
        try:
            self._enter()
        except BlockingIOError:
            self._unlock()
            raise OutputBusyError(self.root) from None
        except FileExistsError as error:
            self._unlock()
            raise OutputFolderError(self.root, f"{error.filename} is a file") from error
        except OSError as error:
            self._unlock()
            raise OutputFolderError(self.root, error.strerror or str(error)) from error
        return self

    def _enter(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(self.scratch, ignore_errors=True)  # half-written files of a run that was killed
        for folder in (self.pages, self.runs, self.scratch):
            folder.mkdir(exist_ok=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def page_file(self, page_id: str) -> Path:
        """Where a page's own JSON file goes."""
        return self.pages / f"{page_id}.json"

    def shard_file(self, number: int) -> Path:
        """Where a batch of pages goes."""
        return self.pages / f"part-{number:06d}.jsonl.zst"

    def name(self, path: Path) -> str:
        """A path as the ledger stores it: the folder can be moved."""
        return path.relative_to(self.root).as_posix()
