"""`compare dosages`: amounts in running text, on the passages and with the scorer in `dosage/` of the data folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.compare import report, seen
from benchmarks.compare.peer import Outcome, Peer
from benchmarks.compare.recognition import PAGE_WORDS, spread
from benchmarks.compare.report import Column
from benchmarks.compare.turns import take_turns
from benchmarks.files import Record
from benchmarks.scoring import scorer

_HERE = f"{__package__}.loaders"
PEERS = (
    Peer("cleaner", "cleaner", f"{_HERE}.ours:doses", ours=True),
    Peer("quantulum3", "quantulum3", f"{_HERE}.readers:quantulum"),
    Peer("a pattern of number and unit", "", f"{_HERE}.readers:plain_pattern"),
)
_QUALITY = {"overlap": "found at all", "amount": "value and unit", "tuple": "with rate, timing and substance"}
_COLUMNS = (
    *(Column(title) for title in _QUALITY.values()),
    Column("other amounts hit", ".0%", "min"),
    Column(f"ms a page of {PAGE_WORDS} words", ".1f", "min"),
)


def compare(
    folder: Path,
    pages: int | None = None,
    python: str = sys.executable,
    peers: Sequence[Peer] = PEERS,
    jobs: int = 1,
) -> str:
    """The table in Markdown. `pages` is the most passages, taken evenly. Raises `InputError`."""
    found = scorer(folder, "dosage")
    passages = spread(found.load(folder / "dosage" / "dev.jsonl"), pages)
    outcomes = take_turns(peers, passages, python, jobs=jobs)
    rows: list[report.Row] = []
    for outcome in outcomes:
        if not outcome.missing:
            result = found.report(passages, outcome.answers, boot=0)
            others = result["not_doses"]["hit"] / max(1, result["not_doses"]["n"])
            quality = [*(result[key]["f1"] for key in _QUALITY), others]
            rows.append((outcome.name, [*report.quality(outcome, quality), _milliseconds(passages, outcome)]))
    return report.paragraphs(
        f"F1 of doses in {len(passages)} passages; other amounts are those that are no doses, such as laboratory "
        "values. cleaner's time is that of its whole language step, entities included; what stood beside a passage is "
        "read too.",
        report.table("", _COLUMNS, rows),
        seen.of_passages(),
        report.crashes(outcomes),
        report.missing(outcomes),
    )


def _milliseconds(passages: list[Record], outcome: Outcome) -> float:
    words = sum(len(passage["text"].split()) for passage in passages)
    return 1000 * sum(outcome.seconds.values()) / max(1, words) * PAGE_WORDS
