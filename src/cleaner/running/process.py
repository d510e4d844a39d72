"""One worker process, seen from its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe

from cleaner.running.job import LOADED, LoadError, PageJob, PageResult, Setup
from cleaner.running.threads import ONE_THREAD

_STDERR = 2


class WorkerStartError(Exception):
    """A worker could not load the pipeline: no page is to blame, and no page can be cleaned."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(f"a worker process ended while loading ({_died(exit_code)}); its own error is above")
        self.exit_code = exit_code


class WorkerDiedError(Exception):
    """A worker ended while it had a page."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(_died(exit_code))
        self.timed_out = exit_code == -signal.SIGALRM


class WorkerProcess:
    """A process that cleans one page at a time, and this end of the connection to it."""

    def __init__(self, setup: Setup, page_seconds: float) -> None:
        self.pages = 0
        self._loaded = False
        self._connection, theirs = Pipe()
        command = [sys.executable, "-m", "cleaner.running.worker", str(theirs.fileno())]
        # Our standard output may be carrying records: what a worker prints belongs to standard error.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=_STDERR,
            pass_fds=[theirs.fileno()],
            env={**ONE_THREAD, **os.environ},
        )
        theirs.close()
        with suppress(OSError):  # of a worker that is dead already the first job will tell
            self._connection.send((setup, page_seconds))

    def process(self, job: PageJob) -> PageResult:
        """Raises `WorkerDiedError`, `WorkerStartError`, `LoadError`, `OSError` where the record cannot be written."""
        self.pages += 1
        answer = self._answer(job)
        if isinstance(answer, OSError | LoadError):
            raise answer
        return answer

    def _answer(self, job: PageJob) -> PageResult | OSError | LoadError:
        try:
            self._connection.send(job)
            while (answer := self._connection.recv()) == LOADED:
                self._loaded = True
        except (EOFError, OSError):
            died = WorkerDiedError(self._process.wait())
            if self._loaded or died.timed_out:
                raise died from None
            raise WorkerStartError(self._process.returncode) from None
        result: PageResult | OSError | LoadError = answer
        return result

    def kill(self) -> None:
        """From any thread; the one that waits for the worker finds it dead."""
        self._process.kill()

    def close(self) -> None:
        """Ends the worker: it reads the end of the connection."""
        self._connection.close()
        self._process.wait()


def _died(exit_code: int) -> str:
    return f"ended by {signal.Signals(-exit_code).name}" if exit_code < 0 else f"exit code {exit_code}"
