"""Train the block model of `cleaner.boilerplate.models.block_model`: is a block of a marked-up page the article's?

    python -m training.block_model --gold gold.jsonl --pages DIR [--annotated html.jsonl --annotated-pages DIR]
                                   [--output DIR] [--folds 5]

--gold       JSONL {id, host, text}: the main text of each page; --pages holds `<id>.html.gz`
--annotated  JSONL {id, site, html_file, blocks: [{text}]}: pages whose kept blocks were marked by hand

Prints cross-validated figures (folds by site) and writes `block_model.npz`, `hint_odds.tsv`, `block_word_odds.tsv` and
`block_model.json` (figures and sources). Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from training.alignment import shares

from cleaner.blocks import Document, InputKind
from cleaner.boilerplate import MARKUP_RULES
from cleaner.boilerplate.context import second_look
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.measures import Measures, Numbers
from cleaner.boilerplate.models.block_model import classify_blocks, threshold
from cleaner.boilerplate.models.features import features
from cleaner.boilerplate.models.words import WordWeights
from cleaner.config import Config
from cleaner.errors import PageError
from cleaner.labels import Action, Label
from cleaner.reading import read
from cleaner.sources import RawPage

WORD = re.compile(r"\w+")
FEWEST_SITES = {"hints": 8, "words": 12}  # that a word stands on before it gets odds
LEAST_ODDS = 0.4
ANNOTATED_WEIGHT = 2.0
ROUNDS = (120, 80)
PARAMETERS: dict[str, Any] = {
    "objective": "cross_entropy",
    "num_leaves": 24,
    "max_depth": 6,
    "learning_rate": 0.08,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


@dataclass
class Example:
    """A page after the rules before the model. `rows`: the blocks they left open; `share[i]`: gold share of block i."""

    id: str
    site: str
    document: Document
    measures: Measures
    rows: list[int]
    kept: Numbers  # 1 for blocks a rule decided to keep
    scored: Numbers  # 0 for the title, which gold texts leave out
    share: Numbers
    gold_words: int
    weight: float
    matrix: Numbers | None = None


def example(id: str, site: str, document: Document, gold: str, weight: float = 1.0) -> Example:
    labelling = labelled_so_far(document)
    rows = [block.index for block in labelling.open_blocks()]
    kept = np.zeros(len(document.blocks), dtype=np.float32)
    scored = np.ones(len(document.blocks), dtype=np.float32)
    for block in document.blocks:
        verdict = labelling.verdicts.get(block.index)
        if verdict is not None and verdict.label.action is Action.KEEP:
            kept[block.index] = 1.0
        if verdict is not None and verdict.label is Label.TITLE:
            scored[block.index] = 0.0
    share = np.array(shares([block.text for block in document.blocks], gold), dtype=np.float32)
    return Example(id, site, document, labelling.measures, rows, kept, scored, share, len(WORD.findall(gold)), weight)


def labelled_so_far(document: Document) -> Labelling:
    """The page after all rules that run before the block model."""
    labelling = Labelling(document)
    for rule in MARKUP_RULES[: MARKUP_RULES.index(classify_blocks)]:
        rule(labelling)
    return labelling


def site_of(host: str) -> str:
    """The registered domain, nearly: enough to keep a publisher's pages in one fold."""
    parts = host.split(".")
    return ".".join(parts[-2:] if len(parts[-1]) > 2 or len(parts) < 3 or len(parts[-2]) > 3 else parts[-3:])


def folds_of(examples: Sequence[Example], count: int) -> list[int]:
    return [zlib.crc32(one.site.encode()) % count for one in examples]


# Odds of words


def word_weights(examples: Iterable[Example]) -> WordWeights:
    counts: dict[str, dict[str, list[Any]]] = {"hints": {}, "words": {}}
    for one in examples:
        for kind, words in _votes(one).items():
            for word, (out, into) in words.items():
                held = counts[kind].setdefault(word, [0.0, 0.0, set()])
                held[0] += out / (out + into)
                held[1] += into / (out + into)
                held[2].add(one.site)
    return WordWeights(_odds(counts["hints"], "hints"), _odds(counts["words"], "words"))


