"""Pages cleaned in this very process: for a handful, starting workers would cost more than it brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Self

from cleaner.running.job import PageJob, PageResult, Setup
from cleaner.running.limits import raising_limit
from cleaner.running.page import PageCleaner


class SingleProcess:
    """Does what a `WorkerPool` does, without protection from pages that end the process."""

    def __init__(self, setup: Setup, *, page_seconds: float) -> None:
        self._cleaner = PageCleaner(setup, limited=partial(raising_limit, page_seconds), loaded=lambda: None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        return

    def map(self, jobs: Iterable[PageJob]) -> Iterator[PageResult]:
        """The results in the order of the jobs."""
        return map(self._cleaner.process, jobs)
