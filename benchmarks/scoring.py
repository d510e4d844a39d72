"""Predicts the tuning halves of a data folder and puts them before the scorers found in it.

The folder holds `extraction/`, `pages/`, `dosage/`, `health-entities/` and `ner/`, each with its data and a
`score.py`; what is missing is passed over. Scorers are loaded from there: none of their code is part of this project.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path
from types import ModuleType

from benchmarks.files import InputError, Record, html_files, jsonl_records, texts
from benchmarks.kinds import KINDS
from benchmarks.memory import with_memories
from benchmarks.passages import MESH
from benchmarks.predicting import predictions
from cleaner.config import Config


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, a share between 0 and 1. More is better but for hits, leaks, Pk and WindowDiff."""

    kind: str
    data: str
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the data are and how to predict. `memory`: annotated pages with what the others of their site tell."""

    folder: Path
    config: Config
    jobs: int = 1
    memory: bool = False

    def predict(self, kind: str, records: Iterator[Record]) -> list[Record]:
        if self.memory and kind in _OF_SITES:
            records = with_memories(records, self.config)
        return list(predictions(kind, records, self.config, self.jobs))

    def scorer(self, name: str) -> ModuleType:
        """The scorer of one data set, as a module."""
        return scorer(self.folder, name)


def scorer(folder: Path, name: str) -> ModuleType:
    """The scorer beside the data set `name` of a data folder, as a module. Raises `InputError`."""
    path = folder / name / "score.py"
    spec = importlib.util.spec_from_file_location(f"scorer_{name.replace('-', '_')}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise InputError(f"{path}: no scorer there")
    os.environ["BENCH_DATA"] = str(folder.resolve())
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def score(bench: Bench, kinds: list[str]) -> Iterator[Figure]:
    """The figures of each kind whose data are there. Raises `InputError` where a kind that was asked for has none."""
    if not bench.folder.is_dir():
        raise InputError(f"{bench.folder}: not a folder")
    for kind in kinds or list(_SCORES):
        if kind not in _SCORES:
            raise InputError(f"{kind}: has no scorer; those with one: {', '.join(_SCORES)}")
        name, measure = _SCORES[kind]
        if (bench.folder / name).is_dir():
            yield from measure(bench)
        elif kinds:
            raise InputError(f"{bench.folder / name}: no such folder")


def _html(bench: Bench) -> Iterator[Figure]:
    scorer = bench.scorer("extraction")
    predicted = {r["id"]: r["text"] for r in bench.predict("html", html_files(bench.folder / "extraction" / "pages"))}
    suites = (("scrapinghub", False, "shingle_f1 strict_f1"), ("wcxb", False, "word_f1"))
    health = ("scrapinghub,wcxb", True, "shingle_f1 word_f1 headings_line items cells")
    for suite, only_health, measures in (*suites, health):
        found = scorer.score(predicted, scorer.load_gold(suite, health=only_health), with_lcs=False)
        for measure in measures.split():
            yield Figure("html", "health pages" if only_health else suite, measure, found[measure])


def _text(bench: Bench) -> Iterator[Figure]:
    """Each flattened form of the health pages that lies in `extraction/flat`."""
    scorer = bench.scorer("extraction")
    gold = scorer.load_gold("scrapinghub,wcxb", health=True)
    wanted = {page["id"] for page in gold}
    for path in sorted((bench.folder / "extraction" / "flat").glob("*.json")):
        records = (record for record in texts(path) if record["id"] in wanted)
        predicted = {record["id"]: record["text"] for record in bench.predict("text", records)}
        yield Figure(
            "text", f"health, {path.stem}", "shingle_f1", scorer.score(predicted, gold, with_lcs=False)["shingle_f1"]
        )


def _pages(kind: str, name: str, measures: dict[str, str]) -> Callable[[Bench], Iterator[Figure]]:
    """`measures`: name in the scorer's result -> the part of it to report."""

    def measure(bench: Bench) -> Iterator[Figure]:
        scorer = bench.scorer("pages")
        source = bench.folder / "pages" / "dev" / f"{name}.jsonl"
        predicted = bench.predict(kind, KINDS[kind].read(source))
        result = getattr(scorer, f"score_{name}")(scorer.data(name, "dev"), predicted)
        for key, part in measures.items():
            if key in result:
                yield Figure(kind, "annotated pages", f"{key} {part}", result[key][part])
        for part in "PR":
            dumps = result.get("by_origin", {}).get("found-dump", {}).get("content_chars")
            if dumps:
                yield Figure(kind, "found dumps", f"content_chars {part}", dumps[part])

    return measure


def _dosage(bench: Bench) -> Iterator[Figure]:
    scorer = bench.scorer("dosage")
    source = bench.folder / "dosage" / "dev.jsonl"
    predicted = bench.predict("dosage", KINDS["dosage"].read(source))
    found = scorer.report(scorer.load(source), {record["id"]: record["doses"] for record in predicted}, boot=0)
    names = {"overlap": "span overlap", "amount": "value and unit", "tuple": "tuple", "full": "tuple, bound, kind"}
    for key, name in names.items():
        yield Figure("dosage", "passages", f"{name} F1", found[key]["f1"])
    yield Figure("dosage", "passages", "non-doses hit", found["not_doses"]["hit"] / found["not_doses"]["n"])


