"""Pages as JSON objects, one a line: `{"html" | "text": str, "url"?: str, "fetched_at"?: str}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedIOBase

from cleaner.errors import PageError, QuarantineReason
from cleaner.sources.compression import open_content
from cleaner.sources.naming import record_uri
from cleaner.sources.raw import RawPage
from cleaner.sources.reference import Container, PageRef

_MEDIA_TYPES = {"html": "text/html", "text": "text/plain"}


def records(path: str, uri: str) -> Iterator[PageRef]:
    """The records of a JSONL file; blank lines hold none but count."""
    offset = 0
    with open_content(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield PageRef(record_uri(uri, number), path, Container.JSONL, offset)
            offset += len(line)


class JsonlReader:
    """Reads records by offset. Keeps the file open: a compressed one can only be read forwards."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._content: BufferedIOBase | None = None
        self._position = 0

    def read(self, ref: PageRef, limit: int) -> RawPage:
        """The page of one record, or `PageError`. Raises the `READ_ERRORS` of a broken file."""
        line = self._line_at(ref, limit)
        if len(line) > limit:
            raise PageError(QuarantineReason.TOO_LARGE, f"the record is longer than {limit:,} bytes")
        return parse_record(line, ref.uri)

    def _line_at(self, ref: PageRef, limit: int) -> bytes:
        if self._content is None or self._path != ref.path or self._position > ref.offset:
            self.close()
            self._content, self._path, self._position = open_content(ref.path), ref.path, 0
        while (ahead := ref.offset - self._position) and (skipped := self._content.read(min(ahead, 1 << 20))):
            self._position += len(skipped)
        line = self._content.readline(limit + 1)
        self._position += len(line)
        return line

    def close(self) -> None:
        """Let go of the file."""
        if self._content is not None:
            with suppress(OSError):
                self._content.close()
            self._content = None


def parse_record(line: bytes, uri: str) -> RawPage:
    """A JSON object as a page; a record of another shape is unreadable."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PageError(QuarantineReason.UNREADABLE, f"the line is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise PageError(QuarantineReason.UNREADABLE, "the line is not a JSON object")
    field = next((name for name in _MEDIA_TYPES if isinstance(record.get(name), str)), None)
    if field is None:
        raise PageError(QuarantineReason.UNREADABLE, "the record has neither an 'html' nor a 'text' string")
    return RawPage(
        uri=uri,
        body=record[field].encode("utf-8", "replace"),
        url=_string(record, "url"),
        media_type=_MEDIA_TYPES[field],
        encoding="utf-8",
        fetched_at=_string(record, "fetched_at"),
    )


def _string(record: dict[str, object], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value else None
