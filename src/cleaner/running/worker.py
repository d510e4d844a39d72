"""A worker process: `python -m cleaner.running.worker FD`. Reads jobs from the connection until it closes."""

from __future__ import annotations

import signal
import sys
from functools import partial
from multiprocessing.connection import Connection

from cleaner.running.job import LOADED, LoadError, Setup
from cleaner.running.limits import deadly_limit
from cleaner.running.page import PageCleaner


def main() -> None:
    """Serve one parent. Whatever ends the parent closes the connection, and that ends the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, interrupted too, decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # what a parent ignores or blocks, its children do
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    connection = Connection(int(sys.argv[1]))
    try:
        setup, page_seconds = connection.recv()
        _serve(connection, setup, page_seconds)
    except (EOFError, ConnectionError):
        return


def _serve(connection: Connection, setup: Setup, page_seconds: float) -> None:
    """A job in, a result out; before the first one that took the pipeline, word that it is loaded.

    Instead of a result an error: the record could not be written, the pipeline could not be loaded.
    """
    limited = partial(deadly_limit, page_seconds)
    cleaner = PageCleaner(setup, limited=limited, loaded=partial(connection.send, LOADED))
    while True:
        job = connection.recv()
        try:
            connection.send(cleaner.process(job))
        except ConnectionError:
            raise
        except (OSError, LoadError) as error:
            connection.send(error)


if __name__ == "__main__":
    main()
