"""Names of inputs and of what is made of them."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path, PurePosixPath

_SLUG_LENGTH = 60
_HASH_LENGTH = 16  # 64 bits: two of ten million pages share a hash once in 400,000 crawls
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".gz", ".zst", ".jsonl", ".ndjson", ".warc"})
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def file_uri(path: Path) -> str:
    """The URI of a local file: relative to the current directory if below it, else absolute; always with `/`.

    Bytes of a file name that are no UTF-8 are spelled out (`\\xff`), since a URI is printed and stored as text.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  folds `..` without following links
    here = Path.cwd()
    name = (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def record_uri(file: str, number: int) -> str:
    """The URI of a record in an archive file; records count from 1."""
    return f"{file}#{number}"


def page_id(uri: str) -> str:
    """A page's stable name: readable words of its URI and a hash over the whole of it. Safe as a file name."""
    path, _, fragment = uri.partition("#")
    name = PurePosixPath(path.rstrip("/")).name
    while name and (suffix := PurePosixPath(name).suffix.lower()) in _PAGE_SUFFIXES:
        name = name[: -len(suffix)]
    words = _NOT_A_WORD.sub("-", f"{name}-{fragment}".lower())[:_SLUG_LENGTH].strip("-")
    return f"{words or 'page'}-{sha256(uri.encode('utf-8', 'backslashreplace')).hexdigest()[:_HASH_LENGTH]}"
