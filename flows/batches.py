"""One run as a flow's tasks: a task a batch, its pages in the run's worker processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from prefect import Task, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.logging import get_run_logger
from prefect.utilities.annotations import opaque

from cleaner.review.report import RunReport, write_report
from cleaner.running.run import Batch, Run
from cleaner.sources import PageRef
from flows.settings import QualityGate

# Tasks at a time: one fills the workers while another publishes. Threads: the pages are cleaned in processes.
TASKS = 2
BatchTask = Task[[int, int, Batch, Run], dict[str, int]]
_DEFECTS = ("failed", "crashed", "timeout")


class QualityGateError(Exception):
    """The run ended, but its result is not to be trusted."""


@task(name="clean-batch", task_run_name="batch-{number}", cache_policy=NO_CACHE, persist_result=False)
def clean_batch(number: int, pages: int, batch: Batch, run: Run) -> dict[str, int]:
    """Clean, publish and record one batch. Takes references and returns counts: no page passes through here."""
    return {"pages": pages, "quarantined": run.process(batch)}


@task(name="learn-batch", task_run_name="learn-{number}", cache_policy=NO_CACHE, persist_result=False)
def learn_batch(number: int, pages: int, batch: Batch, run: Run) -> dict[str, int]:
    """Learn what the pages of one batch say about their sites. Returns counts, as `clean_batch` does."""
    return {"pages": pages, "learned": run.learn(batch.refs)}


def learn_all(run: Run, refs: Iterable[PageRef]) -> int:
    """Learn the sites of pages in tasks of a batch each; about how many pages their sites have something new to say."""
    learned = sum(counts["learned"] for counts in _in_tasks(learn_batch, run, refs))
    concerned = run.remember()
    get_run_logger().info("learned from %s pages; their sites say something new about %s", learned, concerned)
    return concerned


def clean_all(run: Run, refs: Iterable[PageRef], inputs: Sequence[str], *, tables: bool) -> RunReport:
    """Clean pages in tasks of a batch each, listing them no faster than they are cleaned; report on the run."""
    if tables:
        from cleaner.outputs.tables import write_tables  # needs an optional package: said before the work, not after
    for _ in _in_tasks(clean_batch, run, refs):
        pass
    report = run.finish(inputs)
    write_report(run.folder, report)
    if tables:
        write_tables(run.folder)
    create_markdown_artifact(report.as_markdown(), key="run-report", description=report.summary().splitlines()[0])
    get_run_logger().info("%s", report.summary())
    return report


def _in_tasks(work: BatchTask, run: Run, refs: Iterable[PageRef]) -> Iterator[dict[str, int]]:
    """The results of a task for each batch of pages, in order."""
    waiting: deque[PrefectFuture[dict[str, int]]] = deque()
    for batch in run.batches(refs):
        # `opaque`: Prefect would look through all of it for futures.
        waiting.append(work.submit(batch.number, len(batch.refs), opaque(batch), opaque(run)))
        if len(waiting) > TASKS:
            yield waiting.popleft().result()
    for future in waiting:
        yield future.result()


def judge(report: RunReport, gate: QualityGate, *, retried: bool = False) -> None:
    """Raise `QualityGateError` where a run's result is not to be trusted.

    Of `retried` pages most may fail again: only those count that fail by a defect.
    """
    totals = report.totals
    where = f"see {report.output}/report.md and {report.output}/quarantine.jsonl"
    if totals.pages < gate.min_pages:
        return
    for count, allowed, what in (
        (totals.quarantined, 1.0 if retried else gate.max_quarantined, "have no record"),
        (totals.count(*_DEFECTS), gate.max_defects, "failed by a defect of this software"),
    ):
        if count > allowed * totals.pages:
            share = f"{count:,} of {totals.pages:,} pages ({count / totals.pages:.0%})"
            raise QualityGateError(f"{share} {what}, {allowed:.0%} are allowed: {where}")
