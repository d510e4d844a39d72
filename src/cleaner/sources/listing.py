"""What there is to clean: paths as a user names them, to references."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from cleaner.errors import QuarantineReason
from cleaner.sources import jsonl, warc
from cleaner.sources.compression import READ_ERRORS
from cleaner.sources.naming import file_uri
from cleaner.sources.reference import Container, PageRef, Problem

STDIN = "-"
_GLOB = frozenset("*?[")
_READMES = frozenset({"readme", "readme.md", "readme.rst", "readme.txt"})  # about a folder's pages, not one of them
_COMPRESSED = frozenset({".gz", ".zst"})
_ARCHIVES: dict[str, Callable[[str, str], Iterator[PageRef]]] = {
    ".jsonl": jsonl.records,
    ".ndjson": jsonl.records,
    ".warc": warc.records,
}


class MissingInputError(Exception):
    """A named input does not exist; `path` is as the user wrote it."""

    def __init__(self, path: str, reason: str = "no such file or folder") -> None:
        super().__init__(f"{path or 'an empty name'}: {reason}")
        self.path = path


def files(paths: Iterable[str], *, outside: Path | None = None) -> Iterator[Path]:
    """The files that paths, folders (searched deeply) and glob patterns name, each once, in a stable order.

    Passed over in folders and patterns are hidden files, pipes, and all in the folder `outside` (where results go);
    in folders also READMEs. Raises `MissingInputError` at once.
    """
    return _each_once([_expand(path) for path in paths], outside.absolute() if outside else None)


def references(paths: Iterable[str], *, outside: Path | None = None) -> Iterator[PageRef]:
    """The pages in what `paths` name, in a stable order; `-` is standard input. Raises as `files` does."""
    named = list(paths)
    found = files((name for name in named if name != STDIN), outside=outside)
    stdin = (PageRef("stdin", STDIN, Container.STDIN),) if STDIN in named else ()
    return chain(stdin, (ref for path in found for ref in pages_in(path)))


def page_count(paths: Iterable[str], *, outside: Path | None = None) -> int | None:
    """How many pages `paths` name; None where only reading archives could tell."""
    count = 0
    for path in files((name for name in paths if name != STDIN), outside=outside):
        if archive_kind(path) is not None:
            return None
        count += 1
    return count


def pages_in(path: Path) -> Iterator[PageRef]:
    """The pages of one file. What cannot be listed becomes a reference with a problem, never an exception."""
    uri = file_uri(path)
    archive = archive_kind(path)
    if archive is None:
        yield PageRef(uri, str(path))
        return
    empty = True
    try:
        for ref in _ARCHIVES[archive](str(path), uri):
            empty = False
            yield ref
    except (*READ_ERRORS, warc.DamagedArchiveError) as error:
        problem = Problem(QuarantineReason.UNREADABLE, f"the archive cannot be read to its end: {error}")
        yield PageRef(uri, str(path), problem=problem)
        return
    if empty:
        yield PageRef(uri, str(path), problem=Problem(QuarantineReason.EMPTY, "the archive holds no page"))


def file_of(uri: str) -> str:
    """The file that a page's URI lies in: for a record, its archive."""
    file, _, record = uri.rpartition("#")
    return file if record.isdecimal() and archive_kind(Path(file)) is not None else uri


def archive_kind(path: Path) -> str | None:
    """The suffix that makes a file an archive of pages, under compression or not."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes and suffixes[-1] in _ARCHIVES else None


_Candidates = Callable[[Path | None], Iterator[Path]]


def _each_once(found: Sequence[_Candidates], outside: Path | None) -> Iterator[Path]:
    once = len(found) == 1  # one folder names no file twice: no need to remember a million of them
    seen: set[str] = set()
    for candidates in found:
        for path in candidates(outside):
            if once or (uri := file_uri(path)) not in seen:
                yield path
                if not once:
                    seen.add(uri)


def _expand(name: str) -> _Candidates:
    if not name:  # to `Path`, the current folder
        raise MissingInputError(name)
    path = Path(name)
    if path.is_dir():
        return lambda outside: _walk(path, outside)
    if os.path.lexists(path):
        return lambda outside: iter((path,))
    if _GLOB.isdisjoint(name):
        raise MissingInputError(name)
    try:
        matches = sorted(_matches(name))
    except ValueError as error:
        raise MissingInputError(name, f"no pattern of files: {error}") from error
    if not matches:
        raise MissingInputError(name)
    return lambda outside: (match for match in matches if not _within(match, outside))


def _matches(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    root = Path(path.anchor) if path.is_absolute() else Path()
    relative = pattern[len(path.anchor) :] if path.is_absolute() else pattern
    for match in root.glob(relative):
        hidden = any(part.startswith(".") for part in match.parts if part not in (".", ".."))
        if match.is_file() and not hidden:
            yield match


def _walk(folder: Path, outside: Path | None) -> Iterator[Path]:
    if _within(folder, outside):
        return
    for current, folders, names in os.walk(folder, onerror=_report):
        here = Path(current)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _within(here / f, outside))
        for name in sorted(names):
            path = here / name
            special = not path.is_file() and path.exists()  # a pipe would be waited for without end
            if not (special or name.startswith(".") or name.lower() in _READMES):
                yield path


def _within(path: Path, folder: Path | None) -> bool:
    return folder is not None and path.absolute().is_relative_to(folder)


def _report(error: OSError) -> None:
    print(f"cleaner: {error.filename}: {error.strerror}; the folder is passed over", file=sys.stderr)
