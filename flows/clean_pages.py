"""The scheduled flow: clean what is new or changed in files, folders or glob patterns.

By hand: `python -m flows.clean_pages samples --output output`.
"""

from __future__ import annotations

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from cleaner.review.report import RunReport
from cleaner.running.run import Run
from cleaner.sources import references
from flows.batches import TASKS, QualityGateError, clean_all, judge, learn_all
from flows.settings import CleanSettings


@flow(name="clean-pages", task_runner=ThreadPoolTaskRunner(max_workers=TASKS), persist_result=False)
def clean_pages(settings: CleanSettings) -> RunReport:
    """Clean pages into an output folder; skips those whose content and pipeline are those of their last result.

    Fails with `QualityGateError` where there was nothing to clean or too much of it has no record; all that could be
    cleaned is published nevertheless. Safe to kill and to start again.
    """
    with Run(settings.options(force=settings.force, prune=settings.prune)) as run:
        if settings.learn_sites:
            learn_all(run, references(settings.inputs, outside=settings.output))
        report = clean_all(
            run, references(settings.inputs, outside=settings.output), settings.inputs, tables=settings.tables
        )
    if not report.totals.pages:
        raise QualityGateError(f"no pages in {', '.join(settings.inputs)}")
    judge(report, settings.gate)
    return report


if __name__ == "__main__":
    from flows.command import main

    raise SystemExit(main(clean_pages))
