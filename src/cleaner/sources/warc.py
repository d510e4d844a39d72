"""Pages in web archives (WARC, plain or compressed record by record)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from cleaner.errors import PageError, QuarantineReason
from cleaner.sources.naming import record_uri
from cleaner.sources.raw import RawPage
from cleaner.sources.reference import Container, PageRef

WarcError = ArchiveLoadFailed

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def records(path: str, uri: str) -> Iterator[PageRef]:
    """The pages of an archive: successful responses of a page's media type. Numbers count all records."""
    with Path(path).open("rb") as file:
        archive = ArchiveIterator(file)
        for number, record in enumerate(archive, start=1):
            if _is_page(record):
                yield PageRef(record_uri(uri, number), path, Container.WARC, archive.get_record_offset())


def read(ref: PageRef, limit: int) -> RawPage:
    """The page of one record."""
    with Path(ref.path).open("rb") as file:
        file.seek(ref.offset)
        record = next(iter(ArchiveIterator(file)), None)
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
