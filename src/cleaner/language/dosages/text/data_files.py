"""Reads the package's data files: tab-separated, `#` opens a comment line, the source named in the file's head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_DATA = files("cleaner.language.dosages") / "data"


def rows(name: str, width: int) -> Iterator[tuple[str, ...]]:
    """The rows of a data file, each padded with empty cells to `width`."""
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            cells = line.split("\t")
            yield tuple(cells + [""] * (width - len(cells)))


@cache
def words(name: str) -> frozenset[str]:
    """A word list: one or more words a line."""
    return frozenset(word for row in rows(name, 1) for word in row[0].split())
