"""Scoring runs the scorers it finds and says what it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.scoring import vocabulary_of

SCORER = """
import json, os
from pathlib import Path

def load(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]

def report(gold, predicted, boot):
    right = sum(len(predicted[record["id"]]) == len(record["doses"]) for record in gold) / len(gold)
    share = {"f1": right}
    return {"overlap": share, "amount": share, "tuple": share, "full": share, "not_doses": {"hit": 0, "n": 1}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "dosage"
    folder.mkdir()
    (folder / "score.py").write_text(SCORER)
    record = {"id": "1", "text": "Take 5 mg of zinc daily.", "doses": [{}]}
    (folder / "dev.jsonl").write_text(json.dumps(record) + "\n")
    return tmp_path


def test_it_prints_one_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--data", str(data), "--mode", "fast"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == ["dosage"] * 5
    assert rows[0].endswith("1.000")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["html"], "extraction: no such folder"),
        (["nothing"], "nothing: has no scorer"),
    ],
)
def test_what_is_missing_is_said(
    arguments: list[str], message: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", *arguments, "--data", str(data)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(("ident", "vocabulary"), [("D006973", "MeSH"), ("OMIM:1", "OMIM"), ("HP:0004308", "HP")])
def test_concepts_are_compared_in_the_vocabularies_of_the_corpus(ident: str, vocabulary: str) -> None:
    assert vocabulary_of(ident) == vocabulary
