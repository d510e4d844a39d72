"""`cleaner vocab build`: make the compiled vocabulary from its sources."""

from __future__ import annotations

import argparse

from cleaner.cli.options import Subparsers


def add_to(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser("vocab", help="rebuild the compiled vocabulary")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    # The build has a parser of its own: with another prefix, its options are plain words to this one.
    build = actions.add_parser("build", help="compile it from its sources", add_help=False, prefix_chars="\0")
    build.add_argument("arguments", nargs="*")
    build.set_defaults(command=_build)


def _build(given: argparse.Namespace) -> int:
    from cleaner.language.vocabulary.build import main

    return int(main(given.arguments) or 0)
