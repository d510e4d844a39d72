"""Train the line model of `cleaner.boilerplate.models.line_model`: is a block of a flattened page the article's?

    python -m training.line_model --annotated text.jsonl --flat soup.json inscriptis.json cards.json --gold gold.jsonl
                                  [--marked inject.jsonl] [--output DIR] [--folds 5]

--annotated  JSONL {id, site, text, lines: [{start, end, label}], inline_boilerplate}: pages labelled line by line
--flat       JSON {"texts": {id: text}}: whole pages flattened; --gold JSONL {id, host, text}: their main text
--marked     JSONL {id, lines: [[text, 1 for content, 0 for junk]]}: articles with junk lines put in

Prints cross-validated figures (folds by site) and writes `line_model.json` and `word_odds.tsv`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from cleaner.blocks import Document, InputKind
from cleaner.boilerplate import RULES
from cleaner.boilerplate.frontmatter.lines_above import front_matter
from cleaner.boilerplate.headings.shape import shape_headings
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.line_features import NAMES, line_features
from cleaner.boilerplate.models.line_model import mark_lines
from cleaner.reading.flat import read_flat

WORD = re.compile(r"\w+")
NEUTRAL = {"caption", "byline", "date", "category/breadcrumb"}
KEPT = {"title", "dek", "heading", "body", "list-item", "table", "disclaimer", "references"}
HIDDEN = 24
SEEDS = 3
FEWEST_SITES = 8  # that a word stands on before it gets odds
LEAST_ODDS = 0.5
SHRINK = 4.0  # sites' worth of doubt
ANNOTATED_WEIGHT = 8.0
MARKED_WEIGHT = 2.5
PROSE_THRESHOLD = 0.6


@dataclass(frozen=True)
class Example:
    """A flattened page; `gold[i]` says of block i: 1 article, 0 boilerplate, None unknown or neutral."""

    id: str
    site: str
    text: str
    gold: tuple[int | None, ...]
    weight: float


def labelled_so_far(text: str) -> Labelling:
    """The page after all rules that run before the line model."""
    labelling = Labelling(Document(InputKind.TEXT, "utf-8", "text/plain", text, read_flat(text)))
    for rule in RULES:
        if rule not in (mark_lines, front_matter, shape_headings):
            rule(labelling)
    return labelling


def annotated(path: Path) -> Iterator[Example]:
    for record in map(json.loads, path.open(encoding="utf-8")):
        mask: list[int | None] = [None] * len(record["text"])
        for line in record["lines"]:
            value = 1 if line["label"] in KEPT else None if line["label"] in NEUTRAL else 0
            mask[line["start"] : line["end"]] = [value] * (line["end"] - line["start"])
        gold = []
        for block in read_flat(record["text"]):
            seen = Counter(value for value in mask[block.start : block.end])
            gold.append(seen.most_common(1)[0][0])
        yield Example(record["id"], record["site"], record["text"], tuple(gold), ANNOTATED_WEIGHT)


def marked(path: Path, share: float) -> Iterator[Example]:
    rng = random.Random(7)
    for record in map(json.loads, path.open(encoding="utf-8")):
        if rng.random() > share:
            continue
        text = "\n".join(line for line, _ in record["lines"])
        mask = [good for line, good in record["lines"] for _ in range(len(line) + 1)]
        gold = tuple(mask[block.start] for block in read_flat(text))
        yield Example(record["id"] + "-marked", record["id"], text, gold, MARKED_WEIGHT)


def flattened(paths: Sequence[Path], gold_path: Path) -> Iterator[Example]:
    gold = {record["id"]: record for record in map(json.loads, gold_path.open(encoding="utf-8"))}
    forms = [json.loads(path.read_text(encoding="utf-8"))["texts"] for path in paths]
    for page, record in gold.items():
        form = forms[zlib.crc32(page.encode()) % len(forms)]  # one form a page: its content counts once
        text = form.get(page, "")
        if text and record["text"] and len(text) < 300_000:
            yield Example(page, record["host"], text, tuple(aligned(text, record["text"])), 1.0)


def aligned(text: str, gold: str) -> Iterator[int]:
    """For each block whether the gold text holds it, in order: by word quadruples, each used once."""
    words = [word.lower() for word in WORD.findall(gold)]
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - 3):
        index[tuple(words[at : at + 4])].append(at)
    used: set[int] = set()
    position = 0
    for block in read_flat(text):
        own = [word.lower() for word in WORD.findall(block.text)]
        if len(own) < 4:
            at = next((p for p in range(position, position + 3) if own and words[p : p + len(own)] == own), None)
            if at is not None:
                position = at + len(own)
            yield int(at is not None)
            continue
        hits, last = 0, None
        for i in range(len(own) - 3):
            free = [p for p in index.get(tuple(own[i : i + 4]), ()) if p not in used]
            if free:
                near = position if last is None else last + 1
                last = min(free, key=lambda p: abs(p - near))
                hits += 1
                used.add(last)
        good = last is not None and hits >= 0.5 * (len(own) - 3)
        if good and last is not None:
            position = last + 4
        yield int(good)


def fold_of(site: str, folds: int) -> int:
    domain = ".".join(site.split(".")[-2:])
    return zlib.crc32(domain.encode()) % folds


class Odds:
    """Word counts by fold, in sites, so that one site's template counts once."""

    def __init__(self, folds: int) -> None:
        self.sites: list[dict[str, dict[str, list[float]]]] = [defaultdict(dict) for _ in range(folds)]
        self.folds = folds

    def add(self, example: Example, labelling: Labelling) -> None:
        table = self.sites[fold_of(example.site, self.folds)]
        for block, good in zip(labelling.document.blocks, example.gold, strict=True):
            if good is None:
                continue
            for word in set(labelling.line(block).words):
                seen = table[word].setdefault(example.site, [0, 0])
                seen[good] += 1

    def lexicon(self, without: int | None) -> dict[str, float]:
        junk: Counter[str] = Counter()
        good: Counter[str] = Counter()
        for fold, table in enumerate(self.sites):
            if fold == without:
                continue
            for word, sites in table.items():
                for bad, fine in sites.values():
                    junk[word] += bad / (bad + fine)
                    good[word] += fine / (bad + fine)
        lexicon = {}
        for word in junk.keys() | good.keys():
            if junk[word] + good[word] >= FEWEST_SITES and not word.isdigit():
                odds = log((junk[word] + SHRINK) / (good[word] + SHRINK))
                if abs(odds) >= LEAST_ODDS:
                    lexicon[word] = round(odds, 2)
        return lexicon


