"""A reference to the bytes it stands for."""

from __future__ import annotations

import sys
from io import BufferedReader, RawIOBase
from typing import cast

from cleaner.errors import PageError, QuarantineReason
from cleaner.sources import warc
from cleaner.sources.compression import READ_ERRORS, open_content, read_content, unpacked
from cleaner.sources.jsonl import JsonlReader
from cleaner.sources.raw import RawPage
from cleaner.sources.reference import Container, PageRef


class Loader:
    """Reads pages, keeping what is worth keeping open between two of them."""

    def __init__(self, limit: int) -> None:
        """`limit`: the most bytes a page may have."""
        self._limit = limit
        self._jsonl = JsonlReader()

    def load(self, ref: PageRef) -> RawPage:
        """The raw page; `PageError` where there is none."""
        if ref.problem is not None:
            raise PageError(ref.problem.reason, ref.problem.message)
        try:
            raw = self._read(ref)
        except (*READ_ERRORS, warc.DamagedArchiveError) as error:
            self._jsonl.close()
            message = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise PageError(QuarantineReason.UNREADABLE, message) from error
        if len(raw.body) > self._limit:
            raise PageError(QuarantineReason.TOO_LARGE, f"the page has more than {self._limit:,} bytes")
        return raw

    def _read(self, ref: PageRef) -> RawPage:
        match ref.container:
            case Container.STDIN:
                stdin: BufferedReader = BufferedReader(cast(RawIOBase, sys.stdin.buffer))
                return RawPage(ref.uri, read_content(unpacked(stdin), self._limit))
            case Container.JSONL:
                return self._jsonl.read(ref, self._limit)
            case Container.WARC:
                return warc.read(ref, self._limit)
            case Container.FILE:
                with open_content(ref.path) as content:
                    return RawPage(ref.uri, read_content(content, self._limit))
