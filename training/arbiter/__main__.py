"""Trains the arbiter: `python -m training.arbiter --data DIR [-o FILE]`.

DIR is a folder with the benchmark data; the annotations lie beside this file and are resolved against it. First the
passages that the vocabulary had not been tuned on are scored in folds by document, then the weights that ship are
trained on all; FILE with suffix .json tells both. `--only-score` stops after the folds.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from training.arbiter.annotations import FOLDER, Documents, Mention, Passage, passages, with_text
from training.arbiter.examples import Example, examples, rules
from training.arbiter.fit import Lesson, Settings, fit, prepared
from training.arbiter.vectors import learned
from training.recognizer.corpora import read

from cleaner.language import arbiter
from cleaner.language.arbiter.features import Observer, Span
from cleaner.language.arbiter.model import Arbiter, Weights
from cleaner.language.vocabulary.store import LABELS, packaged

_BLIND = tuple(f"readers-{number}.tsv" for number in (1, 2, 4, 5, 6))  # the vocabulary had not been tuned on these
_APART = ("readers-3.tsv", "readers-7.tsv")  # nor on these, which only the weights that ship learn from
_SEEN = ("readers-0.tsv",)  # on these it was: more texts, with more of its verdict hidden
_DEV = "health-entities/dev.jsonl"
_PAGES = "medquad-dev"
_TEXTS = (_PAGES, "bc5cdr-train", "bc5cdr-dev", "ncbi-train", "ncbi-dev", "biored-train")  # for the vectors
_PAGE_STEP, _PAGE_CHARACTERS = 5, 1_500
_FOLDS = 4
_HIDDEN, _HIDDEN_SEEN, _HIDDEN_PAGES = 0.1, 0.4, 0.5
_PREPARED_EPOCHS = 3
_SEEDS = 3  # runs whose mean is taken: the scores are sums of weights, so the mean of models is a model


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="training.arbiter", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=Path(arbiter.__path__[0]) / "arbiter.npz")
    parser.add_argument("--only-score", action="store_true", help="stop after the folds")
    options = parser.parse_args(argv)
    nlp, documents, settings = rules(), Documents(options.data), Settings()
    observer = Observer(learned(_texts(options.data / "ner")))
    blind = examples(_listed(_BLIND, documents), nlp)
    tuned = [*_listed(_SEEN, documents), *(with_text(record) for record in read(options.data / _DEV))]
    seen = _lessons(examples(tuned, nlp), observer, _HIDDEN_SEEN)
    pages = examples(_unmarked(options.data / "ner" / f"{_PAGES}.jsonl"), nlp)
    marked = [replace(example, gold=example.case.spans) for example in pages]
    start = prepared(_lessons(marked, observer, _HIDDEN_PAGES), replace(settings, epochs=_PREPARED_EPOCHS))
    scores = _cross_validated(blind, seen, observer, settings, start)
    apart = examples(_listed(_APART, documents), nlp)
    known = {example.passage.source for example in apart}
    others = [example for example in blind if example.passage.source not in known]
    judge = Arbiter(fit(_lessons(others, observer, _HIDDEN) + seen, settings, start), observer.vectors)
    scores_apart = _both(apart, [judge.decide(example.case) for example in apart])
    print(json.dumps([scores, scores_apart], indent=1))
    if not options.only_score:
        weights = _averaged(_lessons(blind + apart, observer, _HIDDEN) + seen, settings, start)
        weights.write(options.output, observer.vectors)
        provenance = {
            "passages": {"in folds": len(blind), "beside": len(seen), "marked by the rules": len(pages)},
            "mentions": sum(len(example.gold) for example in blind + apart),
            "settings": asdict(settings),
            "vocabulary": packaged().digest,
            "scores in folds by document": scores,
            "scores of what was kept apart": scores_apart,
        }
        options.output.with_suffix(".json").write_text(json.dumps(provenance, indent=1) + "\n")
    return 0


def _listed(names: Iterable[str], documents: Documents) -> list[Passage]:
    return [passage for name in names for passage in passages(FOLDER / name, documents)]


def _unmarked(path: Path) -> list[Passage]:
    """Every so many of the pages that nobody marked."""
    chosen = (record for number, record in enumerate(read(path)) if number % _PAGE_STEP == 0)
    none: tuple[Mention, ...] = ()
    return [
        Passage(r["id"], f"medquad:{r['id']}", r["focus"] or "", r["text"][:_PAGE_CHARACTERS], none) for r in chosen
    ]


def _texts(folder: Path) -> list[str]:
    return [record["text"] for name in _TEXTS for record in read(folder / f"{name}.jsonl")]


def _lessons(given: list[Example], observer: Observer, hidden: float) -> list[Lesson]:
    noise = np.random.default_rng(1)
    return [example.lesson(observer, hidden, 1.0, noise) for example in given]


def _averaged(lessons: list[Lesson], settings: Settings, start: Weights) -> Weights:
    runs = [fit(lessons, replace(settings, seed=settings.seed + number), start) for number in range(_SEEDS)]
    mean = (np.mean([getattr(run, name) for run in runs], axis=0) for name in ("linear", "dense", "transitions"))
    return Weights(*mean)


def _cross_validated(
    blind: list[Example], seen: list[Lesson], observer: Observer, settings: Settings, start: Weights
) -> dict[str, object]:
    """Scores of the rules and of the arbiter (one run) on passages of documents that it did not learn from."""
    sources = sorted({example.passage.source for example in blind})
    random.Random(settings.seed).shuffle(sources)
    fold_of = {source: number % _FOLDS for number, source in enumerate(sources)}
    lessons = _lessons(blind, observer, _HIDDEN)
    decided: list[list[Span]] = [[] for _ in blind]
    for fold in range(_FOLDS):
        own = [fold_of[example.passage.source] == fold for example in blind]
        others = [lesson for lesson, held in zip(lessons, own, strict=True) if not held]
        judge = Arbiter(fit(others + seen, settings, start), observer.vectors)
        for number, example in enumerate(blind):
            if own[number]:
                decided[number] = judge.decide(example.case)
    return _both(blind, decided)


def _both(given: list[Example], decided: list[list[Span]]) -> dict[str, object]:
    golds = [example.gold for example in given]
    return {"rules": scored(golds, [e.case.spans for e in given]), "arbiter": scored(golds, decided)}


def scored(golds: list[list[Span]], found: list[list[Span]]) -> dict[str, object]:
    """Strict F1, overlap F1, and strict F1 by label, in per cent."""
    strict: Counter[int] = Counter()
    size: Counter[int] = Counter()
    touched = 0
    for gold, mine in zip(golds, found, strict=True):
        strict.update(label for _, _, label in set(gold) & set(mine))
        size.update(label for _, _, label in (*gold, *mine))
        touched += sum(_touches(span, mine) for span in gold) + sum(_touches(span, gold) for span in mine)
    by_label = {LABELS[label].value: _percent(2 * strict[label], size[label]) for label in sorted(size)}
    return {
        "strict": _percent(2 * strict.total(), size.total()),
        "overlap": _percent(touched, size.total()),
        "by label": by_label,
    }


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] and label == span[2] for start, end, label in others)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)


if __name__ == "__main__":
    raise SystemExit(main())
