"""HTML to blocks: pairs of a page and its blocks as written by `dump`. A new pair is a new case."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.blocks import InputKind, WarningCode
from cleaner.config import Config
from cleaner.errors import PageError
from cleaner.reading import read
from cleaner.sources import RawPage

from .dump import dump

PAGES = Path(__file__).parent / "pages"
HTML = Config(kind=InputKind.HTML)


def read_html(markup: str | bytes, url: str | None = "https://example.org/health/page"):
    body = markup.encode() if isinstance(markup, str) else markup
    return read(RawPage(uri="test", body=body, url=url), HTML)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_blocks(page):
    assert dump(read_html(page.read_bytes())) == page.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_blocks_are_slices_of_the_visible_text(page):
    document = read_html(page.read_bytes())
    assert document.visible == "\n".join(block.text for block in document.blocks)
    assert all(document.visible[block.start : block.end] == block.text for block in document.blocks)
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))


HOSTILE = {
    "100,000 open divs": "<div>" * 100_000 + "the end",
    "100,000 open spans": "<span>" * 100_000 + "the end</span><p>after",
    "100,000 open lists": "<ul><li>" * 100_000 + "the end",
    "nested tables": "<table><tr><td>" * 50_000 + "the end",
    "unclosed bold": "<p><b>" * 30_000 + "the end",
    "200,000 empty paragraphs": "<p></p>" * 200_000 + "the end",
    "open brackets": "<a" * 200_000 + "<p>the end",
    "one long line": "<p>" + "word " * 400_000 + "the end",
    "one long attribute": f"<p class='{'menu ' * 200_000}'>the end",
    "many line breaks": "text" + "<br>" * 200_000 + "the end",
    "many cells": "<table><tr>" + "<td>1</td>" * 60_000 + "</tr></table>the end",
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_is_read_in_bounded_time(markup):
    start = time.process_time()
    document = read_html(markup)
    assert "the end" in document.visible
    assert time.process_time() - start < 10


def test_more_blocks_than_any_page_has_are_refused():
    start = time.process_time()
    with pytest.raises(PageError, match="more than 200,000 blocks"):
        read_html("<p>x" * 1_000_000)
    assert time.process_time() - start < 10


def test_deep_nesting_is_told():
    document = read_html("<div>" * 5_000 + "<p>Deep down.</p>" + "</div>" * 5_000 + "<p>After.</p>")
    assert [block.text for block in document.blocks] == ["Deep down.", "After."]
    assert WarningCode.NESTING_CUT in {warning.code for warning in document.warnings}


TAGS = [
    "p",
    "div",
    "b",
    "a href='/x'",
    "h2",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "br",
    "pre",
    "span hidden",
    "section",
    "summary",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
            st.text(max_size=12),
        ),
        max_size=40,
    )
)
def test_any_markup_gives_ordered_blocks(pieces):
    try:
        document = read_html("".join(pieces))
    except PageError:
        return
    assert document.visible == "\n".join(block.text for block in document.blocks)
    for block in document.blocks:
        assert block.text == block.text.strip() != ""
        assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(body):
    for config in (Config(), HTML):
        try:
            document = read(RawPage(uri="test", body=body), config)
        except PageError:
            continue
        assert document.blocks
