"""Peers take turns: item after item, each asks every peer in its own process, one at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import benchmarks
from benchmarks.compare.messages import Answer, Missing, Ready
from benchmarks.compare.peer import Outcome, Peer

SECONDS_AN_ITEM = 60.0  # of the clock; a peer that needs longer is ended and counts as crashed there
_SECONDS_TO_LOAD = 300.0
_STARTS = 4  # a peer whose process dies more often is given up
_ENDED = object()
_ROOT = Path(benchmarks.__file__).parents[1]


def take_turns(
    peers: Sequence[Peer],
    items: Sequence[dict[str, Any]],
    python: str = sys.executable,
    *,
    jobs: int = 1,
    limit: float = SECONDS_AN_ITEM,
    wanted: Callable[[Peer, dict[str, Any]], bool] = lambda peer, item: True,
) -> list[Outcome]:
    """The outcome of each peer over all items (each has an `id`), in the order of `peers`.

    The first item is asked twice: once to warm up, which counts as loading. `python` runs the peers that are not ours;
    `jobs` of them work at a time; an item goes to those that it is `wanted` of.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(_Worker(peer, sys.executable if peer.ours else python, limit)) for peer in peers]
        for worker in workers:
            worker.warm_up(items[0])
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        for item in items:
            asked = [worker for worker in workers if wanted(worker.outcome.peer, item)]
            for _ in pool.map(partial(_Worker.ask, item=item), asked):
                pass  # raises here what went wrong there
        return [worker.outcome for worker in workers]


class _Worker:
    """One peer's process, started again where it dies."""

    def __init__(self, peer: Peer, python: str, limit: float) -> None:
        self.outcome = Outcome(peer)
        self._python = python
        self._limit = limit
        self._starts = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def warm_up(self, item: dict[str, Any]) -> None:
        if self._start():
            answer = self._exchange(item)
            self.outcome.load_seconds += answer.seconds

    def ask(self, item: dict[str, Any]) -> None:
        outcome, ident = self.outcome, item["id"]
        if outcome.missing:
            return
        if self._process is None and (self._starts >= _STARTS or not self._start()):
            outcome.crashes[ident] = "given up"
            return
        answer = self._exchange(item)
        outcome.seconds[ident] = answer.seconds
        outcome.memory_mb = max(outcome.memory_mb, answer.memory_mb)
        if answer.error:
            outcome.crashes[ident] = answer.error
        else:
            outcome.answers[ident] = answer.output

    def _start(self) -> bool:
        """Whether the peer is there."""
        self._starts += 1
        peer = self.outcome.peer
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [self._python, "-m", f"{__package__}.worker", str(theirs.fileno()), peer.loader, peer.distribution],
                pass_fds=[theirs.fileno()],
                cwd=_ROOT,
            )
        said = self._received(_SECONDS_TO_LOAD)
        if isinstance(said, Ready):
            self.outcome.version, self.outcome.load_seconds = said.version, said.seconds
            return True
        reason = said.reason if isinstance(said, Missing) else "ended while it was loaded"
        if self._starts == 1:
            self.outcome.missing = reason
        self._stop()
        return False

    def _exchange(self, item: dict[str, Any]) -> Answer:
        try:
            self._connection.send(item)
        except OSError:
            return self._died(0.0)
        said = self._received(self._limit)
        return said if isinstance(said, Answer) else self._died(self._limit if said is None else 0.0)

    def _died(self, seconds: float) -> Answer:
        """`seconds`: how long it was waited for in vain; none where the process ended by itself."""
        self._stop()
        return Answer(None, seconds, f"no answer in {seconds:.0f} s" if seconds else "the process ended", 0.0)

    def _received(self, seconds: float) -> object:
        """What the worker says; None where it says nothing in time, `_ENDED` where it is no more."""
        try:
            return self._connection.recv() if self._connection.poll(seconds) else None
        except (EOFError, ConnectionError):
            return _ENDED

    def _stop(self) -> None:
        if self._process is not None:
            self._connection.close()
            self._process.kill()
            self._process.wait()
            self._process = None
