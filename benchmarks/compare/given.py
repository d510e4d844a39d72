"""Denials of given spans, and pairs of short and long form: rows of the tables of `compare entities`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from benchmarks.compare import report
from benchmarks.compare.peer import Outcome, Peer
from benchmarks.compare.recognition import item, spread
from benchmarks.compare.turns import take_turns
from benchmarks.files import Record, jsonl_records

_HERE = f"{__package__}.loaders"
NEGATION = (
    Peer("cleaner", "cleaner", f"{_HERE}.ours:negation", True),
    Peer("negspacy", "negspacy", f"{_HERE}.readers:negspacy"),
)
ABBREVIATIONS = (
    Peer("cleaner", "cleaner", f"{_HERE}.ours:abbreviations", True),
    Peer("abbreviations", "abbreviations", f"{_HERE}.readers:abbreviations"),
)


def denials(
    folder: Path,
    consumer: ModuleType,
    passages: list[Record],
    most: int | None,
    python: str,
    peers: Sequence[Peer],
    jobs: int,
) -> tuple[list[report.Row], list[Outcome]]:
    kit = spread(list(jsonl_records(folder / "ner" / "negex-dev.jsonl", "id", "text", "entities")), most)
    items = [
        {**item(name, record), "entities": record["entities"]}
        for name, records in (("kit", kit), ("consumer", passages))
        for record in records
    ]
    outcomes = take_turns(peers, items, python, jobs=jobs)
    rows: list[report.Row] = []
    for outcome in outcomes:
        if outcome.missing:
            continue
        flags = {record["id"]: outcome.answers.get(f"kit/{record['id']}") or [] for record in kit}
        pairs = [
            (entity["negated"], any(flags[record["id"]][at : at + 1]))
            for record in kit
            for at, entity in enumerate(record["entities"])
        ]
        predicted = {doc["id"]: _with_polarity(doc, outcome.answers.get(f"consumer/{doc['id']}")) for doc in passages}
        given = consumer.assertions(passages, predicted, gold_spans=True)["negated"]["f"] / 100
        rows.append((outcome.name, report.quality(outcome, [_f1(pairs), given])))
    return rows, outcomes


def _with_polarity(doc: Record, flags: list[bool] | None) -> list[Record]:
    flags = flags or [False] * len(doc["entities"])
    polarity = ("negated" if flag else "affirmed" for flag in flags)
    return [
        {"start": e["start"], "end": e["end"], "label": e["label"], "polarity": said}
        for e, said in zip(doc["entities"], polarity, strict=True)
    ]


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    right = sum(gold and found for gold, found in pairs)
    return 2 * right / max(1, sum(gold for gold, _ in pairs) + sum(found for _, found in pairs))


def short_forms(
    folder: Path, most: int | None, python: str, peers: Sequence[Peer], jobs: int
) -> tuple[list[report.Row], list[Outcome]]:
    docs = spread(list(jsonl_records(folder / "ner" / "ab3p-dev.jsonl", "id", "text", "pairs")), most)
    outcomes = take_turns(peers, docs, python, jobs=jobs)
    gold = {(doc["id"], *pair) for doc in docs for pair in doc["pairs"]}
    rows: list[report.Row] = []
    for outcome in outcomes:
        found = {(ident, *pair) for ident, pairs in outcome.answers.items() for pair in pairs}
        if not outcome.missing:
            rows.append(
                (outcome.name, report.quality(outcome, [2 * len(gold & found) / max(1, len(gold) + len(found))]))
            )
    return rows, outcomes
