"""The table of speeds has every stage in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main


def test_it_times_both_readers_and_both_modes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "extraction" / "pages"
    pages.mkdir(parents=True)
    for number in range(3):
        (pages / f"{number}.html").write_text("<html><body><h1>Zinc</h1><p>Zinc is a mineral.</p></body></html>")
    (pages / "blank.html").write_text("")
    texts = tmp_path / "pages" / "dev"
    texts.mkdir(parents=True)
    (texts / "text.jsonl").write_text(json.dumps({"id": "1", "text": "Zinc\n\nZinc is a mineral."}) + "\n")
    assert main(["speed", "--data", str(tmp_path), "--pages", "2"]) == 0
    rows = capsys.readouterr().out.splitlines()
    for kind in ("HTML", "text"):
        stages = [row.split("  ")[0] for row in rows if row.startswith(f"{kind}: ")]
        assert stages == [
            f"{kind}: read, label, assemble",
            *(f"{kind}: {s}, a page" for s in ("read", "label", "assemble")),
        ]
    assert all(any(f"{mode}:" in row for row in rows) for mode in ("fast", "full"))
    assert rows[-1].startswith("memory")


def test_missing_pages_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--data", str(tmp_path)]) == 2
    assert "not a folder" in capsys.readouterr().err
