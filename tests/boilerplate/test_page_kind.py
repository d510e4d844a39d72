"""Kinds of pages, and the clues that tell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_up import PARAGRAPHS, labelled, page

from cleaner.blocks import InputKind, PageKind
from cleaner.boilerplate import label
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.pagekind.clues import clues
from cleaner.boilerplate.pagekind.recognise import BIAS, TOLD_APART, chances, kind_weights
from cleaner.config import Config
from cleaner.reading import read
from cleaner.sources import RawPage

NEWS = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
QUESTION = '<script type="application/ld+json">{"@type": "QAPage"}</script>'
PRODUCT = '<script type="application/ld+json">{"@type": "Product"}</script>'


def _posts(count: int) -> str:
    return "".join(
        f'<div class="post" id="post{n}"><div class="username">reader{n}</div><div class="post-content message">'
        f"<p>{PARAGRAPHS[n % 5]}</p></div><button>Reply</button><button>Quote</button></div>"
        for n in range(count)
    )


def _bare(head: str, body: str) -> str:
    return f"<!doctype html><html><head><title>Low iron</title>{head}</head><body>{body}</body></html>"


THREAD = f'<div class="thread forum topic"><h1>Low iron</h1>{_posts(12)}</div>'
CARDS = "".join(
    f'<li class="product-card product grid-item"><a href="/products/iron-{n}"><h3>Iron drops {n}</h3></a>'
    f'<span class="price">${n}.99</span><button>Add to cart</button></li>'
    for n in range(2, 40)
)


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        (page().replace("<body>", NEWS + "<body>"), "https://health.example/2026/03/low-iron", PageKind.ARTICLE),
        (_bare("", THREAD), "https://health.example/forum/threads/low-iron.123/", PageKind.FORUM),
        (
            _bare(QUESTION, THREAD.replace('class="post"', 'class="answer post"')),
            "https://health.example/questions/123/low-iron",
            PageKind.QA,
        ),
        (
            _bare("", f'<div class="collection products"><h1>Iron drops</h1><ul>{CARDS}</ul></div>'),
            "https://shop.example/collections/iron",
            PageKind.COLLECTION,
        ),
    ],
)
def test_kinds_are_recognised(markup, url, kind):
    found = labelled(markup, url).kind
    assert found.kind is kind, found
    assert found.chance is not None
    assert 0 < found.chance <= 1
    assert found.evidence


def test_a_text_without_markup_has_no_kind():
    document = read(RawPage("test", PARAGRAPHS[0].encode()), Config(kind=InputKind.TEXT))
    found = label(document).kind
    assert (found.kind, found.chance) == (PageKind.UNKNOWN, None)


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        (page(), "https://health.example/a/low-iron", {"path:a", "path:low", "path depth:2", "slug words:2"}),
        (page(), "https://health.example/2026/03/low-iron", {"path:dated"}),
        (page(), "https://health.example/", {"path depth:0", "slug words:0", "title:low"}),
        (page().replace("<body>", PRODUCT + "<body>"), None, {"type:product"}),
        (page(inside="<h2>Is it safe?</h2>"), None, {"questions:1", "heading:is it safe"}),
        (page(inside="<p>$5 or $6 or $7</p>"), None, {"prices:2"}),
        (f'<body><div class="forum-post"><p>{PARAGRAPHS[0]}</p></div>', None, {"hints:forum", "hints:post"}),
    ],
)
def test_clues(markup, url, expected):
    assert expected <= _clues(markup, url)


def _clues(markup: str, url: str | None) -> frozenset[str]:
    document = read(RawPage("test", markup.encode(), url=url), Config(kind=InputKind.HTML))
    return clues(document, Labelling(document).measures)


WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=40)


@given(WORDS, WORDS)
def test_chances_add_up_whatever_the_page(text, path):
    document = read(
        RawPage("test", f"<body><p>{text}</p><p>words</p></body>".encode(), url=f"https://health.example/{path}"),
        Config(kind=InputKind.HTML),
    )
    told = chances(document, Labelling(document).measures)
    assert float(told.values.sum()) == pytest.approx(1.0, abs=1e-5)
    assert list(told.chances()) == list(TOLD_APART)


def test_the_weights_cover_all_kinds():
    weights = kind_weights()
    assert BIAS in weights
    assert {len(row) for row in weights.values()} == {len(TOLD_APART)}
