"""Trains the line model of `cleaner.boilerplate.models.line_model`: is a block of a flattened page the article's?

    python -m training.line_model --data DIR [-o DIR] [--folds 5]

DIR holds
  pages/dev/text.jsonl     JSONL {id, site, text, lines: [{start, end, label}]}: pages labelled line by line
  extraction/gold.jsonl    JSONL {id, host, title, page_type, text}: main texts, into which junk lines are put as well
  extraction/flat/*.json   {"texts": {id: text}}: the same pages flattened whole, a file a form

Prints figures cross-validated by site and writes `line_model.npz`, `word_odds.tsv` and `line_model.json` (settings,
figures, sources); with --keep-folds under `folds/` the same for each fold. Same data, same files.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
from training.line_model.data import Data, gathered
from training.line_model.examples import Example, annotated, flattened, marked
from training.line_model.figures import figures
from training.line_model.fitting import fitted
from training.line_model.odds import Odds

from cleaner.boilerplate.models.line_features import names
from cleaner.boilerplate.models.net import Net

THRESHOLD = 0.6
PROSE_THRESHOLD = 0.7
DATA = Path(__file__).parents[2] / "src/cleaner/boilerplate/data"
ABOUT = "Trained by training.line_model on the public corpora WCXB and scrapinghub and own labels."


def main(argv: Sequence[str] | None = None) -> int:
    """Train, cross-validate, write."""
    args = _arguments(argv)
    examples = read_examples(args.data, args.folds)
    odds = Odds(examples, args.folds)
    data = gathered(examples, odds, args.folds)
    rows = data.sampled()
    print(f"{len(examples)} pages, {len(data.gold)} blocks, {len(rows)} to learn from", flush=True)
    chances = np.zeros(len(data.gold), np.float32)
    for fold in range(args.folds):
        net = _fit(data, rows[data.fold[rows] != fold])
        inside = np.flatnonzero(data.fold == fold)
        chances[inside] = net.probabilities(net.standardised(data.x[inside].astype(np.float32)))
        if args.keep_folds:
            _store(args.output / "folds" / str(fold), net, odds.lexicon(without=fold), {})
    found = figures(chances, data, examples, THRESHOLD, PROSE_THRESHOLD)
    for kind, measures in found.items():
        print(kind, measures, flush=True)
    _store(args.output, _fit(data, rows), odds.lexicon(without=None), found)
    return 0


def read_examples(folder: Path, folds: int) -> list[Example]:
    """All pages of a data folder, in the same order every time."""
    gold = folder / "extraction" / "gold.jsonl"
    return [
        *annotated(folder / "pages" / "dev" / "text.jsonl"),
        *flattened(sorted((folder / "extraction" / "flat").glob("*.json")), gold),
        *marked(gold, folds),
    ]


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="training.line_model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--keep-folds", action="store_true")
    return parser.parse_args(argv)


def _fit(data: Data, rows: np.ndarray) -> Net:
    return fitted(data.x[rows].astype(np.float32), 1 - data.gold[rows], data.weight[rows])


def _store(folder: Path, net: Net, lexicon: dict[str, float], found: dict[str, dict[str, float]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {part.name: getattr(net, part.name).astype(np.float16) for part in fields(net) if part.name == "hidden"}
    arrays |= {part.name: getattr(net, part.name) for part in fields(net) if part.name != "hidden"}
    np.savez_compressed(folder / "line_model.npz", **arrays)
    about = {
        "about": ABOUT,
        "threshold": THRESHOLD,
        "prose_threshold": PROSE_THRESHOLD,
        "by_site": found,
        "names": names(),
    }
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (folder / "line_model.json").write_text(text + "\n", encoding="utf-8")
    rows = [
        "# Log odds of a word, or of two in a row, in boilerplate against articles, counted in sites.",
        "# Sources: the public extraction corpora WCXB (CC BY 4.0) and scrapinghub article-extraction-benchmark (MIT).",
    ]
    rows += [f"{word}\t{odds}" for word, odds in sorted(lexicon.items())]
    (folder / "word_odds.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
