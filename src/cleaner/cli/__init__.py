"""The `cleaner` command. Starts fast: what a subcommand needs is imported when it runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from cleaner import __version__
from cleaner.cli.exits import EPILOG, INTERRUPTED, OK, USAGE, UsageError
from cleaner.errors import in_words
from cleaner.running.threads import use_one_thread

_COMMANDS = ("run", "explain", "tables", "schema", "vocab")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    _open_closed()
    parser = _parser()
    given = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    use_one_thread()
    try:
        code = command(given)
        sys.stdout.flush()
    except UsageError as error:
        print(f"cleaner: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:  # the reader of our output had enough
        _silence()
        return OK
    except OSError as error:  # a full disk under standard output, most likely
        print(f"cleaner: {in_words(error)}", file=sys.stderr)
        _silence()
        return USAGE
    except KeyboardInterrupt:
        print("cleaner: interrupted", file=sys.stderr)
        return INTERRUPTED
    return code


def _open_closed() -> None:
    """Where a shell closed standard output or error (`>&-`), what goes there goes nowhere: not into another file that
    happens to get the number."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  open as long as the process


def _silence() -> None:
    """Let what still waits to be printed go nowhere, instead of failing once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "cleaner",
        description="Turns scraped health pages into clean, typed, linked JSON, and can say why.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in _COMMANDS:
        import_module(f"cleaner.cli.{name}").add_to(subparsers)
    return parser
