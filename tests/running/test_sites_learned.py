"""Runs that learn sites first: what is done again, in what order, after which accident."""

from __future__ import annotations

import json
import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from benchmarks.site.pages import site
from state import records

from cleaner.config import Config
from cleaner.outputs.folder import Format
from cleaner.outputs.ledger import Ledger
from cleaner.outputs.sites import SiteStore
from cleaner.review.report import RunReport
from cleaner.running.run import Run, RunOptions
from cleaner.sources import PageRef, references
from cleaner.sources.again import references_to

OUTPUT = Path("output")
PAGES = 10


@pytest.fixture(autouse=True)
def crawl(standin: None) -> None:
    """A site of ten pages, and a page of another."""
    write(range(PAGES))
    Path("in/other.jsonl").write_text(json.dumps({"url": "https://other.example/", "text": "Another site."}) + "\n")


def write(numbers: range) -> None:
    Path("in").mkdir(exist_ok=True)
    made = site(20)
    for number in numbers:
        record = {"url": made[number].url, "text": made[number].text}
        Path(f"in/{number:02d}.jsonl").write_text(json.dumps(record) + "\n")


def run(*, learn: bool = True, backwards: bool = False, output: Path = OUTPUT, **options: object) -> RunReport:
    """A run in this process, over the pages in one order or the other."""
    given = {"format": Format.JSONL, "batch_pages": 3, "in_process": True, "clean": "standin:clean_page", **options}
    refs = sorted(references(["in"]), key=lambda ref: ref.uri, reverse=backwards)
    with Run(RunOptions(output, Config(), **given)) as started:  # type: ignore[arg-type]
        if learn:
            learn_all(started, refs)
        for batch in started.batches(refs):
            started.process(batch)
        return started.finish(["in"])


def learn_all(started: Run, refs: list[PageRef]) -> int:
    for batch in started.batches(refs):
        started.learn(batch.refs)
    return started.remember()


def fingerprints(output: Path = OUTPUT) -> dict[str, str]:
    return {uri: record["pipeline"]["fingerprint"] for uri, record in records(output).items()}


def test_records_are_made_with_the_memory_of_their_site() -> None:
    run()
    found = fingerprints()
    assert found.pop("in/other.jsonl#1") == "standin"
    assert len(found) == PAGES
    assert all(made.startswith("standin+") for made in found.values())


@pytest.mark.parametrize("other", [{"backwards": True}, {"batch_pages": 100}, {"in_process": False, "jobs": 2}])
def test_neither_order_nor_batches_nor_workers_change_a_record(other: dict[str, object]) -> None:
    run()
    run(output=Path("other"), **other)
    assert records(Path("other")) == records(OUTPUT)


def test_a_second_run_learns_and_cleans_nothing() -> None:
    run()
    assert run().totals.unchanged == PAGES + 1
    assert run(learn=False).totals.unchanged == PAGES + 1


def test_learning_later_gives_what_learning_at_once_gives() -> None:
    assert run(learn=False).totals.cleaned == PAGES + 1
    assert run().totals.cleaned == PAGES
    at_once = Path("at-once")
    run(output=at_once)
    assert records(OUTPUT) == records(at_once)


def test_pages_that_join_change_only_the_pages_they_tell_something_about() -> None:
    run()
    before = fingerprints()
    write(range(PAGES, PAGES + 2))
    report = run()
    after = fingerprints()
    changed = {uri for uri in before if before[uri] != after[uri]}
    assert report.totals.cleaned == len(changed) + 2
    assert 0 < len(changed) < PAGES
    in_one = Path("in-one")
    run(output=in_one)
    assert records(OUTPUT) == records(in_one)


def test_pages_that_cannot_be_read_teach_nothing_and_are_quarantined_once() -> None:
    Path("in/empty.txt").write_text("")
    Path("in/broken.jsonl").write_text("{")
    report = run()
    assert (report.totals.pages, report.totals.quarantined) == (PAGES + 3, 2)


def test_what_was_learned_is_used_without_learning_and_when_pages_are_tried_again() -> None:
    run()
    before = records(OUTPUT)
    assert run(learn=False, force=True).totals.cleaned == PAGES + 1
    assert records(OUTPUT) == before
    with Run(RunOptions(OUTPUT, Config(), in_process=True, clean="standin:clean_page")) as started:
        assert started.unfinished(quarantined=True, stale=True) == []
        write(range(PAGES, PAGES + 2))
        learn_all(started, list(references(["in"])))
        stale = started.unfinished(quarantined=True, stale=True)
    assert 0 < len(stale) < PAGES
    assert {ref.uri for ref in references_to(stale)} == set(stale)


@pytest.mark.parametrize("step", range(5))
def test_a_run_killed_while_it_learns_loses_nothing(step: int) -> None:
    """Killed before each commit of contributions, and before the memory of a site is made."""
    expected = Path("expected")
    run(output=expected)
    child = os.fork()
    if not child:
        steps = count()
        for name in ("learn", "settle"):
            setattr(SiteStore, name, ending(getattr(SiteStore, name), step, steps))
        try:
            run()
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    run()
    assert records(OUTPUT) == records(expected)
    with Ledger(OUTPUT / "ledger.sqlite") as ledger:
        assert SiteStore(ledger.database).due() == []
    shutil.rmtree(OUTPUT)


def ending(function, step: int, steps):
    def wrapped(*arguments):
        if next(steps) == step:
            os._exit(9)
        return function(*arguments)

    return wrapped
