"""Which pages of earlier runs the inputs of this one should hold, and have lost."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence, Set
from fnmatch import fnmatchcase
from pathlib import Path

from cleaner.sources.listing import STDIN, MissingInputError, file_of, files
from cleaner.sources.naming import file_uri

_DEEP = "**"  # any number of folders


class Scope:
    """What files, folders and glob patterns name, whether it exists or not."""

    def __init__(self, paths: Iterable[str], *, outside: Path | None = None, archives: Set[str] = frozenset()) -> None:
        """`archives`: those that were listed to their end.

        Inputs that name no file at all are left out: more likely their disk is away than all of their pages gone.
        """
        self._archives = archives
        named = (path for path in paths if path != STDIN and _names_something(path, outside))
        self._patterns = [_pattern(path).split("/") for path in named]

    def covers(self, uri: str) -> bool:
        """Whether a page of that URI would be found in the inputs if it were there."""
        names = _absolute(file_of(uri)).split("/")
        return any(_fits(names, pattern) for pattern in self._patterns)

    def has_lost(self, uri: str) -> bool:
        """Whether a page that was not listed is gone: its file is, or its archive holds no such record any more."""
        file = file_of(uri)
        return self.covers(uri) and (_is_gone(file) or file in self._archives)


def _is_gone(file: str) -> bool:
    """Whether a file is certainly not there; False where the system does not say."""
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _names_something(path: str, outside: Path | None) -> bool:
    try:
        return next(files([path], outside=outside), None) is not None
    except MissingInputError:
        return False


def _pattern(path: str) -> str:
    """An absolute glob pattern of all files that a path names."""
    if os.path.lexists(path):
        exact = glob.escape(_absolute(file_uri(Path(path))))
        return f"{exact}/{_DEEP}/*" if Path(path).is_dir() else exact
    return os.path.normpath(f"{glob.escape(Path.cwd().as_posix())}/{path}" if not path.startswith("/") else path)


def _absolute(uri: str) -> str:
    return os.path.normpath(uri if uri.startswith("/") else f"{Path.cwd().as_posix()}/{uri}")


def _fits(names: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the names of folders and a file are those of a pattern."""
    if not pattern:
        return not names
    if pattern[0] == _DEEP:
        return any(_fits(names[skipped:], pattern[1:]) for skipped in range(len(names)))
    return bool(names) and fnmatchcase(names[0], pattern[0]) and _fits(names[1:], pattern[1:])
