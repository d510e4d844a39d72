"""Trains the recogniser: `python -m training.recognizer --data DIR -o FILE`.

DIR holds `ner/*.jsonl`: bc5cdr, ncbi, biored (train and dev) and medquad pages. First the development halves stay out
of training and are scored; then the weights that ship are trained on everything, and FILE with suffix .json tells
both. Beside FILE, `data/mentions.tsv` gets what annotators meant by mentions. `--held-out` stops after the first half
and writes its weights and mentions, to measure on the development halves what has not seen them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from training.recognizer.corpora import Example, marked, silver
from training.recognizer.fit import Settings, Text, fit
from training.recognizer.mentions import write_mentions

from cleaner.language.ner.features import Featurizer
from cleaner.language.ner.model import Found, Recognizer, Weights
from cleaner.language.nlp import import_components
from cleaner.language.vocabulary.store import packaged

_TRAIN = ("bc5cdr-train", "ncbi-train", "biored-train")
_HELD = ("bc5cdr-dev", "ncbi-dev", "biored-dev")
_TWICE = "bc5cdr"  # the one corpus with both kinds of mention throughout
_MEANT = ("bc5cdr", "ncbi")  # corpora whose concepts are kept as mentions
_PAGES = "medquad-dev"
_PAGE_STEP = 5
_HIDDEN = 0.15  # share of the vocabulary's mentions hidden from the model, so that it learns to do without
_BIAS = 0.5


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="training.recognizer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true", help="keep the development halves out and stop there")
    options = parser.parse_args(argv)
    folder, nlp, settings = options.data / "ner", _finder(), Settings()
    held = {name: marked(folder / f"{name}.jsonl", nlp) for name in _HELD}
    known = {example.id for examples in held.values() for example in examples}
    train = {name: [x for x in marked(folder / f"{name}.jsonl", nlp) if x.id not in known] for name in _TRAIN}
    pages = silver(folder / f"{_PAGES}.jsonl", nlp, _PAGE_STEP)
    weights = _trained(_repeated(train) + pages, settings)
    scores, used = _scores(Recognizer(weights), held), train
    if not options.held_out:
        used = train | held
        weights = _trained(_repeated(used) + pages, settings)
    mentions = options.output.parent / "data" / "mentions.tsv"
    mentions.parent.mkdir(exist_ok=True)
    meant = [folder / f"{name}.jsonl" for name in used if name.startswith(_MEANT)]
    provenance: dict[str, object] = {
        "corpora": sorted({*used, _PAGES}),
        "texts": len(_repeated(used)) + len(pages),
        "settings": asdict(settings),
        "vocabulary": packaged().digest,
        "scores without the development halves": scores,
        "mentions": write_mentions(meant, packaged(), mentions),
    }
    weights.write(options.output, provenance)
    options.output.with_suffix(".json").write_text(json.dumps(provenance, indent=1) + "\n")
    return 0


def _repeated(corpora: dict[str, list[Example]]) -> list[Example]:
    return [x for name in sorted(corpora) for x in corpora[name] * (2 if name.startswith(_TWICE) else 1)]


def _trained(examples: list[Example], settings: Settings) -> Weights:
    emissions, network, transitions = fit(_texts(examples, settings.seed), settings).weights()
    return Weights(emissions, network, transitions, _BIAS)


def _finder() -> Language:
    import_components()
    nlp = spacy.blank("en")
    for name in ("abbreviations", "vocabulary"):
        nlp.add_pipe(name)
    return nlp


def _texts(examples: list[Example], seed: int) -> list[Text]:
    """Texts with some of what the vocabulary says hidden."""
    featurizer, noise = Featurizer(), np.random.default_rng(seed + 1)
    texts: list[Text] = []
    for example in examples:
        hints = replace(
            example.hints, verdict=_hidden(example.hints.verdict, noise), names=_hidden(example.hints.names, noise)
        )
        inputs = featurizer.rows(example.tokens, hints)
        texts.append(Text(inputs, example.tokens.sentence, np.array(example.tags, np.int64), example.weight))
    return texts


def _hidden(codes: list[int], noise: np.random.Generator) -> list[int]:
    out, hide = [], False
    for code in codes:
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
            found: list[Found] = recognizer.find(example.tokens, example.hints)
            mine = {(f.start, f.end, f.kind) for f in found if f.kind in kinds}
            gold = set(example.gold)
            right, said, true = right + len(mine & gold), said + len(mine), true + len(gold)
        precision, recall = right / max(1, said), right / max(1, true)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        scores[name] = {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f": round(100 * f1, 1)}
    return scores


if __name__ == "__main__":
    raise SystemExit(main())
