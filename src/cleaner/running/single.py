"""Pages cleaned in this very process: for a handful, starting workers would cost more than it brings."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

from cleaner.errors import PageError, QuarantineReason
from cleaner.running.job import PageJob, PageResult, Setup
from cleaner.running.page import PageCleaner


class SingleProcess:
    """Does what a `WorkerPool` does, without protection from pages that end the process."""

    def __init__(self, setup: Setup, *, page_seconds: float) -> None:
        self._cleaner = PageCleaner(setup)
        self._page_seconds = page_seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        return

    def map(self, jobs: Iterable[PageJob]) -> Iterator[PageResult]:
        """The results in the order of the jobs."""
        for job in jobs:
            with _time_limit(self._page_seconds):
                result = self._cleaner.clean(job)
            yield result


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises `PageError` inside the block when the time is up. Main thread only."""

    def up(signum: int, frame: FrameType | None) -> None:
        raise PageError(QuarantineReason.TIMEOUT, f"not done after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
