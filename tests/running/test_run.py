"""Runs over many pages: what ends where, what is done again, and that nothing is lost or twice."""

from __future__ import annotations

import gzip
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from state import everything, quarantine, records

from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.outputs.folder import Format, OutputBusyError
from cleaner.review.report import RunReport
from cleaner.running.job import LoadError
from cleaner.running.process import WorkerStartError
from cleaner.running.run import Run, RunOptions
from cleaner.sources import references
from cleaner.sources.again import references_to

OUTPUT = Path("output")
MISBEHAVIOUR = {
    "in/break.txt": ("BREAK", "failed"),
    "in/die.txt": ("DIE", "crashed"),
    "in/empty.txt": ("", "empty"),
    "in/exit.txt": ("EXIT", "crashed"),
    "in/hang.txt": ("HANG", "timeout"),
}


def write_pages(count: int = 12) -> list[str]:
    Path("in").mkdir(exist_ok=True)
    names = [f"in/page-{number:03d}.txt" for number in range(count)]
    for name in names:
        Path(name).write_text(f"This is {name}.")
    return names


def run(
    refs: Callable[[], Any] = lambda: references(["in"]),
    *,
    output: Path = OUTPUT,
    mode: Mode = Mode.FULL,
    **options: Any,
) -> RunReport:
    settings = {"in_process": "jobs" not in options, "batch_pages": 5, "clean": "standin:clean_page", **options}
    with Run(RunOptions(output, Config(mode=mode), **settings)) as started:
        for batch in started.batches(refs()):
            started.process(batch)
        return started.finish(["in"])


@pytest.fixture(params=list(Format))
def fmt(request: pytest.FixtureRequest) -> Format:
    return request.param


def test_every_page_ends_as_a_record_or_in_quarantine_whatever_its_neighbours_do() -> None:
    good = write_pages()
    for name, (text, _) in MISBEHAVIOUR.items():
        Path(name).write_text(text)
    report = run(jobs=2, page_seconds=1.5)
    bad = {name: reason for name, (_, reason) in MISBEHAVIOUR.items()}
    assert everything(OUTPUT) == {**dict.fromkeys(good, "cleaned"), **bad}
    totals = report.totals
    assert (totals.pages, totals.cleaned, totals.quarantined) == (17, 12, 5)
    assert report.reasons() == {"crashed": 2, "empty": 1, "failed": 1, "timeout": 1}


def test_a_second_run_cleans_nothing_and_changes_nothing(fmt: Format) -> None:
    write_pages()
    Path("in/empty.txt").write_text("")
    run(format=fmt)
    before = {path: path.read_bytes() for path in OUTPUT.glob("pages/*")}
    report = run(format=fmt)
    assert (report.totals.cleaned, report.totals.unchanged, report.totals.quarantined) == (0, 13, 1)
    assert report.totals.quarantined_before == {"empty": 1}
    assert {path: path.read_bytes() for path in OUTPUT.glob("pages/*")} == before


def test_a_run_with_nothing_new_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(lambda: iter(()), clean="standin:cannot_load", jobs=2).totals.pages == 0


def test_only_changed_pages_are_cleaned_again(fmt: Format) -> None:
    names = write_pages()
    run(format=fmt)
    Path(names[3]).write_text("Something new.")
    assert run(format=fmt).totals.cleaned == 1
    assert set(records(OUTPUT)) == set(names)
    assert records(OUTPUT)[names[3]]["text"] == "Something new."


def test_another_fingerprint_cleans_everything_again(fmt: Format) -> None:
    names = write_pages()
    run(format=fmt)
    assert run(format=fmt, mode=Mode.FAST).totals.cleaned == len(names)
    assert {record["pipeline"]["mode"] for record in records(OUTPUT).values()} == {"fast"}
    assert set(records(OUTPUT)) == set(names)


def test_force_cleans_everything_again(fmt: Format) -> None:
    names = write_pages()
    run(format=fmt)
    assert run(format=fmt, force=True).totals.cleaned == len(names)
    assert set(records(OUTPUT)) == set(names)


@pytest.mark.parametrize(("text", "tried_again"), [("", 0), ("BREAK", 0), ("EXIT", 1), ("HANG", 1)])
def test_only_reasons_that_may_pass_are_tried_again(text: str, tried_again: int) -> None:
    write_pages(1)
    Path("in/page-000.txt").write_text(text)
    for _ in range(2):
        report = run(jobs=1, page_seconds=1.0)
    assert sum(report.totals.quarantined_now.values()) == tried_again
    assert report.totals.quarantined == 1


