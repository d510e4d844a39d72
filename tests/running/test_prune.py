"""Records whose inputs are gone: kept, unless a run is told to prune."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from state import everything, quarantine, records

from cleaner.config import Config
from cleaner.outputs.folder import Format
from cleaner.outputs.ledger import Ledger
from cleaner.outputs.sites import SiteStore
from cleaner.review.report import RunReport
from cleaner.running.run import Run, RunOptions
from cleaner.sources import references

OUTPUT = Path("output")
FEED = Path("in/feed.jsonl")


@pytest.fixture(autouse=True)
def pages(standin: None) -> None:
    for name in ("in/a.txt", "in/b.txt", "in/deep/c.txt", "other/d.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"This is {name}.")
    Path("in/bad.txt").write_text("BREAK")
    write_feed(3)


def write_feed(count: int) -> None:
    FEED.write_text("".join(f"{json.dumps({'text': f'record {number}'})}\n" for number in range(count)))


def run(*inputs: str, prune: bool = True, fmt: Format = Format.JSON, learn: bool = False) -> RunReport:
    options = RunOptions(OUTPUT, Config(), format=fmt, prune=prune, in_process=True, clean="standin:clean_page")
    with Run(options) as started:
        if learn:
            for batch in started.batches(references(inputs)):
                started.learn(batch.refs)
            started.remember()
        for batch in started.batches(references(inputs)):
            started.process(batch)
        return started.finish(inputs)


@pytest.mark.parametrize("fmt", list(Format))
def test_only_pruning_removes_what_is_gone(fmt: Format) -> None:
    run("in", "other", fmt=fmt)
    before = everything(OUTPUT)
    assert len(before) == 8
    for name in ("in/a.txt", "in/bad.txt"):
        Path(name).unlink()
    shutil.rmtree("in/deep")
    write_feed(2)
    assert run("in", "other", fmt=fmt, prune=False).pruned == 0
    assert everything(OUTPUT) == before
    report = run("in", "other", fmt=fmt)
    assert (report.pruned, report.records) == (4, 4)
    assert set(everything(OUTPUT)) == {"in/b.txt", "other/d.txt", f"{FEED}#1", f"{FEED}#2"}
    assert "4 of earlier runs removed" in report.summary()
    assert run("in", "other", fmt=fmt).pruned == 0


def test_inputs_that_were_not_named_keep_their_records() -> None:
    run("in", "other")
    Path("in/a.txt").unlink()
    Path("other/d.txt").unlink()
    Path("other/e.txt").write_text("Another page.")
    assert run("other").pruned == 1
    assert "in/a.txt" in records(OUTPUT)
    assert run("in/b.txt").pruned == 0
    assert run("in/*.txt").pruned == 1


def test_a_disk_that_is_away_costs_no_record() -> None:
    run("in", "other")
    Path("other/d.txt").unlink()  # and the folder it was mounted on is empty
    assert run("in", "other").pruned == 0
    assert "other/d.txt" in records(OUTPUT)


def test_an_archive_that_cannot_be_read_to_its_end_keeps_its_records() -> None:
    run("in")
    feed = Path("in/feed.jsonl.gz")
    FEED.unlink()
    feed.write_bytes(b"\x1f\x8b cut short")
    assert run("in").pruned == 3
    FEED.write_text("")
    assert run("in").pruned == 0
    assert quarantine(OUTPUT)[str(feed)] == "unreadable"


def test_what_a_page_told_of_its_site_goes_with_it() -> None:
    run("in", learn=True)
    Path("in/a.txt").unlink()
    run("in")
    with Ledger(OUTPUT / "ledger.sqlite") as ledger:
        assert ledger.known(["in/a.txt"]) == {}
        assert [uri for (uri,) in ledger.database.query("SELECT uri FROM site_pages WHERE uri LIKE '%/a.txt'")] == []
        assert SiteStore(ledger.database).due() != []


def test_a_run_killed_while_it_prunes_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    run("in")
    Path("in/a.txt").unlink()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "forget", die)
        with pytest.raises(KeyboardInterrupt):
            run("in")
    assert run("in").pruned == 1
    assert "in/a.txt" not in everything(OUTPUT)
