"""The second flow: another try for pages in quarantine and for those an older pipeline cleaned.

By hand: `python -m flows.reprocess --output output`.
"""

from __future__ import annotations

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from cleaner.review.report import RunReport
from cleaner.running.run import Run
from cleaner.sources.again import references_to
from flows.batches import TASKS, clean_all, judge
from flows.settings import ReprocessSettings


@flow(name="reprocess", task_runner=ThreadPoolTaskRunner(max_workers=TASKS), persist_result=False)
def reprocess(settings: ReprocessSettings) -> RunReport:
    """Clean pages again that an output folder holds in quarantine or from an older pipeline; nothing else is read."""
    with Run(settings.options(force=True)) as run:
        refs = references_to(run.unfinished(quarantined=settings.quarantined, stale=settings.stale))
        report = clean_all(run, refs, [f"{settings.output}/ledger.sqlite"], tables=settings.tables)
    judge(report, settings.gate, retried=True)
    return report


if __name__ == "__main__":
    from flows.command import main

    raise SystemExit(main(reprocess))
