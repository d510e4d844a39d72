"""Run a flow by hand: `python -m flows.clean_pages samples --output output`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from prefect import Flow
from pydantic import ValidationError

from cleaner.blocks import InputKind
from cleaner.contract.vocabulary import Mode
from cleaner.outputs.folder import Format, OutputFolderError
from cleaner.outputs.migrations import LedgerError
from cleaner.review.report import RunReport
from cleaner.running.job import LoadError
from cleaner.running.process import WorkerStartError
from cleaner.sources import MissingInputError
from flows.batches import QualityGateError
from flows.settings import CleanSettings, ReprocessSettings

_CANNOT_START = (
    MissingInputError,
    OutputFolderError,
    LedgerError,
    LoadError,
    WorkerStartError,
    ValidationError,
    OSError,
)
EPILOG = "Exit codes: 0 the run is good, 1 it failed its quality gate, 2 it could not start."


def main(flow: Flow[[Any], RunReport], arguments: Sequence[str] | None = None) -> int:
    """Run `flow` with settings from the command line; the exit code."""
    model = CleanSettings if flow.name == "clean-pages" else ReprocessSettings
    given = vars(_parser(flow, model).parse_args(arguments))
    try:
        settings = model(**{name: value for name, value in given.items() if value is not None})
        print(flow(settings).summary())
    except QualityGateError as error:
        print(f"{flow.name}: the run failed its quality gate: {error}", file=sys.stderr)
        return 1
    except _CANNOT_START as error:
        print(f"{flow.name}: {error}", file=sys.stderr)
        return 2
    return 0


def _parser(
    flow: Flow[[Any], RunReport], model: type[CleanSettings] | type[ReprocessSettings]
) -> argparse.ArgumentParser:
    module = flow.name.replace("-", "_")
    parser = argparse.ArgumentParser(f"python -m flows.{module}", description=flow.description, epilog=EPILOG)
    described = {name: field.description for name, field in model.model_fields.items()}
    if model is CleanSettings:
        parser.add_argument("inputs", nargs="+", metavar="PATH", help=described["inputs"])
        parser.add_argument("--learn-sites", action="store_true", default=None, help=described["learn_sites"])
        parser.add_argument("--force", action="store_true", default=None, help=described["force"])
        parser.add_argument("--prune", action="store_true", default=None, help=described["prune"])
    parser.add_argument("-o", "--output", metavar="DIR", help=f"{described['output']} (default: output)")
    parser.add_argument("--tables", action="store_true", default=None, help=described["tables"])
    for name, choices in (("format", Format), ("mode", Mode), ("kind", InputKind)):
        parser.add_argument(f"--{name}", choices=[str(choice) for choice in choices], help=described[name])
    for name in ("jobs", "batch-pages", "page-seconds"):
        parser.add_argument(f"--{name}", metavar="N", help=described[name.replace("-", "_")])
    return parser
