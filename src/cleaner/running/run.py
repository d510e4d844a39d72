"""A run: references in batches, through the pool, into the output folder and the ledger."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Self

from cleaner.boilerplate.memory.page import PageMemory
from cleaner.config import Config, fingerprint, with_memory
from cleaner.outputs.folder import Format, OutputFolder
from cleaner.outputs.ledger import Ledger, Shard
from cleaner.outputs.quarantine import write_quarantine
from cleaner.outputs.shards import tidy_shards, write_shard
from cleaner.outputs.sites import Learned, SiteStore
from cleaner.review.report import RunReport
from cleaner.running.books import Books
from cleaner.running.job import PageJob, PageResult, Setup, Status, Task
from cleaner.running.pool import WorkerPool
from cleaner.running.single import SingleProcess
from cleaner.running.tally import Tally
from cleaner.sources import PageRef
from cleaner.sources.reference import ARCHIVES
from cleaner.sources.scope import Scope


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run does. `jobs`: worker processes (0: one a core); `force`: clean unchanged pages, too; `prune`: remove
    what is known of pages whose inputs are gone; `in_process`: no workers, for a handful of pages in the main thread.
    """

    output: Path
    config: Config
    format: Format = Format.JSON
    jobs: int = 0
    page_seconds: float = 60.0
    batch_pages: int = 500
    force: bool = False
    prune: bool = False
    in_process: bool = False
    clean: str = "cleaner.pipeline:clean_page"
    learn: str = "cleaner.pipeline:learn_page"


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages that are cleaned, published and recorded together. Numbers are unique in an output folder."""

    number: int
    refs: tuple[PageRef, ...]


class Run:
    """One run over an output folder, which it locks. `process` may be called from several threads at once."""

    def __init__(self, options: RunOptions, *, on_page: Callable[[PageResult], None] | None = None) -> None:
        self.options = options
        self.folder = OutputFolder(options.output)
        self.started = datetime.now(UTC)
        self.id = self.started.strftime("%Y%m%dT%H%M%S.%fZ")
        self.fingerprint = fingerprint(options.config)
        self._books = Books(self.folder, options.format, self.id, force=options.force)
        self._on_page = on_page
        self._clock = perf_counter()
        self._tally = Tally()
        self._stack = ExitStack()
        self._workers: WorkerPool | SingleProcess | None = None
        self._lock = Lock()
        self._archives: set[str] = set()
        self._unlistable: set[str] = set()

    def __enter__(self) -> Self:
        """Raises `OutputFolderError`, `LedgerError`, `OSError`."""
        with ExitStack() as stack:
            stack.enter_context(self.folder)
            self.ledger = stack.enter_context(Ledger(self.folder.ledger))
            self._sites = SiteStore(self.ledger.database)
            self._tidy()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def batches(self, refs: Iterable[PageRef]) -> Iterator[Batch]:
        """The references in batches, listed as they are asked for."""
        number = max((shard.number for shard, _ in self.ledger.shards()), default=-1) + 1
        iterator = iter(refs)
        while some := tuple(islice(iterator, self.options.batch_pages)):
            self._unlistable.update(ref.uri for ref in some if ref.problem is not None)
            if self.options.prune:
                self.ledger.list_inputs(ref.uri for ref in some)
            self._archives.update(ref.uri.rpartition("#")[0] for ref in some if ref.container in ARCHIVES)
            yield Batch(number, some)
            number += 1

    def process(self, batch: Batch) -> int:
        """Clean a batch, publish its records, then record it in the ledger; how many of its pages are in quarantine."""
        uris = [ref.uri for ref in batch.refs]
        known = self.ledger.known(uris)
        memories = defaultdict(PageMemory, self._sites.memories(uris))
        prints = {uri: with_memory(self.fingerprint, memories[uri].version) for uri in uris}
        jobs = [
            PageJob(ref, self._books.settled_hash(known.get(ref.uri), prints[ref.uri]), memories[ref.uri])
            for ref in batch.refs
        ]
        results: list[PageResult] = []
        shard = self._publish(batch, self._pool().map(jobs), results)
        done = [self._books.entry(result, shard, known.get(result.uri), prints[result.uri]) for result in results]
        changed = [entry for entry, result in zip(done, results, strict=True) if result.status is not Status.UNCHANGED]
        # Superseded files go before the commit: killed in between, the ledger names a file that is missing, which
        # only means that its page is cleaned again. The other way round, a page could be left with two records.
        for entry in changed:
            if entry.size is None:
                self.folder.page_file(entry.page_id).unlink(missing_ok=True)
        self.ledger.commit(changed, shard)
        if any(entry.reason or (entry.uri in known and known[entry.uri].reason) for entry in changed):
            self._export_quarantine()
        self._tally.add(results, done)
        return sum(entry.reason is not None for entry in done)

    def learn(self, refs: Sequence[PageRef]) -> int:
        """Learn what pages say about their sites, and keep it; of how many there was something new to learn.

        Pages that cannot be read are passed over: why is said when they are cleaned.
        """
        known = self._sites.learned_hashes([ref.uri for ref in refs], self.fingerprint)
        jobs = [PageJob(ref, known.get(ref.uri), task=Task.LEARN) for ref in refs]
        learned = [
            Learned(result.uri, result.sha256, self.fingerprint, result.contribution)
            for result in self._pool().map(jobs)
            if result.contribution is not None and result.sha256 is not None
        ]
        self._sites.learn(learned)
        return len(learned)

    def remember(self) -> int:
        """Make the memory of the sites anew that `learn` learned something about; how many pages it concerns.

        `process` uses the memory that there is, so this comes before it.
        """
        return sum(self._sites.settle(site) for site in self._sites.due())

    def unfinished(self, *, quarantined: bool, stale: bool) -> list[str]:
        """URIs of the pages in the output folder worth another try."""
        entries = [
            *(self.ledger.quarantined() if quarantined else ()),
            *(self.ledger.stale(self.fingerprint) if stale else ()),
        ]
        return [entry.uri for entry in entries]

    def finish(self, inputs: Sequence[str]) -> RunReport:
        """Tidy up, and say what was done; the report is written by the caller. `inputs`: as they were named."""
        # An archive that could not be read to its end is in quarantine itself, until it is.
        mended = [e.uri for e in self.ledger.quarantined() if e.uri in self._archives and e.run != self.id]
        self.ledger.forget(mended)
        pruned = self._prune(inputs) if self.options.prune and self._tally.totals().pages else 0
        self._tidy()
        return RunReport(
            run=self.id,
            inputs=tuple(inputs),
            output=self.options.output.as_posix(),
            format=self.options.format,
            mode=self.options.config.mode,
            fingerprint=self.fingerprint,
            started=self.started.isoformat(timespec="seconds"),
            seconds=round(perf_counter() - self._clock, 3),
            totals=self._tally.totals(),
            records=self.ledger.records(),
            pruned=pruned,
        )

    def _pool(self) -> WorkerPool | SingleProcess:
        """One pool for the whole run, started with the first batch: a run with nothing to do starts no process."""
        with self._lock:
            if self._workers is None:
                options = self.options
                files = options.format is Format.JSON
                setup = Setup(
                    options.config,
                    pages=self.folder.pages if files else None,
                    scratch=self.folder.scratch if files else None,
                    indent=files,
                    clean=options.clean,
                    learn=options.learn,
                )
                pool: WorkerPool | SingleProcess
                if options.in_process:
                    pool = SingleProcess(setup, page_seconds=options.page_seconds)
                else:
                    workers = options.jobs or os.cpu_count() or 1
                    pool = WorkerPool(setup, workers=workers, page_seconds=options.page_seconds)
                self._stack.enter_context(pool)
                self._workers = pool
            return self._workers

    def _publish(self, batch: Batch, results: Iterator[PageResult], done: list[PageResult]) -> Shard | None:
        """Take the results as they come into `done`, their records into a shard where shards are written."""

        def lines() -> Iterator[bytes]:
            for result in results:
                done.append(replace(result, line=None))
                if self._on_page is not None:
                    self._on_page(result)
                if result.line is not None:
                    yield result.line

        path = self.folder.shard_file(batch.number)
        written = write_shard(path, lines(), self.folder.scratch)
        return Shard(batch.number, self.folder.name(path), written) if written else None

    def _prune(self, inputs: Sequence[str]) -> int:
        """Remove what is known of pages that the inputs have lost; how many. Files go before the commit, as above."""
        scope = Scope(inputs, outside=self.options.output, archives=self._archives - self._unlistable)
        gone = [entry for entry in self.ledger.not_listed() if scope.has_lost(entry.uri)]
        for entry in gone:
            self.folder.page_file(entry.page_id).unlink(missing_ok=True)
        uris = [entry.uri for entry in gone]
        self._sites.forget(uris)
        self.ledger.forget(uris)
        return len(gone)

    def _tidy(self) -> None:
        tidy_shards(self.folder, self.ledger)
        self._export_quarantine()

    def _export_quarantine(self) -> None:
        with self._lock:
            write_quarantine(self.folder, self.ledger)
