"""Properties of the whole journey, on input nobody wrote."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.config import Config
from cleaner.contract import CleanPage
from cleaner.contract.vocabulary import Mode
from cleaner.errors import PageError, QuarantineReason
from cleaner.pipeline import clean_page
from cleaner.reading import read
from cleaner.sources import RawPage

FAST = Config(mode=Mode.FAST)
EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

WORDS = """vitamin D 400 IU 10 mg per day may cause hypercalcemia (MS) multiple sclerosis Related: Read more Share
Disclaimer not medical advice What is it? • 1. — © Müller 20.000 µg ½ \u200b \ufeff \x00 \U0001f600"""
words = st.sampled_from(WORDS.split())
lines = st.lists(words, max_size=12).map(" ".join)
texts = st.lists(lines, max_size=12).map("\n".join)
tags = st.sampled_from(
    ["p", "div", "h1", "h2", "h9", "ul", "li", "table", "tr", "td", "br", "a href='/x'", "nav", "aside", "script",
     "style", "details", "summary", "blockquote", "dl", "dt", "dd", "b", "pre", "form", "button", "svg", "!--", "?x"]
)  # fmt: skip
pieces = st.one_of(
    lines,
    tags.map("<{}>".format),
    tags.map("</{}>".format),
    st.sampled_from(["&amp;", "&#0;", "&#x110000;", "&nope;", "<", ">", "<p", "]]>", "\x00", "<!DOCTYPE html>"]),
)
markup = st.lists(pieces, max_size=30).map("".join)


def outcome(body: bytes) -> CleanPage | PageError:
    """The record, or the reason why there is none; anything else is raised and fails the test."""
    try:
        return clean_page(RawPage("made.html", body), config=FAST)
    except PageError as error:
        return error


def check(body: bytes) -> None:
    """A record that keeps its promises, or a reason."""
    page = outcome(body)
    if isinstance(page, PageError):
        assert page.reason not in {QuarantineReason.FAILED, QuarantineReason.CRASHED}
        return
    assert_quotes_are_slices(page)
    assert_nothing_disappears(page, read(RawPage("made.html", body), FAST).visible)
    assert CleanPage.model_validate_json(page.model_dump_json()) == page


def assert_quotes_are_slices(page: CleanPage) -> None:
    for span in (*page.entities, *page.dosages, *page.abbreviations):
        assert page.text[span.start : span.end] == span.quote


def assert_nothing_disappears(page: CleanPage, visible: str) -> None:
    left, position = [], 0
    for removed in page.removed:
        assert removed.source_start >= position
        assert visible[removed.source_start : removed.source_end] == removed.text
        left.append(visible[position : removed.source_start])
        position = removed.source_end
    left.append(visible[position:])
    assert "".join("".join(left).split()) == "".join(page.text.split())


@EXAMPLES
@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    check(body)


@EXAMPLES
@given(texts)
def test_any_flat_text(text: str) -> None:
    check(text.encode())


@EXAMPLES
@given(markup)
def test_any_markup(source: str) -> None:
    check(f"<html><body>{source}".encode())


@EXAMPLES
@given(markup, st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis", "latin-1"]))
def test_any_encoding_declared_or_not(source: str, encoding: str) -> None:
    check(f"<html><meta charset=utf-8><body>{source}".encode(encoding, "ignore"))


@EXAMPLES
@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@EXAMPLES
@given(texts)
def test_cleaning_twice_gives_the_same(text: str) -> None:
    first, second = outcome(text.encode()), outcome(text.encode())
    if isinstance(first, CleanPage) and isinstance(second, CleanPage):
        assert first.model_dump_json() == second.model_dump_json()
    else:
        assert str(first) == str(second)


@pytest.mark.parametrize("markup", [False, True], ids=["text", "html"])
@pytest.mark.parametrize(
    "words",
    [
        "Vitamin D 400 IU per day.",
        "Take two 500 mg tablets every 6 hours.",
        "Ibuprofen 200 mg, paracetamol 500 mg",
        "Read more about vitamin D and bones. It helps.",
        "Is it safe? Yes, it is.",
        "Asthma",
    ],
)
def test_a_page_of_few_words_keeps_them(words: str, markup: bool) -> None:
    page = outcome(f"<html><body><p>{words}</p></body></html>".encode() if markup else words.encode())
    assert isinstance(page, CleanPage)
    assert page.text == words


@pytest.mark.parametrize(
    "source",
    [
        b"<html><body>" + b"<div>" * 20_000 + b"Vitamin D helps bones.",
        b"<html><body>" + b"<p><a href='/x'>Why Vitamin D Matters</a></p>" * 500,
        b"<html><body><table>" + b"<tr><td>10 mg</td><td>daily</td></tr>" * 500,
        b"Vitamin D may help MS patients who take 400 IU per day. " * 1_000,
        b"Also check " + b"Why Vitamin D Matters for Strong Bones " * 500,
        b"1" * 100_000,
        b"10 mg " * 2_000,
        b"(" * 50_000,
        b"Vitamin D\n" * 2_000,
        b"multiple sclerosis (MS) " * 500,
        b"<" * 100_000,
    ],
    ids=[
        "nested",
        "links",
        "cells",
        "sentence",
        "titles",
        "digits",
        "amounts",
        "brackets",
        "lines",
        "short-forms",
        "<",
    ],
)
def test_monotonous_pages_come_to_an_end(source: bytes) -> None:
    check(source)
