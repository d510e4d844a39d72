"""`python -m benchmarks.compare.worker FD LOADER DISTRIBUTION`: one peer, answering over a connection.

Sends `Ready` or `Missing`, then for each item it receives an `Answer`; ends when the connection does. Imports only the
standard library, so that the peer may live in an environment that has nothing of ours.
"""

from __future__ import annotations

import gc
import importlib
import importlib.metadata
import logging
import os
import resource
import sys
import time
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.compare.messages import Answer, Missing, Ready
from benchmarks.compare.peer import Run

_OBJECTS = 100_000  # new ones before a search for garbage
_STATUS = Path("/proc/self/status")


def main(descriptor: str, loader: str, distribution: str) -> None:
    connection = Connection(int(descriptor))
    _hush()
    before, start = _peak_mb(), time.process_time()
    try:
        run = _loaded(loader)
        version = importlib.metadata.version(distribution) if distribution else ""
    except importlib.metadata.PackageNotFoundError:
        connection.send(Missing(f"{distribution} is not installed"))
        return
    except ModuleNotFoundError as error:
        connection.send(Missing(f"{error.name} is not installed"))
        return
    except Exception as error:  # whatever a package does when it is loaded is a result
        connection.send(Missing(f"cannot be loaded: {_said(error)}"))
        return
    connection.send(Ready(version, time.process_time() - start))
    _search_less()
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(_answer(run, item, before))


def _answer(run: Run, item: dict[str, Any], before: float) -> Answer:
    output, error = None, ""
    start = time.process_time()
    try:
        output = run(item)
    except Exception as raised:  # a crash on a page is a result
        error = _said(raised)
    return Answer(output, time.process_time() - start, error, _peak_mb() - before)


def _loaded(loader: str) -> Run:
    module, _, function = loader.partition(":")
    return getattr(importlib.import_module(module), function)()


def _search_less() -> None:
    """Every peer runs as a process for many pages should: what it has loaded is not searched for garbage again, and
    searches are rare. Where a search falls would otherwise be told as the time of some page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _hush() -> None:
    """What peers print and log goes nowhere: it would stand in the middle of the table."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


def _peak_mb() -> float:
    """Where the system says it, of this program alone: the general figure includes the process it was forked from."""
    if _STATUS.is_file():
        peak = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n")[0][:120]


if __name__ == "__main__":
    main(*sys.argv[1:])
