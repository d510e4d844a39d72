"""`cleaner run`: pages to records."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from cleaner.cli.exits import EPILOG, OK, QUARANTINED, UsageError
from cleaner.cli.options import Subparsers, add_choice, add_config, config_from, name, path, positive, seconds
from cleaner.outputs.folder import Format
from cleaner.sources import MissingInputError, PageRef, references
from cleaner.sources.listing import STDIN

if TYPE_CHECKING:
    from cleaner.running.run import Run, RunOptions

_MOST_WORKERS = 512
_FEW = 4  # pages cleaned in this process: a worker would take as long to load as this process does
_DESCRIPTION = """Clean pages, HTML or flattened text, in files and folders, .gz, .zst, .jsonl, .warc.gz.

Without -o the record of a single page goes to standard output, as do those of many with --format jsonl.
With -o every page ends as a record in DIR/pages or as a line of DIR/quarantine.jsonl, and pages that have not changed
since the last run into DIR are skipped."""


def add_to(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser(
        "run",
        help="clean pages",
        description=_DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", nargs="+", type=name, metavar="PATH", help="file, folder, pattern, or - for standard input"
    )
    parser.add_argument("-o", "--output", type=path, metavar="DIR", help="folder for records, made if need be")
    add_choice(parser, "--format", Format, Format.JSON, "how records are written")
    add_config(parser)
    workers = partial(positive, most=_MOST_WORKERS)
    parser.add_argument("--jobs", type=workers, metavar="N", help="worker processes (default: one a core)")
    parser.add_argument(
        "--page-seconds", type=seconds, default=60.0, metavar="N", help="longest time for one page (default: 60)"
    )
    parser.add_argument(
        "--learn-sites",
        action="store_true",
        help="with -o: go through all pages first, to learn what their sites repeat",
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="with -o: remove the records of pages that are gone from the named folders, patterns, archives",
    )
    parser.add_argument("--force", action="store_true", help="with -o: clean unchanged pages, too")
    parser.add_argument("--quiet", action="store_true", help="no progress bar, no summary")
    parser.set_defaults(command=run)


def run(given: argparse.Namespace) -> int:
    """Clean what was named."""
    if STDIN in given.paths and len(given.paths) > 1:
        raise UsageError(f"{STDIN} (standard input) goes alone")
    try:
        refs = references(given.paths, outside=given.output)
        first = list(islice(refs, _FEW + 1))
    except MissingInputError as error:
        raise UsageError(str(error)) from error
    if not first:
        raise UsageError(f"no pages in {', '.join(given.paths)}")
    if given.output is None and given.learn_sites:
        raise UsageError("--learn-sites needs -o: what is learned is kept in the folder")
    if given.output is None and given.prune:
        raise UsageError("--prune needs -o: it removes records from the folder")
    if given.output is None:
        return _to_stdout(given, first, refs)
    return _to_folder(given, first, refs)


def _to_stdout(given: argparse.Namespace, first: list[PageRef], rest: Iterable[PageRef]) -> int:
    from cleaner.running.job import LoadError, PageJob, Setup
    from cleaner.running.pool import WorkerPool
    from cleaner.running.process import WorkerStartError
    from cleaner.running.single import SingleProcess

    if len(first) > 1 and given.format is Format.JSON:
        raise UsageError("more than one page: name a folder for the records with -o, or use --format jsonl")
    code = OK
    setup = Setup(config_from(given), indent=given.format is Format.JSON)
    pool: SingleProcess | WorkerPool
    if len(first) <= _FEW:
        pool = SingleProcess(setup, page_seconds=given.page_seconds)
    else:
        pool = WorkerPool(setup, workers=given.jobs or os.cpu_count() or 1, page_seconds=given.page_seconds)
    try:
        with pool:
            for result in pool.map(PageJob(ref) for ref in chain(first, rest)):
                if result.line is not None:
                    sys.stdout.buffer.write(result.line)
                else:
                    print(f"cleaner: {result.uri}: {result.reason}: {result.message}", file=sys.stderr)
                    code = QUARANTINED
    except (LoadError, WorkerStartError) as error:
        raise UsageError(str(error)) from error
    return code


def _to_folder(given: argparse.Namespace, first: list[PageRef], rest: Iterable[PageRef]) -> int:
    from cleaner.cli.progress import Progress
    from cleaner.outputs.folder import OutputFolderError
    from cleaner.outputs.migrations import LedgerError
    from cleaner.review.report import write_report
    from cleaner.running.job import LoadError
    from cleaner.running.process import WorkerStartError
    from cleaner.running.run import Run
    from cleaner.sources.listing import page_count

    few = len(first) <= _FEW
    count = partial(page_count, given.paths, outside=given.output)
    try:
        progress = Progress(shown=not (few or given.quiet), count=count)
        with closing(progress), Run(_options(given, few=few), on_page=progress.advance) as run:
            if given.learn_sites:
                _learn(run, given)
            for batch in run.batches(chain(first, rest)):
                run.process(batch)
            report = run.finish(given.paths)
            write_report(run.folder, report)
    except (OutputFolderError, LedgerError, LoadError, WorkerStartError) as error:
        raise UsageError(str(error)) from error
    if not given.quiet:
        print(report.summary(), file=sys.stderr)
    return QUARANTINED if report.totals.quarantined else OK


def _options(given: argparse.Namespace, *, few: bool) -> RunOptions:
    from cleaner.running.run import RunOptions

    return RunOptions(
        output=given.output,
        config=config_from(given),
        format=given.format,
        jobs=given.jobs or 0,
        page_seconds=given.page_seconds,
        force=given.force,
        prune=given.prune,
        in_process=few,
    )


def _learn(run: Run, given: argparse.Namespace) -> None:
    """Go through the pages once before they are cleaned."""
    learned = sum(run.learn(batch.refs) for batch in run.batches(references(given.paths, outside=given.output)))
    concerned = run.remember()
    if not given.quiet:
        print(f"learned from {learned} pages; their sites say something new about {concerned}", file=sys.stderr)
