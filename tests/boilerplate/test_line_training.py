"""Training of the line model: from a folder of data to weights that load, the same ones every time."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.boilerplate.flattened import LAST_TEXT, MORE_TEXT, TEXT
from training.line_model.__main__ import main
from training.line_model.examples import respaced, wrapped
from training.line_model.odds import Odds

from cleaner.boilerplate.models.line_features import names
from cleaner.boilerplate.models.net import Net

SITES = [f"site{number}.example" for number in range(24)]
MENU = ["Our clinics today", "Find somebody near you", "Pay for a visit", "Send us a note"]


def _folder(root: Path) -> Path:
    """Sites of one page each, and a page annotated by hand."""
    golds, texts = [], {}
    for number, site in enumerate(SITES):
        article = [f"Zinc and week {number}", TEXT, "Where it is found", MORE_TEXT, f"After week {number}", LAST_TEXT]
        golds.append(
            {"id": str(number), "host": site, "title": article[0], "page_type": "article", "text": "\n".join(article)}
        )
        texts[str(number)] = "\n".join([*MENU, *article, *MENU])
    extraction, pages = root / "extraction", root / "pages" / "dev"
    (extraction / "flat").mkdir(parents=True)
    pages.mkdir(parents=True)
    (extraction / "gold.jsonl").write_text("".join(json.dumps(gold) + "\n" for gold in golds))
    (extraction / "flat" / "soup.json").write_text(json.dumps({"texts": texts}))
    lines = [{"start": 0, "end": len(TEXT), "label": "body"}]
    lines.append({"start": len(TEXT) + 1, "end": len(TEXT) + 8, "label": "navigation"})
    record = {"id": "a", "site": "other.example", "text": f"{TEXT}\nTo top!", "lines": lines}
    (pages / "text.jsonl").write_text(json.dumps(record) + "\n")
    return root


def test_the_same_data_give_the_same_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = _folder(tmp_path / "data")
    for run in ("one", "two"):
        assert main(["--data", str(data), "-o", str(tmp_path / run), "--folds", "2", "--keep-folds"]) == 0
    made = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert {path.name for path in made} == {"line_model.npz", "line_model.json", "word_odds.tsv"}
    assert len(made) == 9
    for path in made:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
    stored = json.loads((tmp_path / "one" / "line_model.json").read_text())
    assert tuple(stored["names"]) == names()
    assert set(stored["by_site"]) == {"annotated", "flattened", "marked"}
    with np.load(tmp_path / "one" / "line_model.npz") as arrays:
        assert Net.of(arrays).hidden.shape[0] == len(names())
    odds = (tmp_path / "one" / "word_odds.tsv").read_text().splitlines()
    assert any(line.startswith("clinics\t") for line in odds)
    assert any(line.startswith("find somebody\t") for line in odds)
    assert "blocks" in capsys.readouterr().out


def test_odds_of_a_fold_come_from_the_others() -> None:
    assert Odds([], 3).lexicon(without=1) == {}


def test_pages_are_wrapped_and_respaced() -> None:
    assert max(map(len, wrapped(f"{TEXT}\n{MORE_TEXT}").splitlines())) <= 78
    assert respaced("a\nb\n\n\nc") == "a\nb\nc"
    assert respaced("a\nb") == "a\n\nb"
