"""`python -m benchmarks predict | score | speed | compare | site`. Exit codes: 0 done, 2 wrong input or arguments."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.compare import dosages, entities, extraction
from benchmarks.compare.report import markers, write_between_markers
from benchmarks.files import InputError
from benchmarks.kinds import KINDS
from benchmarks.predicting import predict
from benchmarks.scoring import Bench, score
from benchmarks.site.measure import site_figures
from benchmarks.speed import speeds
from cleaner.config import Config
from cleaner.contract.vocabulary import Mode

COMPARISONS = {"extraction": extraction.compare, "entities": entities.compare, "dosages": dosages.compare}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except InputError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    return 0


def _predict(options: argparse.Namespace) -> None:
    count = predict(options.kind, options.input, options.output, Config(mode=options.mode), options.jobs)
    print(f"{count} predictions in {options.output}", file=sys.stderr)


def _score(options: argparse.Namespace) -> None:
    bench = Bench(options.data, Config(mode=options.mode), options.jobs, options.memory)
    for figure in score(bench, options.kinds):
        print(f"{figure.kind:14} {figure.data:18} {figure.measure:36} {figure.value:6.3f}", flush=True)


def _speed(options: argparse.Namespace) -> None:
    for speed in speeds(options.data, options.pages):
        print(f"{speed.what:36} {speed.value:10.1f} {speed.unit}", flush=True)


def _compare(options: argparse.Namespace) -> None:
    if options.write:
        markers(options.write, options.task)  # said before the work, not after it
    tables = COMPARISONS[options.task](options.data, options.pages, options.python, jobs=options.jobs)
    print(tables)
    if options.write:
        write_between_markers(options.write, options.task, tables)


def _site(options: argparse.Namespace) -> None:
    for kind, memory, figures in site_figures(options.pages, options.seed):
        for measure, value in asdict(figures).items():
            print(f"{kind:6} {memory + ' memory':16} {measure.replace('_', ' '):20} {value:6.3f}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure cleaner on data from outside.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("predict", help="write predictions in the formats of the scorers")
    one.add_argument(
        "kind", choices=KINDS, metavar="KIND", help="; ".join(f"{k}: {v.meaning}" for k, v in KINDS.items())
    )
    one.add_argument("--input", type=Path, required=True)
    one.add_argument("--output", type=Path, required=True)
    _common(one)
    one.set_defaults(run=_predict)

    scored = commands.add_parser("score", help="predict the tuning halves of a data folder and run its scorers")
    scored.add_argument("kinds", nargs="*", metavar="KIND", help="default: all whose data are there")
    scored.add_argument("--data", type=Path, required=True)
    scored.add_argument(
        "--memory", action="store_true", help="html-pages, text-pages: with what the other pages of a site tell"
    )
    _common(scored)
    scored.set_defaults(run=_score)

    timed = commands.add_parser("speed", help="pages a second on one core")
    timed.add_argument("--data", type=Path, required=True)
    timed.add_argument("--pages", type=_positive, default=150)
    timed.set_defaults(run=_speed)

    beside = commands.add_parser("compare", help="other packages beside us, in one run: quality, speed, crashes")
    beside.add_argument("task", choices=COMPARISONS, metavar="TASK", help=", ".join(COMPARISONS))
    beside.add_argument("--data", type=Path, required=True)
    beside.add_argument("--pages", type=_positive, metavar="N", help="at most N pages or texts of each corpus")
    beside.add_argument("--python", default=sys.executable, metavar="PATH", help="runs the others (default: this one)")
    beside.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="packages at work at a time (default: 1)"
    )
    beside.add_argument("--write", type=Path, metavar="FILE", help="put the tables between their markers in this file")
    beside.set_defaults(run=_compare)

    made = commands.add_parser("site", help="what the memory of a site adds, on a made-up one")
    made.add_argument("--pages", type=_positive, default=200)
    made.add_argument("--seed", type=int, default=0)
    made.set_defaults(run=_site)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    parser.add_argument("--mode", type=Mode, choices=list(Mode), default=Mode.FULL, help="default: full")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