def _votes(one: Example) -> dict[str, dict[str, list[float]]]:
    """How many open blocks with a word are out of, and in, the gold text: a page has one vote a word."""
    votes: dict[str, dict[str, list[float]]] = {
        "hints": defaultdict(lambda: [0.0, 0.0]),
        "words": defaultdict(lambda: [0.0, 0.0]),
    }
    for row in one.rows:
        into = int(one.share[row] >= 0.5)
        for hint in one.measures.hints[row]:
            votes["hints"][hint][into] += 1
        for word in set(WORD.findall(one.document.blocks[row].text[:100].lower())):
            votes["words"][word][into] += 1
    return votes


def _odds(counts: dict[str, list[Any]], kind: str) -> dict[str, float]:
    found = {}
    for word, (out, into, sites) in counts.items():
        value = log((into + 0.5) / (out + 0.5))
        if len(sites) >= FEWEST_SITES[kind] and abs(value) > LEAST_ODDS:
            found[word] = round(value, 2)
    return found


# Models


def fit(examples: Sequence[Example], matrices: Sequence[Numbers], rounds: int) -> lightgbm.Booster:
    weights = np.concatenate([_weights(one) for one in examples])
    data = lightgbm.Dataset(
        np.vstack(matrices),
        np.concatenate([one.share[one.rows] for one in examples]),
        weight=weights / weights.mean(),
    )
    return lightgbm.train(PARAMETERS, data, rounds)


def _weights(one: Example) -> Numbers:
    """A block counts by its share of the page's text, because pages are scored by their words, each page alike."""
    words = (one.measures.words[one.rows] + 1) ** 0.8 / max(50.0, one.gold_words) ** 0.8
    return one.weight * (np.minimum(words, 0.5) + 0.002)


def spread(one: Example, opinions: Numbers) -> Numbers:
    """Opinions over all blocks: what the rules settled is settled."""
    whole = one.kept.copy()
    whole[one.rows] = opinions
    return whole


def with_second_look(one: Example, opinions: Numbers) -> Numbers:
    assert one.matrix is not None
    table = second_look(one.document.blocks, one.measures, one.rows, spread(one, opinions))
    return np.hstack([one.matrix, table.matrix()])


def cross_validated(
    examples: Sequence[Example], folds: Sequence[int], count: int
) -> tuple[list[Numbers], list[Numbers]]:
    """Each page's first and final opinions by models that never saw its site. Leaves word features made so in place."""
    for fold in range(count):
        weights = word_weights(one for one, own in zip(examples, folds, strict=True) if own != fold)
        for one, own in zip(examples, folds, strict=True):
            if own == fold:
                one.matrix = features(one.document, one.measures, one.rows, weights).matrix()
    first = _held_out(examples, [one.matrix for one in examples], folds, count, ROUNDS[0])  # type: ignore[misc]
    second = [with_second_look(one, opinions) for one, opinions in zip(examples, first, strict=True)]
    return first, _held_out(examples, second, folds, count, ROUNDS[1])


def _held_out(
    examples: Sequence[Example], matrices: Sequence[Numbers], folds: Sequence[int], count: int, rounds: int
) -> list[Numbers]:
    found: list[Numbers] = [np.zeros(0)] * len(examples)
    for fold in range(count):
        inside = [number for number, own in enumerate(folds) if own != fold and examples[number].rows]
        model = fit([examples[number] for number in inside], [matrices[number] for number in inside], rounds)
        for number, own in enumerate(folds):
            if own == fold and examples[number].rows:
                found[number] = model.predict(matrices[number]).astype(np.float32)
    return found


def page_f1(one: Example, opinions: Numbers) -> float:
    """Word F1 of what is kept, by the alignment."""
    whole = spread(one, opinions)
    kept = (whole >= threshold(whole, one.measures.words)) & (one.scored > 0)
    words = np.array([len(WORD.findall(block.text)) for block in one.document.blocks])
    hit = float((one.share * words)[kept].sum())
    precision, recall = hit / max(1.0, float(words[kept].sum())), min(1.0, hit / max(1, one.gold_words))
    return 2 * precision * recall / (precision + recall) if hit else 0.0


# Files


def read_examples(arguments: argparse.Namespace) -> list[Example]:
    found = []
    for line in Path(arguments.gold).read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        if not page.get("duplicate"):
            body = gzip.decompress((Path(arguments.pages) / f"{page['id']}.html.gz").read_bytes())
            found += _example(
                RawPage(uri=page["id"], body=body, url=page.get("url")), site_of(page["host"]), page["text"]
            )
    if arguments.annotated:
        for line in Path(arguments.annotated).read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            body = (Path(arguments.annotated_pages) / Path(page["html_file"]).name).read_bytes()
            gold = "\n".join(block["text"] for block in page["blocks"])
            raw = RawPage(uri=page["id"], body=body, url=page.get("url"))
            found += _example(raw, site_of(page["site"]), gold, ANNOTATED_WEIGHT)
    return found


