"""What inputs speak for."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.sources.scope import Scope


@pytest.fixture(autouse=True)
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders with a page each, an archive, an empty folder; the current folder's name looks like a pattern."""
    here = tmp_path / "here[1]"
    for name in ("in/a.html", "in/deep/b.html", "in/feed.jsonl", "other/c.html"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("{}")
    (here / "empty").mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.mark.parametrize(
    ("inputs", "uri", "covered"),
    [
        (["in"], "in/gone.html", True),
        (["in/"], "in/deep/er/gone.html", True),
        (["./in/../in"], "in/gone.html", True),
        (["in"], "in/feed.jsonl#7", True),
        (["in"], "in/gone.warc.gz#7", True),
        (["in"], "inside/gone.html", False),
        (["in"], "other/gone.html", False),
        (["in"], "/in/gone.html", False),
        (["in", "other"], "other/gone.html", True),
        (["."], "gone.html", True),
        (["."], "/elsewhere/gone.html", False),
        ([".."], "gone.html", True),
        (["in/*.html"], "in/gone.html", True),
        (["in/*.html"], "in/deep/gone.html", False),
        (["in/*.html"], "in/gone.txt", False),
        (["in/**/*.html"], "in/gone.html", True),
        (["in/**/*.html"], "in/deep/er/gone.html", True),
        (["in/[a-c].html"], "in/b.html", True),
        (["in/feed.jsonl"], "in/feed.jsonl#7", True),
        (["in/a.html"], "in/gone.html", False),
        (["empty"], "empty/gone.html", False),
        (["-"], "stdin", False),
    ],
)
def test_inputs_speak_for_what_they_would_list(inputs: list[str], uri: str, covered: bool) -> None:
    assert Scope(inputs).covers(uri) is covered


def test_absolute_inputs_speak_for_absolute_and_relative_uris(pages: Path) -> None:
    scope = Scope([str(pages / "in"), str(pages.parent / "*" / "other" / "*.html")])
    assert scope.covers("in/gone.html")
    assert scope.covers("other/gone.html")
    assert not scope.covers(f"{pages.parent}/other/gone.html")


def test_what_lies_in_the_output_folder_is_no_input() -> None:
    assert not Scope(["other"], outside=Path("other")).covers("other/gone.html")


@pytest.mark.parametrize(
    ("uri", "lost"),
    [
        ("in/gone.html", True),
        ("in/gone.jsonl#3", True),
        ("in/a.html/below-a-file.html", True),
        ("in/a.html", False),  # not listed, but there: a folder that could not be read, perhaps
        ("in/feed.jsonl#3", True),
        ("in/cut.jsonl#3", False),
        ("other/gone.html", False),
    ],
)
def test_only_what_is_certainly_gone_is_lost(uri: str, lost: bool) -> None:
    Path("in/cut.jsonl").write_text("{}")
    assert Scope(["in"], archives={"in/feed.jsonl"}).has_lost(uri) is lost
