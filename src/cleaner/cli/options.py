"""Arguments that several subcommands share."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from cleaner.blocks import InputKind
from cleaner.cli.exits import UsageError
from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.described import Described
from cleaner.running.limits import LONGEST

Subparsers = argparse._SubParsersAction  # the only name argparse has for it
_MOST = 1 << 40  # of anything that is counted here


def add_config(parser: argparse.ArgumentParser) -> None:
    """Arguments that make a `Config`."""
    add_choice(parser, "--mode", Mode, Mode.FULL, "which language pipeline runs")
    add_choice(parser, "--kind", InputKind, None, "what the input is (default: told from its content)")
    parser.add_argument("--max-bytes", type=positive, metavar="N", help="quarantine larger pages (default: 20 million)")
    parser.add_argument(
        "--vocabulary", type=path, metavar="FILE", help="a vocabulary of your own (TSV or YAML), added to ours"
    )


def config_from(given: argparse.Namespace) -> Config:
    """The `Config` that was asked for."""
    if given.vocabulary is not None and not given.vocabulary.is_file():
        raise UsageError(f"{given.vocabulary}: no such file")
    config = Config(mode=given.mode, kind=given.kind, vocabulary=given.vocabulary)
    return config if given.max_bytes is None else config.model_copy(update={"max_bytes": given.max_bytes})


def add_choice(
    parser: argparse.ArgumentParser, flag: str, choices: type[Described], default: Described | None, text: str
) -> None:
    """An argument that is one value of an enum."""
    names = ", ".join(f"{choice.value}{' (default)' if choice is default else ''}" for choice in choices)
    parser.add_argument(
        flag, type=choices, choices=tuple(choices), default=default, metavar="NAME", help=f"{text}: {names}"
    )


def positive(text: str, *, most: int = _MOST) -> int:
    """An argument that counts something."""
    number = int(text) if text.isdecimal() and len(text) < len(str(most)) + 1 else 0
    if not 0 < number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 to {most:,}")
    return number


def seconds(text: str) -> float:
    """An argument that limits a time."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0, up to {LONGEST:,}")
    return number


def name(text: str) -> str:
    """An argument that names a file or a folder: a variable that is not set must not mean the current one."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name")
    return text


def path(text: str) -> Path:
    """The same as a path."""
    return Path(name(text))
