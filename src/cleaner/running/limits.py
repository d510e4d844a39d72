"""Time limits for one page."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from cleaner.errors import PageError, QuarantineReason

LONGEST = 3_600  # seconds a page may be given: systems refuse to count some longer times


@contextmanager
def deadly_limit(seconds: float) -> Iterator[None]:
    """Ends the process when the time is up, by a signal that nobody handles: nothing that a page does, in C or in
    Python, can hold it up, and no half-done state lives on to the next page. For worker processes.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def raising_limit(seconds: float) -> Iterator[None]:
    """Raises `PageError` when the time is up. For the main thread of a process that must go on."""

    def up(signum: int, frame: FrameType | None) -> None:
        raise PageError(QuarantineReason.TIMEOUT, overdue(seconds))

    before = signal.signal(signal.SIGALRM, up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def overdue(seconds: float) -> str:
    """What is said of a page that took too long."""
    return f"not done after {seconds:g} s"
