"""A worker process: `python -m cleaner.running.worker FD`. Reads jobs from the connection until it closes."""

from __future__ import annotations

import signal
import sys
from multiprocessing.connection import Connection

from cleaner.running.job import READY, PageJob, Setup
from cleaner.running.page import PageCleaner


def main() -> None:
    """Serve one parent. Whatever ends the parent closes the connection, and that ends the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, interrupted too, decides
    connection = Connection(int(sys.argv[1]))
    setup, page_seconds = connection.recv()
    try:
        _serve(connection, setup, page_seconds)
    except (EOFError, ConnectionError):
        return


def _serve(connection: Connection, setup: Setup, page_seconds: float) -> None:
    cleaner = PageCleaner(setup)
    cleaner.warm_up()
    connection.send(READY)
    while True:
        job: PageJob = connection.recv()
        # Unhandled, this signal ends the process: nothing that a page does, in C or in Python, can hold it up,
        # and no half-done state lives on to the next page.
        signal.setitimer(signal.ITIMER_REAL, page_seconds)
        result = cleaner.clean(job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.send(result)


if __name__ == "__main__":
    main()
