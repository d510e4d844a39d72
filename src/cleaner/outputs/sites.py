"""The memory of sites in the ledger's file: what pages say of their sites, and what the sites say of their pages.

A page's contribution replaces its last one, so that the same pages give the same memory however often and in whatever
order they were learned. A site whose pages changed is due until its memory is made anew; both are commits of their own,
and a run that is killed between them finds the site still due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleaner.boilerplate.memory.contribution import Contribution
from cleaner.boilerplate.memory.page import PageMemory
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.outputs.database import Database, some_at_a_time

_PAGES = 200  # read at a time


@dataclass(frozen=True, slots=True)
class Learned:
    """A page's contribution, and what it was read from."""

    uri: str
    sha256: str
    fingerprint: str
    contribution: Contribution


class SiteStore:
    """The tables of sites."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def learned_hashes(self, uris: Sequence[str], fingerprint: str) -> dict[str, str]:
        """The hashes of the bytes that a pipeline has learned pages from."""
        found: dict[str, str] = {}
        for marks, some in some_at_a_time(uris):
            statement = f"SELECT uri, sha256 FROM site_pages WHERE fingerprint = ? AND uri IN {marks}"
            found.update(self._database.query(statement, (fingerprint, *some)))
        return found

    def learn(self, pages: Iterable[Learned]) -> None:
        """Keep what pages contribute; their sites, the old ones too where that changed, are due."""
        with self._database.writing() as database:
            for page in pages:
                due = [
                    (page.contribution.site,),
                    *database.execute("SELECT site FROM site_pages WHERE uri = ?", (page.uri,)),
                ]
                database.executemany(
                    "INSERT INTO sites (site, due) VALUES (?, 1) ON CONFLICT DO UPDATE SET due = 1", due
                )
                database.execute(
                    "INSERT INTO site_pages (uri, site, sha256, fingerprint, contribution) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET site = excluded.site, sha256 = excluded.sha256,"
                    " fingerprint = excluded.fingerprint, contribution = excluded.contribution",
                    (page.uri, page.contribution.site, page.sha256, page.fingerprint, page.contribution.encoded()),
                )

    def forget(self, uris: Iterable[str]) -> None:
        """Drop what pages contributed; their sites are due."""
        gone = [(uri,) for uri in uris]
        with self._database.writing() as database:
            statement = "UPDATE sites SET due = 1 WHERE site IN (SELECT site FROM site_pages WHERE uri = ?)"
            database.executemany(statement, gone)
            database.executemany("DELETE FROM site_pages WHERE uri = ?", gone)

    def due(self) -> list[str]:
        """The sites whose memory is to be made anew."""
        return [site for (site,) in self._database.query("SELECT site FROM sites WHERE due ORDER BY site")]

    def settle(self, site: str) -> int:
        """Make the memory of a site from all its pages; how many of them it now says something else about."""
        pages = _Pages(self._database, site)
        memory = SiteMemory.of(pages)
        changed = []
        for uri, version, page in pages.with_versions():
            said = memory.page(page)
            if said.version != version:
                changed.append((said.encoded() if said else None, said.version, uri))
        with self._database.writing() as database:
            database.executemany("UPDATE site_pages SET memory = ?, version = ? WHERE uri = ?", changed)
            database.execute("UPDATE sites SET due = 0, version = ? WHERE site = ?", (memory.version, site))
        return len(changed)

    def memories(self, uris: Sequence[str]) -> dict[str, PageMemory]:
        """What the sites of pages say about them; pages about which they say nothing are left out."""
        found: dict[str, PageMemory] = {}
        for marks, some in some_at_a_time(uris):
            statement = f"SELECT uri, memory FROM site_pages WHERE memory IS NOT NULL AND uri IN {marks}"
            found.update((uri, PageMemory.decoded(memory)) for uri, memory in self._database.query(statement, some))
        return found


class _Pages:
    """The contributions of a site's pages, read anew whenever they are gone through: a large site need not fit in
    memory."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def __len__(self) -> int:
        [(count,)] = self._database.query("SELECT count(*) FROM site_pages WHERE site = ?", (self._site,))
        return int(count)

    def __contains__(self, page: object) -> bool:
        return any(page == other for other in self)

    def __iter__(self) -> Iterator[Contribution]:
        return (page for _, _, page in self.with_versions())

    def with_versions(self) -> Iterator[tuple[str, str | None, Contribution]]:
        """Each page's URI, the version of what its site last said about it, and its contribution."""
        last = ""
        statement = "SELECT uri, version, contribution FROM site_pages WHERE site = ? AND uri > ? ORDER BY uri LIMIT ?"
        while rows := self._database.query(statement, (self._site, last, _PAGES)):
            for uri, version, content in rows:
                yield uri, version, Contribution.decoded(content)
            last = rows[-1][0]
