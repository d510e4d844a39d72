"""`cleaner schema`: the output contract as JSON Schema."""

from __future__ import annotations

import argparse

from cleaner.cli.exits import OK
from cleaner.cli.options import Subparsers


def add_to(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser("schema", help="print the JSON Schema of a record")
    parser.set_defaults(command=schema)


def schema(given: argparse.Namespace) -> int:
    """Print it."""
    from cleaner.contract.schema import schema_text

    print(schema_text(), end="")
    return OK
