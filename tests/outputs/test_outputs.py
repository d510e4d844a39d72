"""What survives what: files, the ledger, shards."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import QuarantineReason
from cleaner.outputs import migrations
from cleaner.outputs.atomic import publish, publishing
from cleaner.outputs.folder import OutputBusyError, OutputFolder
from cleaner.outputs.ledger import Entry, Ledger, PageStatus, Shard
from cleaner.outputs.quarantine import write_quarantine
from cleaner.outputs.shards import read_shard, tidy_shards, write_shard

CLEANED = Entry("a.html", "a-1", "00", "print", PageStatus.CLEANED, None, None, "pages/a-1.json", 9, "run")
STUCK = Entry(
    "b.html", "b-1", None, "print", PageStatus.QUARANTINED, QuarantineReason.EMPTY, "nothing", None, None, "run"
)


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_whole_or_what_it_was_before(tmp_path: Path, durable: bool) -> None:
    target = tmp_path / "file"
    publish(target, b"before", tmp_path, durable=durable)

    def fail() -> None:
        with publishing(target, tmp_path, durable=durable) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]
    publish(target, b"after", tmp_path, durable=durable)
    assert target.read_bytes() == b"after"


def test_the_ledger_remembers_the_latest_result_of_each_page(ledger: Ledger) -> None:
    ledger.commit([CLEANED, STUCK])
    assert ledger.known(["a.html", "b.html", "c.html"]) == {"a.html": CLEANED, "b.html": STUCK}
    mended = replace(STUCK, status=PageStatus.CLEANED, reason=None, message=None, output="pages/b-1.json", size=3)
    ledger.commit([mended])
    assert ledger.known(["b.html"]) == {"b.html": mended}
    assert list(ledger.quarantined()) == []
    assert ledger.records() == 2


def test_the_ledger_answers_for_more_pages_than_a_query_may_name(ledger: Ledger) -> None:
    entries = [replace(CLEANED, uri=f"{number}.html") for number in range(2_345)]
    ledger.commit(entries)
    assert ledger.known([entry.uri for entry in entries]) == {entry.uri: entry for entry in entries}


def test_a_commit_is_all_or_nothing(ledger: Ledger) -> None:
    wrong = replace(STUCK, status="unheard of")
    with pytest.raises(sqlite3.IntegrityError):
        ledger.commit([CLEANED, wrong], Shard(0, "pages/part-000000.jsonl.zst", 2))
    assert ledger.known(["a.html", "b.html"]) == {}
    assert ledger.shards() == []


def test_the_ledger_finds_what_another_pipeline_made(ledger: Ledger) -> None:
    ledger.commit([CLEANED, replace(CLEANED, uri="old.html", fingerprint="older"), STUCK])
    assert [entry.uri for entry in ledger.stale("print")] == ["old.html"]
    assert [entry.uri for entry in ledger.quarantined()] == ["b.html"]
    ledger.forget(["b.html"])
    assert list(ledger.quarantined()) == []


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(migrations.LedgerVersionError, match="version 99"):
        Ledger(path)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.commit([CLEANED])
    step = ("ALTER TABLE pages ADD COLUMN more TEXT", "CREATE TABLE pages (oops TEXT)")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    with pytest.raises(migrations.LedgerError):
        Ledger(path)
    monkeypatch.undo()
    with Ledger(path) as ledger:
        assert ledger.known(["a.html"]) == {"a.html": CLEANED}


def test_a_file_that_is_no_ledger_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_text("just words, and more than a few of them" * 100)
    with pytest.raises(migrations.LedgerError):
        Ledger(path)


def test_quarantine_is_written_as_lines_by_uri(tmp_path: Path, ledger: Ledger) -> None:
    ledger.commit([replace(STUCK, uri="z.html", message='says "é"'), STUCK, CLEANED])
    with OutputFolder(tmp_path / "out") as folder:
        write_quarantine(folder, ledger)
    lines = [json.loads(line) for line in folder.quarantine.read_text("utf-8").splitlines()]
    assert lines == [
        {"uri": "b.html", "reason": "empty", "message": "nothing", "sha256": None},
        {"uri": "z.html", "reason": "empty", "message": 'says "é"', "sha256": None},
    ]


def test_an_output_folder_is_freed_when_its_run_ends(tmp_path: Path) -> None:
    with OutputFolder(tmp_path / "out"):
        with pytest.raises(OutputBusyError):
            OutputFolder(tmp_path / "out").__enter__()
        (tmp_path / "out/.scratch/half").write_text("x")
    with OutputFolder(tmp_path / "out") as folder:
        assert list(folder.scratch.iterdir()) == []


def test_a_shard_gives_back_its_lines_in_order(tmp_path: Path) -> None:
    lines = [json.dumps({"page_id": str(number), "text": "é" * number}).encode() + b"\n" for number in range(300)]
    target = tmp_path / "part.jsonl.zst"
    assert write_shard(target, iter(lines), tmp_path) == 300
    assert list(read_shard(target)) == lines
    assert write_shard(tmp_path / "none.jsonl.zst", iter(()), tmp_path) == 0
    assert not (tmp_path / "none.jsonl.zst").exists()


@settings(max_examples=30, deadline=None)
@given(batches=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=6, unique=True), max_size=6))
def test_tidied_shards_hold_the_latest_record_of_each_page(batches: list[list[int]], tmp_path_factory) -> None:
    root = tmp_path_factory.mktemp("out")
    latest: dict[str, int] = {}
    with OutputFolder(root) as folder, Ledger(folder.ledger) as ledger:
        for number, pages in enumerate(batches):
            target = folder.shard_file(number)
            lines = (json.dumps({"page_id": str(page), "batch": number}).encode() + b"\n" for page in pages)
            shard = Shard(number, folder.name(target), write_shard(target, lines, folder.scratch))
            made = replace(CLEANED, output=shard.name, size=None)
            ledger.commit([replace(made, uri=f"{page}.html", page_id=str(page)) for page in pages], shard)
            latest |= dict.fromkeys(map(str, pages), number)
        folder.shard_file(77).write_bytes(b"published, but never recorded")
        for _ in range(2):
            tidy_shards(folder, ledger)
            found = [json.loads(line) for path in sorted(folder.pages.iterdir()) for line in read_shard(path)]
            assert len(found) == len(latest)
            assert {record["page_id"]: record["batch"] for record in found} == latest
        assert sum(shard.pages for shard, _ in ledger.shards()) == len(latest)
