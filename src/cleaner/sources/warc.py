"""Pages in web archives (WARC, plain or compressed record by record)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from cleaner.errors import PageError, QuarantineReason
from cleaner.sources.naming import record_uri
from cleaner.sources.raw import RawPage
from cleaner.sources.reference import Container, PageRef

# What the package raises on damaged archives: it does not check everything that it parses.
_DAMAGE = (ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError, ValueError, zlib.error)

_MARGIN = 4  # two line breaks close an uncompressed record
_CHUNK = 1 << 16
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


class DamagedArchiveError(Exception):
    """An archive that is not, or no longer, what its format says."""


def records(path: str, uri: str) -> Iterator[PageRef]:
    """The pages of an archive: successful responses of a page's media type. Numbers count all records.

    Raises `DamagedArchiveError` behind the last whole record, also where the archive was cut short, which the package
    lets pass.
    """
    with Path(path).open("rb") as file:
        archive = ArchiveIterator(file)
        end = 0
        for number, record in enumerate(_checked(archive), start=1):
            ref = PageRef(record_uri(uri, number), path, Container.WARC, archive.get_record_offset())
            is_page = _is_page(record)
            if not _is_whole(record):
                raise DamagedArchiveError(f"record {number} is cut short")
            end = archive.get_record_offset() + archive.get_record_length()
            if is_page:
                yield ref
        if file.seek(0, SEEK_END) - end > _MARGIN:
            raise DamagedArchiveError("the last record is cut short")


def read(ref: PageRef, limit: int) -> RawPage:
    """The page of one record."""
    with Path(ref.path).open("rb") as file:
        file.seek(ref.offset)
        record = next(_checked(ArchiveIterator(file)), None)
        if record is None:
            raise PageError(QuarantineReason.UNREADABLE, "the archive has changed: its record is gone")
        body = record.content_stream().read(limit + 1)
    media_type, encoding = _content_type(record)
    return RawPage(
        uri=ref.uri,
        body=body,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        media_type=media_type,
        encoding=encoding,
        fetched_at=record.rec_headers.get_header("WARC-Date"),
    )


def _checked(archive: ArchiveIterator) -> Iterator[ArcWarcRecord]:
    records = iter(archive)
    while True:
        try:
            record = next(records, None)
        except _DAMAGE as error:
            raise DamagedArchiveError(f"a record cannot be read: {error}") from error
        if record is None:
            return
        yield record


def _is_whole(record: ArcWarcRecord) -> bool:
    """Reads the record to its end to see whether that is where it should be."""
    if not (record.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
        return False
    while record.raw_stream.read(_CHUNK):
        pass
    return not getattr(record.raw_stream, "limit", 0)


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "resource":
        return _content_type(record)[0] in _PAGE_TYPES
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return bool(record.http_headers.get_statuscode() == "200") and _content_type(record)[0] in (None, *_PAGE_TYPES)


def _content_type(record: ArcWarcRecord) -> tuple[str | None, str | None]:
    """Media type and charset as the server declared them."""
    headers = record.rec_headers if record.http_headers is None else record.http_headers
    media_type, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    charset = next((p.partition("=")[2] for p in parameters.split(";") if p.strip().lower().startswith("charset=")), "")
    return media_type.strip().lower() or None, charset.strip().strip("\"'").lower() or None
