"""`cleaner explain`: what happened to each line of a page, and why."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.exits import EPILOG, OK, QUARANTINED, UsageError
from cleaner.cli.options import Subparsers, add_config, config_from, name, path, positive
from cleaner.config import Config
from cleaner.errors import PageError, in_words
from cleaner.sources import Loader, MissingInputError, RawPage, references

if TYPE_CHECKING:
    from cleaner.boilerplate.memory.page import PageMemory


def add_to(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser(
        "explain",
        help="say for each line of a page whether it was kept, and why",
        description="Say for each line of a page whether it was kept, as what, by which rule, and on what evidence.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "path", type=name, metavar="PATH", help="file, or - for standard input; of an archive, its first page"
    )
    parser.add_argument("--page", type=positive, default=1, metavar="N", help="of an archive: its Nth page")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--html", type=path, metavar="FILE", help="write a page to look at, with all that was read")
    shown.add_argument("--removed", action="store_true", help="only what was not kept")
    parser.add_argument(
        "--known-from", type=path, metavar="DIR", help="with what a run into DIR has learned about the page's site"
    )
    add_config(parser)
    parser.set_defaults(command=explain)


def explain(given: argparse.Namespace) -> int:
    """Print the explanation, or write it to a file."""
    config = config_from(given)
    try:
        raw = _page(given.path, given.page, config.max_bytes)
        memory = _memory(given.known_from, raw.uri)
        if given.html:
            _write(given.html, raw, config, memory)
        else:
            _print(raw, config, memory, only_removed=given.removed)
    except PageError as error:
        print(f"cleaner: {given.path}: {error.reason}: {error.message}", file=sys.stderr)
        return QUARANTINED
    return OK


def _print(raw: RawPage, config: Config, memory: PageMemory, *, only_removed: bool) -> None:
    from rich.console import Console

    from cleaner.boilerplate import label
    from cleaner.reading import read
    from cleaner.review.explanation import lines, printed

    console = Console(highlight=False, soft_wrap=True)
    for line in lines(label(read(raw, config), memory)):
        if line.removed or not only_removed:
            console.print(printed(line))


def _write(target: Path, raw: RawPage, config: Config, memory: PageMemory) -> None:
    from cleaner.boilerplate import label
    from cleaner.language.understand import load, understand
    from cleaner.reading import read
    from cleaner.record import record
    from cleaner.review.page import review_page
    from cleaner.sections import assemble

    try:
        load(config)
    except ValueError as error:
        raise UsageError(f"the pipeline cannot be loaded: {error}") from error
    article = assemble(label(read(raw, config), memory))
    page = record(raw, article, understand(article, config), config, memory)
    try:
        target.write_text(review_page(article, page), encoding="utf-8")
    except OSError as error:
        raise UsageError(in_words(error)) from error


def _memory(folder: Path | None, uri: str) -> PageMemory:
    """What the ledger of an output folder knows about a page."""
    from cleaner.boilerplate.memory.page import NO_MEMORY
    from cleaner.outputs.ledger import Ledger
    from cleaner.outputs.migrations import LedgerError
    from cleaner.outputs.sites import SiteStore

    if folder is None:
        return NO_MEMORY
    if not (folder / "ledger.sqlite").is_file():
        raise UsageError(f"{folder}: is no output folder")
    try:
        with Ledger(folder / "ledger.sqlite") as ledger:
            return SiteStore(ledger.database).memories([uri]).get(uri, NO_MEMORY)
    except LedgerError as error:
        raise UsageError(str(error)) from error


def _page(path: str, number: int, limit: int) -> RawPage:
    if Path(path).is_dir():
        raise UsageError(f"{path}: is a folder; name one page")
    try:
        ref = next((ref for n, ref in enumerate(references([path]), start=1) if n == number), None)
    except MissingInputError as error:
        raise UsageError(str(error)) from error
    if ref is None:
        raise UsageError(f"{path}: has no page {number}")
    return Loader(limit).load(ref)