class Net:
    """Rectified units over standardised features; the mean of `SEEDS` nets, which is one net of all their units."""

    def __init__(self, x: np.ndarray, y: np.ndarray, w: np.ndarray, *, epochs: int) -> None:
        self.mean = x.mean(0)
        self.scale = 1.0 / (x.std(0) + 1e-3)
        nets = [self._trained(x, y, w / w.mean(), epochs, np.random.default_rng(seed)) for seed in range(SEEDS)]
        hidden, hidden_bias, out, out_bias = zip(*nets, strict=True)
        self.p = [
            np.concatenate(hidden, axis=1),
            np.concatenate(hidden_bias),
            np.concatenate(out) / SEEDS,
            np.mean(out_bias, axis=0),
        ]

    def _trained(
        self, x: np.ndarray, y: np.ndarray, w: np.ndarray, epochs: int, rng: np.random.Generator
    ) -> list[np.ndarray]:
        n = x.shape[1]
        self.p = [
            rng.normal(0, (1.0 / n) ** 0.5, (n, HIDDEN)).astype("f4"),
            np.zeros(HIDDEN, "f4"),
            rng.normal(0, (1.0 / HIDDEN) ** 0.5, HIDDEN).astype("f4"),
            np.zeros(1, "f4"),
        ]
        self._fit(x, y, w, rng, epochs)
        return self.p

    def _fit(self, x: np.ndarray, y: np.ndarray, w: np.ndarray, rng: np.random.Generator, epochs: int) -> None:
        """Adam on weighted log loss, a tenth of the features dropped at random, the rate falling to nothing."""
        m = [np.zeros_like(p) for p in self.p]
        v = [np.zeros_like(p) for p in self.p]
        step, batch = 0, 1024
        total = epochs * (len(x) // batch + 1)
        for _ in range(epochs):
            order = rng.permutation(len(x))
            for low in range(0, len(x), batch):
                rows = np.sort(order[low : low + batch])
                a = np.clip((x[rows] - self.mean) * self.scale, -6, 6)
                a *= rng.random(a.shape, dtype="f4") > 0.1
                h = a @ self.p[0] + self.p[1]
                r = np.maximum(h, 0)
                z = r @ self.p[2] + self.p[3]
                g = (1 / (1 + np.exp(-z)) - y[rows]) * w[rows] / len(rows)
                gh = np.outer(g, self.p[2]) * (h > 0)
                grads = [a.T @ gh + 1e-5 * self.p[0], gh.sum(0), r.T @ g, np.array([g.sum()])]
                step += 1
                rate = 2e-3 * (1 - step / total) + 1e-5
                for i, grad in enumerate(grads):
                    m[i] = 0.9 * m[i] + 0.1 * grad
                    v[i] = 0.999 * v[i] + 0.001 * grad**2
                    self.p[i] -= (rate * (m[i] / (1 - 0.9**step)) / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8)).astype(
                        "f4"
                    )

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Probability of boilerplate."""
        a = np.clip((x - self.mean) * self.scale, -6, 6)
        z = np.maximum(a @ self.p[0] + self.p[1], 0) @ self.p[2] + self.p[3]
        return 1 / (1 + np.exp(-z))


@dataclass
class Data:
    """All blocks that have an answer, stacked."""

    x: np.ndarray
    y: np.ndarray
    w: np.ndarray
    page: np.ndarray  # number of the example
    fold: np.ndarray
    words: np.ndarray


def build(examples: Sequence[Example], odds: Odds, folds: int) -> Data:
    lexicons = [odds.lexicon(without=fold) for fold in range(folds)]
    parts: list[tuple[np.ndarray, ...]] = []
    for number, example in enumerate(examples):
        labelling = labelled_so_far(example.text)
        fold = fold_of(example.site, folds)
        x = line_features(labelling, lexicons[fold])
        rows = [
            i
            for i, (block, good) in enumerate(zip(labelling.document.blocks, example.gold, strict=True))
            if good is not None and block.index not in labelling.verdicts
        ]
        if not rows:
            continue
        words = np.array([len(labelling.line(labelling.document.blocks[i]).words) for i in rows], "f4")
        y = np.array([1 - int(example.gold[i] or 0) for i in rows], "f4")
        w = (words + 2) ** 0.7
        w = example.weight * w / w.sum() ** 0.8
        parts.append((x[rows].astype("f2"), y, w, np.full(len(rows), number), np.full(len(rows), fold), words))
    return Data(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def figures(p: np.ndarray, data: Data, examples: Sequence[Example], threshold: float) -> dict[str, tuple[float, ...]]:
    """Precision and recall of kept words, by kind of example; means over pages."""
    out: dict[str, list[tuple[float, float]]] = defaultdict(list)
    keep = p < threshold
    for number in np.unique(data.page):
        rows = data.page == number
        good, kept, words = data.y[rows] == 0, keep[rows], data.words[rows]
        right = float(words[good & kept].sum())
        kind = {ANNOTATED_WEIGHT: "annotated", MARKED_WEIGHT: "marked"}.get(examples[number].weight, "flattened")
        out[kind].append((right / max(1.0, words[kept].sum()), right / max(1.0, words[good].sum())))
    return {kind: tuple(np.round(np.mean(pairs, axis=0), 4)) for kind, pairs in out.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--annotated", type=Path, required=True)
    parser.add_argument("--flat", type=Path, nargs="+", required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--marked", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--threshold", type=float, default=0.5)
    args = parser.parse_args()

    examples = [*annotated(args.annotated), *flattened(args.flat, args.gold)]
    if args.marked:
        examples += marked(args.marked, share=1.0)
    odds = Odds(args.folds)
    for example in examples:
        odds.add(example, labelled_so_far(example.text))
    data = build(examples, odds, args.folds)
    print(f"{len(examples)} pages, {len(data.y)} blocks, {data.y.mean():.3f} boilerplate", flush=True)

    predicted = np.zeros(len(data.y), "f4")
    for fold in range(args.folds):
        rows = data.fold != fold
        net = Net(data.x[rows].astype("f4"), data.y[rows], data.w[rows], epochs=args.epochs)
        predicted[~rows] = net(data.x[~rows].astype("f4"))
        store(args.output / "folds" / str(fold), net, odds.lexicon(without=fold), args.threshold)
    for threshold in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        print(threshold, figures(predicted, data, examples, threshold), flush=True)
    store(
        args.output,
        Net(data.x.astype("f4"), data.y, data.w, epochs=args.epochs),
        odds.lexicon(without=None),
        args.threshold,
    )


def store(folder: Path, net: Net, lexicon: dict[str, float], threshold: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)

    def short(values: np.ndarray) -> object:
        return json.loads(json.dumps(values.tolist()), parse_float=lambda number: float(f"{float(number):.4g}"))

    hidden, hidden_bias, out, out_bias = net.p
    model = {
        "about": "Trained by training/line_model.py on the public corpora WCXB and scrapinghub and own labels.",
        "threshold": threshold,
        "prose_threshold": PROSE_THRESHOLD,
        "names": NAMES,
        "mean": short(net.mean),
        "scale": short(net.scale),
        "hidden": short(hidden),
        "hidden_bias": short(hidden_bias),
        "out": short(out),
        "out_bias": float(out_bias[0]),
    }
    (folder / "line_model.json").write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    rows = [
        "# Log odds of a word in boilerplate against articles, counted in sites; made by training/line_model.py.",
        "# Sources: the public extraction corpora WCXB (CC BY 4.0) and scrapinghub article-extraction-benchmark (MIT).",
    ]
    rows += [f"{word}\t{odds}" for word, odds in sorted(lexicon.items())]
    (folder / "word_odds.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
