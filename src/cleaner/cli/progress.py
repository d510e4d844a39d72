"""How far a run is, for people who watch it."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from cleaner.running.job import PageResult, Status


class Progress:
    """A bar on standard error; nothing where that is no terminal. `count` says how many pages there are, if it can."""

    def __init__(self, *, shown: bool, count: Callable[[], int | None]) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[state]}"), TimeElapsedColumn())
        shown = shown and console.is_terminal
        self._bars = Bars(*columns, console=console, transient=True, disable=not shown)
        self._bad = 0
        self._bars.start()
        self._task = self._bars.add_task("pages", total=count() if shown else None, state="")

    def advance(self, result: PageResult) -> None:
        """One more page is done."""
        self._bad += result.status is Status.QUARANTINED
        self._bars.update(self._task, advance=1, state=f"{self._bad} in quarantine" if self._bad else "")

    def close(self) -> None:
        """Take the bar away."""
        self._bars.stop()
