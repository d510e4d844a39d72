"""The pipeline's input."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawPage:
    """One scraped page as it came.

    `uri` names the input and decides `page_id`; `url`, `media_type`, `encoding` and `fetched_at` (ISO 8601) are what
    the fetcher declared (HTTP headers, WARC records), where it did.
    """

    uri: str
    body: bytes
    url: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    fetched_at: str | None = None

    @property
    def page_id(self) -> str:
        """Stable name of the page: 16 hex digits from its URI, so that a changed page keeps its name."""
        return hashlib.sha256(self.uri.encode("utf-8", "surrogateescape")).hexdigest()[:16]
