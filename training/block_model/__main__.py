"""Trains the block model and the page-kind model: `python -m training.block_model --data DIR [-o DIR] [--folds 5]`.

DIR holds `extraction/` (gold.jsonl, pages/) and `pages/dev/` (html.jsonl, html/). Each page is first judged by models
that never saw its site; what they make of all pages is scored, by corpus and page kind. Then the models that ship are
trained on all pages. Writes the weights, `block_model.json` and `page_kind.json` (figures, sources). Same data, same
files. Needs the extra `training`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from training.block_model.examples import Example, folds_of, read_examples
from training.block_model.export import export
from training.block_model.fitting import PARAMETERS, ROUNDS, fit, held_out, with_second_look
from training.block_model.odds import word_weights
from training.block_model.scoring import clean_text, figures, scores
from training.page_kind import train_page_kind

from cleaner.boilerplate.measures import Numbers
from cleaner.boilerplate.models.features import features
from cleaner.boilerplate.models.words import WordWeights
from cleaner.boilerplate.pagekind import KindChances

SOURCES = {
    "scrapinghub article-extraction-benchmark": "MIT",
    "WCXB": "CC BY 4.0",
    "health pages annotated for this project": "facts only",
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="training.block_model", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/cleaner/boilerplate/data"))
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args(argv)
    train(read_examples(options.data), options.output, options.folds)
    return 0


def train(examples: Sequence[Example], output: Path, count: int) -> None:
    """Cross-validate, fit on everything, write."""
    folds = folds_of(examples, count)
    print(f"{len(examples)} pages of {len({one.site for one in examples})} sites", flush=True)
    kinds = train_page_kind(examples, folds, output, SOURCES)
    matrices = _matrices(examples, folds, kinds)
    first = held_out(examples, matrices, folds, ROUNDS[0])
    wider = [with_second_look(*page) for page in zip(examples, matrices, first, strict=True)]
    second = held_out(examples, wider, folds, ROUNDS[1])
    export((fit(examples, matrices, ROUNDS[0]), fit(examples, wider, ROUNDS[1])), word_weights(examples), output)
    texts = [clean_text(*page) for page in zip(examples, kinds, first, second, strict=True)]
    pages = [scores(text, one.gold) for text, one in zip(texts, examples, strict=True)]
    card = {
        "sources": SOURCES,
        "pages": len(examples),
        "sites": len({one.site for one in examples}),
        "cross_validated": {"folds by site": count, **figures(examples, pages)},
        "rounds": ROUNDS,
        "parameters": PARAMETERS,
    }
    (output / "block_model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["cross_validated"], indent=1))


def _matrices(examples: Sequence[Example], folds: Sequence[int], kinds: Sequence[KindChances]) -> list[Numbers]:
    """The columns of each page, by odds of words that were counted on other sites."""
    weights: dict[int, WordWeights] = {}
    for fold in sorted(set(folds)):
        weights[fold] = word_weights(one for one, own in zip(examples, folds, strict=True) if own != fold)
    return [
        features(one.page, one.rows, weights[fold], told.chances()).columns().T
        if one.rows
        else np.zeros((0, 1), dtype=np.float32)
        for one, fold, told in zip(examples, folds, kinds, strict=True)
    ]


if __name__ == "__main__":
    raise SystemExit(main())
