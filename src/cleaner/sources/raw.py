"""The pipeline's input."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.sources.naming import page_id


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
        """Stable name of the page, from its URI: a changed page keeps its name."""
        return page_id(self.uri)
