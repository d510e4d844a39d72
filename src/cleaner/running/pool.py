"""A pool of worker processes that knows which page each of them has.

Why not `concurrent.futures.ProcessPoolExecutor`: when one of its workers dies, all pages in flight are lost and nobody
knows whose fault it was; and its workers import the program's main module, which for a flow is an orchestrator of
100 MB. Here every worker is asked for one page at a time, so a death or a time-out is that page's own.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from multiprocessing import Pipe
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

from cleaner.errors import QuarantineReason
from cleaner.running.job import READY, PageJob, PageResult, Setup, Status
from cleaner.sources import page_id

PAGES_PER_WORKER = 20_000  # then a fresh one: spaCy's string store only ever grows
AHEAD = 8  # pages a worker, so that a slow page does not let the others run dry
_Item = tuple[PageJob, "Future[PageResult]"] | None


class WorkerStartError(Exception):
    """A worker could not load its pipeline: no page is to blame, and no page can be cleaned."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(f"a worker process ended while loading ({_died(exit_code)}); its own error is above")
        self.exit_code = exit_code


class WorkerDiedError(Exception):
    """A worker ended while it had a page."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(_died(exit_code))
        self.timed_out = exit_code == -signal.SIGALRM


class WorkerPool:
    """Cleans pages in `workers` processes. `map` may be called from several threads at once."""

    def __init__(self, setup: Setup, *, workers: int, page_seconds: float) -> None:
        self._setup = setup
        self._page_seconds = page_seconds
        self._queue: SimpleQueue[_Item] = SimpleQueue()
        self._running: set[_Worker] = set()
        self._aborted = False
        self._threads = [Thread(target=self._serve, name=f"cleaner-worker-{n}", daemon=True) for n in range(workers)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._aborted = kind is not None
        for _ in self._threads:
            self._queue.put(None)
        if self._aborted:
            for worker in tuple(self._running):
                worker.kill()
        for thread in self._threads:
            thread.join()

    def map(self, jobs: Iterable[PageJob]) -> Iterator[PageResult]:
        """The results in the order of the jobs, which are taken a few ahead. Raises `WorkerStartError`."""
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
        """One thread a worker: takes a page, hands it on, waits, replaces the worker where it ended."""
        worker: _Worker | None = None
        while (item := self._queue.get()) is not None:
            job, future = item
            if self._aborted:
                future.cancel()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                worker, result = self._cleaned(worker, job)
            except WorkerStartError as error:
                worker = None
                future.set_exception(error)
            else:
                future.set_result(result)
            if worker is not None and worker.pages >= PAGES_PER_WORKER:
                self._retire(worker)
                worker = None
        if worker is not None:
            self._retire(worker)

    def _cleaned(self, worker: _Worker | None, job: PageJob) -> tuple[_Worker | None, PageResult]:
        """A page that ends its worker gets one more try: memory may have run out through no fault of its own."""
        for last in (False, True):
            worker = worker or self._started()
            try:
                return worker, worker.clean(job)
            except WorkerDiedError as error:
                self._retire(worker)
                worker = None
                if error.timed_out:
                    message = f"not done after {self._page_seconds:g} s"
                    return None, _quarantined(job, QuarantineReason.TIMEOUT, message, self._page_seconds)
                if last or self._aborted:
                    return None, _quarantined(job, QuarantineReason.CRASHED, f"twice: {error}", 0.0)
        raise AssertionError("unreachable")

    def _started(self) -> _Worker:
        worker = _Worker()
        self._running.add(worker)
        try:
            worker.load(self._setup, self._page_seconds)
        except WorkerStartError:
            self._running.discard(worker)
            raise
        return worker

    def _retire(self, worker: _Worker) -> None:
        self._running.discard(worker)
        worker.close()


class _Worker:
    """One process, and this end of the connection to it."""

    def __init__(self) -> None:
        self.pages = 0
        self._connection, theirs = Pipe()
        command = [sys.executable, "-m", "cleaner.running.worker", str(theirs.fileno())]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        theirs.close()

    def load(self, setup: Setup, page_seconds: float) -> None:
        try:
            self._connection.send((setup, page_seconds))
            answer = self._connection.recv()
        except (EOFError, OSError):
            raise WorkerStartError(self._process.wait()) from None
        assert answer == READY

    def clean(self, job: PageJob) -> PageResult:
        self.pages += 1
        try:
            self._connection.send(job)
            result: PageResult = self._connection.recv()
        except (EOFError, OSError):
            raise WorkerDiedError(self._process.wait()) from None
        return result

    def kill(self) -> None:
        """From any thread; the one that waits for the worker finds it dead."""
        self._process.kill()

    def close(self) -> None:
        """Ends the worker: it reads the end of the connection."""
        self._connection.close()
        self._process.wait()


def _quarantined(job: PageJob, reason: QuarantineReason, message: str, seconds: float) -> PageResult:
    uri = job.ref.uri
    return PageResult(uri, page_id(uri), Status.QUARANTINED, seconds, reason=reason, message=message)


def _died(exit_code: int) -> str:
    return f"ended by {signal.Signals(-exit_code).name}" if exit_code < 0 else f"exit code {exit_code}"