def test_a_page_leaves_quarantine_when_it_succeeds_and_loses_its_record_when_it_fails(fmt: Format) -> None:
    write_pages(2)
    first, second = Path("in/page-000.txt"), Path("in/page-001.txt")
    first.write_text("BREAK")
    run(format=fmt)
    assert everything(OUTPUT) == {str(first): "failed", str(second): "cleaned"}
    first.write_text("Mended.")
    second.write_text("BREAK")
    run(format=fmt)
    assert everything(OUTPUT) == {str(first): "cleaned", str(second): "failed"}


def test_a_page_that_cannot_be_read_tonight_keeps_its_record_of_yesterday(fmt: Format) -> None:
    names = write_pages(3)
    run(format=fmt)
    Path(names[1]).rename("away")
    listed = list(references(["in"])) + list(references_to([names[1]]))
    report = run(lambda: listed, format=fmt)
    assert (report.totals.quarantined, report.records) == (1, 3)
    assert set(records(OUTPUT)) == set(names)
    assert quarantine(OUTPUT) == {names[1]: "unreadable"}
    assert "its record of an earlier run is kept" in Path("output/quarantine.jsonl").read_text()
    Path("away").rename(names[1])
    run(format=fmt)
    assert everything(OUTPUT) == dict.fromkeys(names, "cleaned")


def test_quarantine_survives_a_run_over_other_pages() -> None:
    write_pages(2)
    Path("in/page-000.txt").write_text("BREAK")
    run()
    run(lambda: references(["in/page-001.txt"]), force=True)
    assert quarantine(OUTPUT) == {"in/page-000.txt": "failed"}


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-9])])
def test_a_record_that_is_missing_or_cut_short_is_made_again(damage: Callable[[Path], None]) -> None:
    write_pages()
    run()
    damage(next(OUTPUT.glob("pages/*.json")))
    assert run().totals.cleaned == 1
    assert len(records(OUTPUT)) == 12


def test_a_shard_that_is_missing_is_made_again() -> None:
    write_pages()
    run(format=Format.JSONL)
    next(OUTPUT.glob("pages/*.jsonl.zst")).unlink()
    assert 1 <= run(format=Format.JSONL).totals.cleaned <= 5
    assert len(records(OUTPUT)) == 12


def test_changing_the_format_leaves_one_record_a_page() -> None:
    names = write_pages()
    for fmt in (Format.JSON, Format.JSONL, Format.JSON):
        assert run(format=fmt).totals.cleaned == len(names)
        assert set(records(OUTPUT)) == set(names)


def test_shards_hold_the_pages_in_the_order_of_the_input() -> None:
    names = write_pages()
    run(format=Format.JSONL, jobs=3)
    assert list(records(OUTPUT)) == names


@pytest.mark.parametrize("moment", ["before the commit", "before the rename"])
def test_a_batch_that_was_not_recorded_is_done_again(fmt: Format, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = write_pages()

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cleaner.outputs.ledger.Ledger.commit" if "commit" in moment else "pathlib.Path.replace", die)
        with pytest.raises(KeyboardInterrupt):
            run(format=fmt)
    run(format=fmt)
    assert set(records(OUTPUT)) == set(names)
    assert not list(OUTPUT.glob(".scratch/*"))


def test_a_pipeline_that_cannot_load_ends_the_run_and_blames_no_page(capfd: pytest.CaptureFixture[str]) -> None:
    write_pages()
    with pytest.raises(WorkerStartError):
        run(clean="standin:cannot_load", jobs=2)
    assert "the model is missing" in capfd.readouterr().err
    assert run().totals.cleaned == 12


@pytest.mark.parametrize("options", [{}, {"jobs": 2}], ids=["in process", "in workers"])
def test_settings_that_do_not_work_end_the_run_and_blame_no_page(options: dict) -> None:
    write_pages(5)
    with pytest.raises(LoadError, match=r"cannot be loaded: terms\.tsv, line 7"):
        run(clean="standin:badly_set", **options)
    assert run().totals.cleaned == 5


def test_a_parent_that_ignores_alarms_has_workers_that_do_not() -> None:
    write_pages(1)
    Path("in/page-000.txt").write_text("HANG")
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        run(jobs=1, page_seconds=0.5)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert everything(OUTPUT) == {"in/page-000.txt": "timeout"}


def test_what_a_worker_prints_does_not_mix_with_records(capfd: pytest.CaptureFixture[str]) -> None:
    write_pages(1)
    Path("in/page-000.txt").write_text("PRINT")
    run(jobs=1)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "a stray word\n")


