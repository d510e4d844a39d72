"""What a site repeats, learned by the command and shown by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.site.pages import site

from cleaner.cli import main

PAGES = 9


@pytest.fixture(autouse=True)
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    records = [{"url": page.url, "html": page.html} for page in site(PAGES)]
    Path("crawl.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))


def test_learning_needs_a_folder(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "crawl.jsonl", "--learn-sites"]) == 2
    assert "--learn-sites needs -o" in capfd.readouterr().err


def test_a_run_learns_and_explain_shows_what_that_changed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "crawl.jsonl", "-o", "out", "--learn-sites", "--mode", "fast", "--jobs", "2"]) == 0
    assert "learned from 9 pages; their sites say something new about 9" in capfd.readouterr().err
    found = [json.loads(path.read_text()) for path in Path("out/pages").iterdir()]
    reasons = {removed["reason"] for record in found for removed in record["removed"]}
    assert {"template-line", "known-titles"} <= reasons
    assert all("+" in record["pipeline"]["fingerprint"] for record in found)

    assert main(["explain", "crawl.jsonl", "--removed"]) == 0
    assert "(template-line)" not in capfd.readouterr().out
    assert main(["explain", "crawl.jsonl", "--removed", "--known-from", "out"]) == 0
    shown = capfd.readouterr().out
    assert "(template-line): " in shown
    assert "stands on several pages of harbour-street.example" in shown

    assert main(["explain", "crawl.jsonl", "--known-from", "out", "--html", "why.html", "--mode", "fast"]) == 0
    assert "stands on several pages of harbour-street.example" in Path("why.html").read_text()


def test_explain_wants_a_folder_that_a_run_wrote(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "crawl.jsonl", "--known-from", "nowhere"]) == 2
    assert "nowhere: is no output folder" in capfd.readouterr().err
