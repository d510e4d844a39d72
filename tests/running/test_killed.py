"""A run killed at each of its steps in turn, and started again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from state import everything

from cleaner.config import Config
from cleaner.outputs.folder import Format
from cleaner.outputs.ledger import Ledger
from cleaner.running.run import Run, RunOptions
from cleaner.sources import references

OUTPUT = Path("output")
BEFORE = {"a": "Stays.", "b": "Changes.", "c": "Breaks.", "d": "BREAK", "e": "Stays, too."}
AFTER = {"a": "Stays.", "b": "Changed.", "c": "BREAK", "d": "Mended.", "e": "Stays, too.", "f": "New."}
STEPS = ((Path, "replace"), (Path, "unlink"), (Ledger, "commit"), (Ledger, "resize"), (os, "fsync"))


def write(pages: dict[str, str]) -> None:
    Path("in").mkdir(exist_ok=True)
    for name, text in pages.items():
        Path(f"in/{name}.txt").write_text(text)


def run(fmt: Format) -> None:
    options = RunOptions(OUTPUT, Config(), format=fmt, batch_pages=2, in_process=True, clean="standin:clean_page")
    with Run(options) as started:
        for batch in started.batches(references(["in"])):
            started.process(batch)
        started.finish(["in"])


def run_until(step: int, fmt: Format) -> bool:
    """Run in a process that ends without a word before a step that would be seen outside; whether it came so far."""
    child = os.fork()
    if not child:
        steps = count()
        for owner, name in STEPS:
            setattr(owner, name, ending(getattr(owner, name), lambda: next(steps) == step))
        try:
            run(fmt)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def ending(function: Callable[..., Any], now: Callable[[], bool]) -> Callable[..., Any]:
    @wraps(function)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        if now():
            os._exit(9)
        return function(*arguments, **options)

    return wrapped


@pytest.mark.parametrize("after", list(Format))
@pytest.mark.parametrize("before", list(Format))
def test_wherever_a_run_is_killed_the_next_one_puts_everything_right(before: Format, after: Format) -> None:
    write(BEFORE)
    run(before)
    write(AFTER)
    shutil.copytree(OUTPUT, "yesterday")
    expected = {f"in/{name}.txt": "failed" if text == "BREAK" else "cleaned" for name, text in AFTER.items()}
    for step in count():
        if not run_until(step, after):
            break
        run(after)
        assert everything(OUTPUT) == expected, step
        assert not list(OUTPUT.glob(".scratch/*"))
        shutil.rmtree(OUTPUT)
        shutil.copytree("yesterday", OUTPUT)
    assert step > 10