@pytest.mark.parametrize("options", [{}, {"jobs": 2}], ids=["in process", "in workers"])
def test_a_disk_that_cannot_be_written_ends_the_run_and_blames_no_page(options: dict) -> None:
    write_pages()
    run(lambda: iter(()))
    Path("output/pages").rmdir()
    Path("output/pages").symlink_to("/proc")  # there for the run to find, but not to write to
    with pytest.raises(OSError, match=r"Permission|No such file|not permitted|cross-device"):
        run(**options)
    Path("output/pages").unlink()
    assert run().totals.cleaned == 12


def test_an_output_folder_belongs_to_one_run_at_a_time() -> None:
    with Run(RunOptions(OUTPUT, Config())), pytest.raises(OutputBusyError, match="output"):
        Run(RunOptions(OUTPUT, Config())).__enter__()
    run(lambda: iter(()))


def test_the_same_pages_give_the_same_bytes_in_any_process() -> None:
    write_pages(8)
    run(output=Path("one"), jobs=1)
    run(output=Path("two"), jobs=3, batch_pages=2)
    run(output=Path("three"))
    one, two, three = (
        {path.name: path.read_bytes() for path in Path(name).glob("pages/*")} for name in ("one", "two", "three")
    )
    assert one == two == three
    assert len(one) == 8


def test_batches_may_be_processed_from_several_threads() -> None:
    names = write_pages(40)
    for name, (text, _) in MISBEHAVIOUR.items():
        Path(name).write_text(text)
    config, shards = Config(), Format.JSONL
    options = RunOptions(
        OUTPUT, config, format=shards, jobs=2, batch_pages=6, page_seconds=1.5, clean="standin:clean_page"
    )
    with Run(options) as started, ThreadPoolExecutor(3) as threads:
        list(threads.map(started.process, started.batches(references(["in"]))))
        report = started.finish(["in"])
    bad = {name: reason for name, (_, reason) in MISBEHAVIOUR.items()}
    assert everything(OUTPUT) == {**dict.fromkeys(names, "cleaned"), **bad}
    assert report.totals.pages == 45


def test_time_limits_hold_without_workers_too() -> None:
    write_pages(2)
    Path("in/page-000.txt").write_text("HANG")
    run(page_seconds=0.3)
    assert everything(OUTPUT) == {"in/page-000.txt": "timeout", "in/page-001.txt": "cleaned"}


def test_an_archive_that_was_cut_short_leaves_quarantine_when_it_is_whole() -> None:
    Path("in").mkdir()
    feed = Path("in/feed.jsonl.gz")
    whole = gzip.compress(b"".join(b'{"text": "page %d"}\n' % number for number in range(9)))
    feed.write_bytes(whole[:-12])
    run()
    assert everything(OUTPUT)[str(feed)] == "unreadable"
    feed.write_bytes(whole)
    run()
    assert everything(OUTPUT) == {f"{feed}#{number}": "cleaned" for number in range(1, 10)}


def test_what_is_unfinished_is_found_again() -> None:
    write_pages(4)
    Path("in/page-000.txt").write_text("BREAK")
    run()
    with Run(RunOptions(OUTPUT, Config())) as started:
        assert started.unfinished(quarantined=True, stale=True) == ["in/page-000.txt"]
        assert started.unfinished(quarantined=False, stale=True) == []
    with Run(RunOptions(OUTPUT, Config(mode=Mode.FAST))) as started:
        assert len(started.unfinished(quarantined=False, stale=True)) == 3
    Path("in/page-000.txt").write_text("Mended.")
    run(lambda: references_to(["in/page-000.txt"]), force=True)
    assert set(everything(OUTPUT).values()) == {"cleaned"}


def test_the_report_says_what_was_done_and_where_to_look() -> None:
    write_pages(3)
    Path("in/page-001.txt").write_text("BREAK | and | pipes")
    report = run()
    assert "3 pages" in report.summary()
    assert "1 failed" in report.summary()
    assert "output/quarantine.jsonl" in report.summary()
    assert report.totals.facts["characters"] == sum(len(r["text"]) for r in records(OUTPUT).values())
    assert "| failed | 1 |" in report.as_markdown()
    assert "This is" not in report.as_json()


def test_a_page_is_not_charged_for_the_loading_of_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(2)
    moments = iter(range(100))  # a clock that says how often it was asked
    monkeypatch.setattr("cleaner.running.page.perf_counter", lambda: next(moments))
    assert {page.uri: page.seconds for page in run().totals.slowest} == {"in/page-000.txt": 2, "in/page-001.txt": 1}
