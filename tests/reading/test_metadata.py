"""Titles, dates, names and addresses a page declares."""

# ruff: noqa: E501  (tables of examples)

from __future__ import annotations

import json

import pytest

from cleaner.blocks import WarningCode
from cleaner.config import Config
from cleaner.reading import read
from cleaner.reading.dates import iso_date
from cleaner.reading.urls import Base
from cleaner.sources import RawPage

TEXT = "<p>Enough words to be a page, and then some more of them.</p>"


def document(markup: str, url: str | None = "https://site.example/news/page.html"):
    return read(RawPage(uri="test", body=("<!doctype html>" + markup).encode(), url=url), Config())


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Iron deficiency | Example Health</title>", "<h1>Iron deficiency</h1>", "Iron deficiency"),
        ("<title>Iron deficiency - Example Health</title>", "<h1>Example Health</h1><h2>Iron deficiency</h2>", "Iron deficiency"),
        ('<title>x</title><meta property="og:title" content="Low iron: what to do">', "<p>none</p>", "Low iron: what to do"),
        ('<title>Low iron: what to do - Clinic</title><meta property="og:site_name" content="Clinic">', "", "Low iron: what to do"),
        ('<title>Clinic | Low iron</title><meta property="og:site_name" content="Clinic">', "", "Low iron"),
        ("<title>Beta-blockers – how they work</title>", "<h1>Beta-blockers – how they work</h1>", "Beta-blockers – how they work"),
        ("<title>Page 7</title>", "<nav><h1>Menu</h1></nav><h1>What the page is about</h1>", "What the page is about"),
        ("", "<h1>Only a heading</h1>", "Only a heading"),
        ("", "<p>No title at all</p>", None),
        ("<title>Sleep and the heart: five facts you need</title>", "<h1>Sleep and the Heart: 5 facts you need</h1>", "Sleep and the Heart: 5 facts you need"),
        ("<svg><title>icon</title></svg><title>Real</title>", "<p>x</p>", "Real"),
    ],
)  # fmt: skip
def test_title(head, body, title):
    assert document(head + "<body>" + body + TEXT).metadata.title == title


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def test_json_ld_names_people_and_dates():
    page = document(
        "<html lang=en-us>"
        + ld(
            **{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Example Health"}, {
                "@type": ["MedicalWebPage", "http://schema.org/Article"],
                "headline": "Low iron",
                "author": [{"@type": "Person", "name": "Jane Example"}, "John Sample"],
                "reviewedBy": {"@type": "Person", "name": "Dr. Rita Check"},
                "datePublished": "2024-03-01T08:00:00+01:00",
                "lastReviewed": "2024-05-02",
                "articleSection": "Blood",
            }]}
        )
        + '<link rel=canonical href="/low-iron"><h1>Low iron</h1>'
        + TEXT
    ).metadata  # fmt: skip
    assert page.authors == ("Jane Example", "John Sample")
    assert page.reviewed_by == ("Dr. Rita Check",)
    assert (page.published, page.modified) == ("2024-03-01T08:00:00+01:00", "2024-05-02")
    assert (page.category, page.site_name, page.language) == ("Blood", "Example Health", "en-US")
    assert page.canonical_url == "https://site.example/low-iron"


@pytest.mark.parametrize(
    "script",
    ["{", "[]", "null", '{"@type": 5, "author": {"name": [1, null]}}', "<!-- {} -->", "[" * 100_000, '{"@graph": "x"}'],
)
def test_broken_json_ld_is_passed_over(script):
    page = document(f'<script type="application/ld+json">{script}</script><h1>Title</h1>{TEXT}')
    assert page.metadata.title == "Title"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01 10:20:30 UTC", "2024-03-01T10:20:30Z"),
        ("March 1st, 2024", "2024-03-01"),
        ("Last updated: Sept. 5, 2023", "2023-09-05"),
        ("1. März 2024", "2024-03-01"),
        ("5 de mayo de 2023", "2023-05-05"),
        ("31.12.2023", "2023-12-31"),
        ("2023/7/4", "2023-07-04"),
        ("03/04/2024", None),
        ("2024-13-01", None),
        ("February 30, 2024", None),
        ("no date", None),
        ("", None),
    ],
)
def test_dates(text, iso):
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("base", "base_href", "href", "url"),
    [
        ("https://a.example/b/c", None, "d", "https://a.example/b/d"),
        ("https://a.example/b/c", None, "/d", "https://a.example/d"),
        ("https://a.example/b/c", None, "//e.example/d", "https://e.example/d"),
        ("https://a.example/b/c", None, "../d", "https://a.example/d"),
        ("https://a.example/b/c", "/x/", "d", "https://a.example/x/d"),
        (None, "https://b.example/", "d", "https://b.example/d"),
        (None, None, "d", None),
        (None, None, " https://c.example/d ", "https://c.example/d"),
        ("https://a.example/", None, "javascript:void(0)", None),
        ("https://a.example/", None, "http://[broken", "http://[broken"),
        ("https://a.example/", None, "mailto:x@a.example", "mailto:x@a.example"),
    ],
)
def test_links_are_resolved(base, base_href, href, url):
    assert Base(base, base_href).resolve(href) == url


def test_text_that_stands_in_scripts_only_is_shown_with_a_warning():
    body = "Vitamin D helps the body take up calcium. " * 20
    page = document(
        f"<title>Vitamin D</title>{ld(**{'@type': 'Article', 'articleBody': body})}<div id=app>Loading</div>"
    )
    assert body.strip() in page.visible
    assert WarningCode.TEXT_FROM_SCRIPT in {warning.code for warning in page.warnings}
    state = json.dumps({"props": {"page": {"bodyHtml": f"<h2>Uses</h2><p>{body}</p>"}}})
    page = document(
        f'<title>x</title><div id=app></div><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    )
    assert [block.text for block in page.blocks] == ["Uses", body.strip()]


def test_text_for_readers_without_scripts_is_read_where_there_is_no_other():
    page = document("<title>x</title><div id=app>Loading</div><noscript><p>" + "A post. " * 50 + "</p></noscript>")
    assert page.blocks[-1].text == ("A post. " * 50).strip()
