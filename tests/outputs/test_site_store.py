"""The memory of sites in the ledger's file: each page once, whatever is killed between two commits."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner.boilerplate.memory.contribution import Contribution, PageLine
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.labels import Label
from cleaner.outputs import migrations
from cleaner.outputs.ledger import Entry, Ledger, PageStatus
from cleaner.outputs.sites import Learned, SiteStore

TITLE = "what the liver tells your doctor"
NAMED = Contribution("a.example", "", frozenset(), frozenset({TITLE}), (), frozenset())


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def page(number: int, site: str = "a.example") -> Learned:
    """A page of two lines of its own below one that all pages print."""
    own = (PageLine(10 * number, Label.TITLE), PageLine(10 * number + 1, Label.BODY, prose=True))
    lines = (PageLine(1, Label.NAVIGATION, 5), PageLine(2, Label.BODY, 5), *own)
    contribution = Contribution(site, f"title {number}", frozenset(), frozenset(), lines, frozenset())
    return Learned(f"page-{number}", f"hash-{number}", "print", contribution)


PAGES = [page(number) for number in range(1, 6)]


def said(store: SiteStore, *uris: str) -> dict[str, int]:
    """How many lines of template the site knows on each page that it knows something about."""
    return {uri: len(memory.lines) for uri, memory in store.memories(uris).items()}


def test_a_site_says_nothing_before_it_is_settled(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    store.learn(PAGES)
    assert store.due() == ["a.example"]
    assert said(store, "page-1", "page-2") == {}
    assert store.settle("a.example") == 5
    assert store.due() == []
    assert said(store, "page-1", "page-2", "unknown") == {"page-1": 1, "page-2": 1}
    assert store.settle("a.example") == 0


def test_a_page_learned_again_replaces_what_it_said(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    for _ in range(3):
        store.learn(PAGES[:2])
    store.settle("a.example")
    assert said(store, "page-1", "page-2") == {}
    store.learn([PAGES[2]])
    assert store.settle("a.example") == 3
    store.learn([replace(PAGES[2], contribution=replace(PAGES[2].contribution, lines=()))])
    assert store.settle("a.example") == 3
    assert said(store, "page-1", "page-2", "page-3") == {}


def test_a_page_that_moved_leaves_its_old_site(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    store.learn(PAGES[:3])
    store.settle("a.example")
    store.learn([page(3, site="b.example")])
    assert store.due() == ["a.example", "b.example"]
    assert [store.settle(site) for site in store.due()] == [2, 1]
    assert said(store, "page-1", "page-2", "page-3") == {}


def test_the_memory_is_that_of_all_contributions_in_any_order(ledger: Ledger, tmp_path: Path) -> None:
    expected = SiteMemory.of([learned.contribution for learned in PAGES])
    store = SiteStore(ledger.database)
    for learned in reversed(PAGES):
        store.learn([learned])
    store.settle("a.example")
    uris = [learned.uri for learned in PAGES]
    assert store.memories(uris) == {page.uri: expected.page(page.contribution) for page in PAGES}


def test_hashes_count_for_the_pipeline_that_learned_only(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    store.learn(PAGES)
    uris = [learned.uri for learned in PAGES] + [f"more-{number}" for number in range(1200)]
    assert store.learned_hashes(uris, "print") == {page.uri: page.sha256 for page in PAGES}
    assert store.learned_hashes(uris, "other") == {}


def test_a_page_is_stale_when_its_site_says_something_else_about_it(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    store.learn(PAGES[:3])
    store.settle("a.example")
    version = store.memories(["page-1"])["page-1"].version
    entry = Entry("page-1", "p", "0", f"print+{version}", PageStatus.CLEANED, None, None, "pages/p.json", 9, "run")
    without = replace(entry, uri="page-2", fingerprint="print")
    unknown = replace(entry, uri="page-9", fingerprint="print")
    ledger.commit([entry, without, unknown])
    assert [stale.uri for stale in ledger.stale("print")] == ["page-2"]
    store.learn([replace(PAGES[2], contribution=replace(PAGES[2].contribution, lines=()))])
    store.settle("a.example")
    assert [stale.uri for stale in ledger.stale("print")] == ["page-1"]


def test_a_site_of_many_pages_is_gone_through_in_parts(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    store.learn(page(number) for number in range(1, 451))
    assert store.settle("a.example") == 450


def test_a_ledger_of_before_is_migrated_and_keeps_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite"
    entry = Entry("a", "a-1", "0", "print", PageStatus.CLEANED, None, None, "pages/a-1.json", 9, "run")
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        with Ledger(path) as ledger:
            ledger.commit([entry])
    with Ledger(path) as ledger:
        assert ledger.known(["a"]) == {"a": entry}
        assert list(ledger.stale("print")) == []
        assert SiteStore(ledger.database).due() == []


def test_a_failed_commit_leaves_all_as_it_was(ledger: Ledger) -> None:
    store = SiteStore(ledger.database)
    store.learn(PAGES[:3])
    broken = replace(PAGES[4], sha256=None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.learn([PAGES[3], broken])
    assert store.learned_hashes(["page-4"], "print") == {}