def _entities(bench: Bench) -> Iterator[Figure]:
    scorer = bench.scorer("health-entities")
    source = bench.folder / "health-entities" / "dev.jsonl"
    gold = scorer.load("dev")
    predicted = {r["id"]: r["entities"] for r in bench.predict("entities", KINDS["entities"].read(source))}
    by_label = scorer.spans(gold, predicted)
    yield Figure("entities", "consumer pages", "strict F1", by_label["micro"]["f"] / 100)
    yield Figure("entities", "consumer pages", "overlap F1", by_label["micro"]["overlap_f"] / 100)
    yield Figure(
        "entities", "consumer pages", "MeSH id right, of those given", scorer.mesh(gold, predicted)["when_given"] / 100
    )
    for flag, result in scorer.assertions(gold, predicted, gold_spans=True).items():
        yield Figure("entities", "consumer pages", f"{flag} F1 on found mentions", result["f"] / 100)
    if (bench.folder / "ner").is_dir():
        yield from _corpora(bench)


def _corpora(bench: Bench) -> Iterator[Figure]:
    scorer = bench.scorer("ner")
    for corpus, theirs in label_maps().items():
        docs = scorer.load(corpus)
        records = bench.predict("entities", KINDS["entities"].read(bench.folder / "ner" / f"{corpus}.jsonl"))
        used = {vocabulary_of(ident) for doc in docs for entity in doc["entities"] for ident in entity.get("ids", ())}
        predicted = [
            [
                (e["start"], e["end"], theirs[e["label"]], [i for i in e["ids"] if vocabulary_of(i) in used])
                for e in r["entities"]
                if e["label"] in theirs
            ]
            for r in records
        ]
        labels = sorted(set(theirs.values()))
        for label, found in scorer.spans(docs, predicted, labels).items():
            yield Figure("entities", corpus, f"{label} strict F1", found["f"] / 100)
        if any("ids" in entity for doc in docs for entity in doc["entities"]):
            for label, found in scorer.concepts(docs, predicted, labels).items():
                yield Figure("entities", corpus, f"{label} ids F1", found["f"] / 100)


def vocabulary_of(ident: str) -> str:
    """The vocabulary of an id. Ids of vocabularies that a corpus does not use are neither right nor wrong there."""
    return ident.partition(":")[0] if ":" in ident else MESH


def _assertion(bench: Bench) -> Iterator[Figure]:
    source = bench.folder / "ner" / "negex-dev.jsonl"
    predicted = bench.predict("assertion", KINDS["assertion"].read(source))
    gold = [entity["negated"] for record in jsonl_records(source) for entity in record["entities"]]
    found = [entity["negated"] for record in predicted for entity in record["entities"]]
    right = sum(a and b for a, b in zip(gold, found, strict=True))
    yield Figure("assertion", "negex-dev", "negated F1", 2 * right / max(1, sum(gold) + sum(found)))


def _abbreviations(bench: Bench) -> Iterator[Figure]:
    source = bench.folder / "ner" / "ab3p-dev.jsonl"
    predicted = bench.predict("abbreviations", KINDS["abbreviations"].read(source))
    gold = {(r["id"], *pair) for r in jsonl_records(source) for pair in r["pairs"]}
    found = {(r["id"], *pair) for r in predicted for pair in r["pairs"]}
    yield Figure("abbreviations", "ab3p-dev", "pairs F1", 2 * len(gold & found) / max(1, len(gold) + len(found)))


def label_maps() -> dict[str, dict[str, str]]:
    """Corpus -> our label -> theirs."""
    maps: dict[str, dict[str, str]] = defaultdict(dict)
    for row in resources(__package__).joinpath("corpora.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            corpus, theirs, ours = row.split("\t")
            maps[corpus] |= dict.fromkeys(ours.split(), theirs)
    return dict(maps)


_OF_SITES = frozenset({"html-pages", "text-pages"})
_HTML_PAGES = {
    "words": "F1",
    "blocks_exact": "F1",
    "headings_with_level": "F1",
    "list_items": "F1",
    "table_cells": "F1",
    "related_titles": "F1",
    "related_leak_rate": "mean",
    "title_exact": "mean",
}
_TEXT_PAGES = {
    "content_chars": "F1",
    "inline_boilerplate_removed": "mean",
    "title_exact": "mean",
    "headings": "F1",
    "section_boundaries": "F1",
    "Pk": "mean",
    "WindowDiff": "mean",
    "related_titles": "F1",
    "clean_pages_no_false_related": "mean",
}
_SCORES: dict[str, tuple[str, Callable[[Bench], Iterator[Figure]]]] = {
    "html": ("extraction", _html),
    "text": ("extraction", _text),
    "html-pages": ("pages", _pages("html-pages", "html", _HTML_PAGES)),
    "text-pages": ("pages", _pages("text-pages", "text", _TEXT_PAGES)),
    "dosage": ("dosage", _dosage),
    "entities": ("health-entities", _entities),
    "assertion": ("ner", _assertion),
    "abbreviations": ("ner", _abbreviations),
}
