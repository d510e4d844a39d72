"""A pool of worker processes that knows which page each of them has.

Why not `concurrent.futures.ProcessPoolExecutor`: when one of its workers dies, all pages in flight are lost and nobody
knows whose fault it was; and its workers import the program's main module, which for a flow is an orchestrator of
100 MB. Here every worker is asked for one page at a time, so a death or a time-out is that page's own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

from cleaner.errors import QuarantineReason
from cleaner.running.job import LoadError, PageJob, PageResult, Setup, Status
from cleaner.running.limits import overdue
from cleaner.running.process import WorkerDiedError, WorkerProcess, WorkerStartError
from cleaner.sources import page_id

PAGES_PER_WORKER = 20_000  # then a fresh one: spaCy's string store only ever grows
AHEAD = 8  # pages a worker, so that a slow page does not let the others run dry
_Item = tuple[PageJob, "Future[PageResult]"] | None


class WorkerPool:
    """Cleans pages in `workers` processes. `map` may be called from several threads at once."""

    def __init__(self, setup: Setup, *, workers: int, page_seconds: float) -> None:
        self._setup = setup
        self.page_seconds = page_seconds
        self._queue: SimpleQueue[_Item] = SimpleQueue()
        self.running: set[WorkerProcess] = set()
        self.aborted = False
        self._threads = [Thread(target=self._serve, name=f"cleaner-worker-{n}", daemon=True) for n in range(workers)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.aborted = kind is not None
        for _ in self._threads:
            self._queue.put(None)
        if self.aborted:
            for worker in tuple(self.running):
                worker.kill()
        for thread in self._threads:
            thread.join()

    def start(self) -> WorkerProcess:
        """A new worker of this pool."""
        worker = WorkerProcess(self._setup, self.page_seconds)
        self.running.add(worker)
        return worker

    def map(self, jobs: Iterable[PageJob]) -> Iterator[PageResult]:
        """The results in the order of the jobs, which are taken a few ahead.

        Raises `WorkerStartError`, `LoadError`, and `OSError` where a record cannot be written.
        """
        waiting: deque[Future[PageResult]] = deque()
        try:
            for job in jobs:
                future: Future[PageResult] = Future()
                waiting.append(future)
                self._queue.put((job, future))
                if len(waiting) > AHEAD * len(self._threads):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def _serve(self) -> None:
        """One thread a worker: takes a page, hands it on, waits."""
        lane = _Lane(self)
        while (item := self._queue.get()) is not None:
            job, future = item
            if self.aborted:
                future.cancel()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(lane.process(job))
            except (WorkerDiedError, WorkerStartError, LoadError, OSError) as error:
                future.set_exception(error)
        lane.retire()


class _Lane:
    """One worker after another: started when there is a page for it, replaced when it ended."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._worker: WorkerProcess | None = None

    def process(self, job: PageJob) -> PageResult:
        """A page that ends its worker gets one more try: memory may have run out through no fault of its own.

        Raises as `WorkerProcess.process` does, `WorkerDiedError` only in an aborted pool.
        """
        for last in (False, True):
            worker = self._worker = self._worker or self._pool.start()
            try:
                result = worker.process(job)
            except WorkerDiedError as error:
                self.retire()
                if self._pool.aborted:
                    raise
                if error.timed_out:
                    return _quarantined(job, QuarantineReason.TIMEOUT, overdue(self._pool.page_seconds))
                if last:
                    return _quarantined(job, QuarantineReason.CRASHED, f"twice: {error}")
            else:
                if worker.pages >= PAGES_PER_WORKER:
                    self.retire()
                return result
        raise AssertionError("unreachable")

    def retire(self) -> None:
        """End the worker, if there is one."""
        if self._worker is not None:
            self._pool.running.discard(self._worker)
            self._worker.close()
            self._worker = None


def _quarantined(job: PageJob, reason: QuarantineReason, message: str) -> PageResult:
    uri = job.ref.uri
    return PageResult(uri, page_id(uri), Status.QUARANTINED, reason=reason, message=message)
