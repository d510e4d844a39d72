"""Trains the recogniser: `python -m training.recognizer --data DIR -o FILE`.

DIR holds `ner/*.jsonl`: bc5cdr, ncbi, biored (train and dev) and medquad pages. First the development halves stay out
of training and are scored; then the weights that ship are trained on everything, and FILE.json tells both.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from training.recognizer.corpora import Example, marked, silver
from training.recognizer.fit import Sentence, Settings, fit

from cleaner.language.ner.features import Featurizer
from cleaner.language.ner.model import Found, Recognizer, Weights
from cleaner.language.nlp import import_components

_TRAIN = ("bc5cdr-train", "bc5cdr-train", "ncbi-train", "biored-train")
_HELD = ("bc5cdr-dev", "ncbi-dev", "biored-dev")
_PAGES = "medquad-dev"
_PAGE_STEP = 5
_HIDDEN = 0.15  # share of the vocabulary's mentions hidden from the model, so that it learns to do without
_BIAS = 0.5


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="training.recognizer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(argv)
    folder = options.data / "ner"
    nlp = _finder()
    held = {name: marked(folder / f"{name}.jsonl", nlp) for name in _HELD}
    known = {example.id for examples in held.values() for example in examples}
    train = [x for name in _TRAIN for x in marked(folder / f"{name}.jsonl", nlp) if x.id not in known]
    train += silver(folder / f"{_PAGES}.jsonl", nlp, _PAGE_STEP)
    settings = Settings()
    scores = _scores(Recognizer(_trained(train, settings)), held)
    train += [x for examples in held.values() for x in examples]
    provenance: dict[str, object] = {
        "corpora": sorted({*_TRAIN, _PAGES, *_HELD}),
        "texts": len(train),
        "settings": asdict(settings),
        "scores without the development halves": scores,
    }
    _trained(train, settings).write(options.output, provenance)
    options.output.with_suffix(".json").write_text(json.dumps(provenance, indent=1) + "\n")
    return 0


def _trained(examples: list[Example], settings: Settings) -> Weights:
    model = fit(_sentences(examples), settings)
    return Weights(model.emissions, model.transitions, _BIAS)


def _finder() -> Language:
    import_components()
    nlp = spacy.blank("en")
    for name in ("abbreviations", "vocabulary"):
        nlp.add_pipe(name)
    return nlp


def _sentences(examples: list[Example]) -> list[Sentence]:
    """Sentences with some of the vocabulary's verdicts hidden."""
    featurizer, noise = Featurizer(), np.random.default_rng(1)
    sentences: list[Sentence] = []
    for example in examples:
        rows = featurizer.rows(example.tokens, _hidden(example.verdict, noise))
        tags = np.array(example.tags, np.int64)
        cuts = np.flatnonzero(np.diff(example.tokens.sentence)) + 1
        bounds = [0, *cuts.tolist(), len(tags)]
        sentences += [(rows[a:b], tags[a:b]) for a, b in pairwise(bounds) if b > a]
    return sentences


def _hidden(verdict: list[int], noise: np.random.Generator) -> list[int]:
    out, hide = [], False
    for code in verdict:
        if code % 2:  # a mention begins
            hide = bool(noise.random() < _HIDDEN)
        out.append(0 if hide and code else code)
    return out


def _scores(recognizer: Recognizer, held: dict[str, list[Example]]) -> dict[str, dict[str, float]]:
    """Strict precision, recall and F1 of the recogniser alone."""
    scores = {}
    for name, examples in held.items():
        right = said = true = 0
        kinds = {kind for example in examples for _, _, kind in example.gold}
        for example in examples:
            found: list[Found] = recognizer.find(example.tokens, example.verdict)
            mine = {(f.start, f.end, f.kind) for f in found if f.kind in kinds}
            gold = set(example.gold)
            right, said, true = right + len(mine & gold), said + len(mine), true + len(gold)
        precision, recall = right / max(1, said), right / max(1, true)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        scores[name] = {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f": round(100 * f1, 1)}
    return scores


if __name__ == "__main__":
    raise SystemExit(main())