def _example(raw: RawPage, site: str, gold: str, weight: float = 1.0) -> list[Example]:
    try:
        document = read(raw, Config(kind=InputKind.HTML))
    except PageError:
        return []
    return [example(raw.uri, site, document, gold, weight)]


def export(models: Sequence[lightgbm.Booster], path: Path) -> None:
    """Both forests as flat arrays: per node the feature, the threshold, the children; leaves point at themselves."""
    arrays = {}
    for name, model in zip(("first", "second"), models, strict=True):
        nodes: list[list[float]] = []
        roots = [_flatten(tree["tree_structure"], nodes) for tree in model.dump_model()["tree_info"]]
        table = np.array(nodes)
        arrays[f"{name}_roots"] = np.array(roots, dtype=np.int32)
        arrays[f"{name}_feature"] = table[:, 0].astype(np.uint8)
        arrays[f"{name}_threshold"] = _rounded_down(table[:, 1])
        arrays[f"{name}_left"] = table[:, 2].astype(np.int32)
        arrays[f"{name}_right"] = table[:, 3].astype(np.int32)
        arrays[f"{name}_value"] = table[:, 4].astype(np.float32)
    np.savez_compressed(path, **arrays)


def _flatten(node: dict[str, Any], nodes: list[list[float]]) -> int:
    at = len(nodes)
    nodes.append([0.0, np.inf, at, at, node.get("leaf_value", 0.0)])
    if "split_feature" in node:
        left, right = _flatten(node["left_child"], nodes), _flatten(node["right_child"], nodes)
        nodes[at] = [node["split_feature"], node["threshold"], left, right, 0.0]
    return at


def _rounded_down(values: Numbers) -> Numbers:
    """Thresholds as 32-bit floats that part the same 32-bit values."""
    small = values.astype(np.float32)
    return np.where(small > values, np.nextafter(small, np.float32(-np.inf)), small).astype(np.float32)


def write_odds(path: Path, odds: dict[str, float], what: str) -> None:
    lines = [
        f"# Log odds of a block being kept, by {what}. Written by training/block_model.py.",
        *(f"{word}\t{value:.2f}" for word, value in sorted(odds.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--pages", required=True)
    parser.add_argument("--annotated")
    parser.add_argument("--annotated-pages")
    parser.add_argument("--output", type=Path, default=Path("src/cleaner/boilerplate/data"))
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    train(read_examples(arguments), arguments.output, arguments.folds)


def train(examples: list[Example], output: Path, count: int) -> None:
    first_opinions, opinions = cross_validated(examples, folds_of(examples, count), count)
    scores = [page_f1(one, own) for one, own in zip(examples, opinions, strict=True) if one.gold_words]
    print(f"{len(examples)} pages, cross-validated word F1 of the alignment: {np.mean(scores):.4f}")
    filled = [number for number, one in enumerate(examples) if one.rows]
    chosen = [examples[number] for number in filled]
    second = fit(chosen, [with_second_look(examples[n], first_opinions[n]) for n in filled], ROUNDS[1])
    weights = word_weights(examples)
    table = None
    matrices = []
    for one in chosen:
        table = features(one.document, one.measures, one.rows, weights)
        matrices.append(table.matrix())
    assert table is not None
    first = fit(chosen, matrices, ROUNDS[0])
    export((first, second), output / "block_model.npz")
    write_odds(output / "hint_odds.tsv", dict(weights.hints), "word of the class, id and role attributes around it")
    write_odds(output / "block_word_odds.tsv", dict(weights.words), "word of its text")
    card = {
        "sources": {
            "scrapinghub article-extraction-benchmark": "MIT",
            "WCXB": "CC BY 4.0",
            "health pages annotated for this project": "facts only",
        },
        "pages": len(examples),
        "sites": len({one.site for one in examples}),
        "cross_validated_word_f1": round(float(np.mean(scores)), 4),
        "rounds": list(ROUNDS),
        "parameters": PARAMETERS,
    }
    (output / "block_model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
