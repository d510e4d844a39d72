"""The made-up site, smaller: what its memory adds, and that its truth is what the pages say."""

from __future__ import annotations

import pytest
from benchmarks.__main__ import main
from benchmarks.memory import with_memories
from benchmarks.pages import labelled_page
from benchmarks.site.measure import site_figures
from benchmarks.site.pages import Fate, site

from cleaner.config import Config


def test_memory_finds_glued_titles_and_what_all_pages_print_and_loses_no_article() -> None:
    found = {(kind, memory): figures for kind, memory, figures in site_figures(30)}
    for kind in ("text", "html"):
        without, given = found[kind, "without"], found[kind, "with"]
        assert given.content_precision > max(0.97, without.content_precision + 0.1)
        assert given.content_recall > without.content_recall - 0.005
        assert given.related_precision > 0.95
        assert given.related_recall > max(0.75, without.related_recall + 0.4)


def test_the_same_seed_makes_the_same_site() -> None:
    assert site(20, 3) == site(20, 3) != site(20, 4)


def test_the_pages_say_what_their_truth_says() -> None:
    for page in site(50):
        assert all(piece.text in page.text for piece in page.pieces)
        assert page.related
        assert set(page.related) <= {piece.text for piece in page.pieces if piece.fate is Fate.BOILERPLATE}
        assert page.text.count("\n") + 1 == sum(not piece.glued for piece in page.pieces)


def test_the_command_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "--pages", "12"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 16
    assert printed[0].split()[:3] == ["text", "without", "memory"]


def test_records_of_one_site_tell_one_another() -> None:
    records = [{"id": str(number), "url": page.url, "text": page.text} for number, page in enumerate(site(9))]
    alone = {"id": "alone", "text": site(1)[0].text}
    empty = {"id": "empty", "text": " ", "url": "https://nothing.example/"}
    found = {record["id"]: record for record in with_memories([*records, alone, empty], Config())}
    assert all(found[record["id"]]["memory"].titles for record in records)
    assert found["alone"] == alone
    assert found["empty"] == empty
    assert labelled_page(found["0"], Config()) != labelled_page(records[0], Config())
