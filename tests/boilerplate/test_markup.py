"""Marked-up pages: what stands around the article leaves, with a reason; the article stays whole."""

# ruff: noqa: E501  (tables of examples)

from __future__ import annotations

import time

import pytest
from marked_up import ARTICLE, PARAGRAPHS, labelled, labels_of, page

from cleaner.blocks import InputKind, WarningCode
from cleaner.boilerplate.guard import recall_guard
from cleaner.boilerplate.labelling import Labelling
from cleaner.config import Config
from cleaner.labels import Action, Label, Reason
from cleaner.reading import read
from cleaner.sources import RawPage

AROUND = [
    ("<nav><ul><li><a href=/a>Home</a><li><a href=/b>Conditions A-Z</a></ul></nav>", "Conditions A-Z", Label.NAVIGATION),
    ("<div role=navigation><a href=/b>Conditions A-Z</a></div>", "Conditions A-Z", Label.NAVIGATION),
    ("<footer><p>About Example Health</p></footer>", "About Example Health", Label.LEGAL),
    ('<div class="sub-menu__submenu"><a href=/b>Heart</a></div>', "Heart", Label.NAVIGATION),
    ("<header><div>Health you can read</div></header>", "Health you can read", Label.NAVIGATION),
    ('<div class="newsletter-signup"><p>Health news by mail every week</p></div>', "Health news by mail every week", Label.NEWSLETTER),
    ('<div id="onetrust-banner"><p>We value what is yours. Choose what we may store.</p></div>', "We value what is yours. Choose what we may store.", Label.COOKIE),
    ('<ul class="social-sharing"><li>Pin it</li></ul>', "Pin it", Label.SHARE),
    ("<div class=breadcrumbs><a href=/>Blood</a></div>", "Blood", Label.CATEGORY),
    ("<button>Print this page</button>", "Print this page", Label.OTHER_BOILERPLATE),
    ("<div class=copyright>Example Health Ltd</div>", "Example Health Ltd", Label.LEGAL),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "text", "label"), AROUND)
@pytest.mark.parametrize("place", ["before", "after"])
def test_what_stands_around_the_article_is_labelled(markup, text, label, place):
    labels = labels_of(page(**{place: markup}))
    assert labels[text] == label
    assert all(labels[paragraph] == Label.BODY for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class='page has-sidebar share-on newsletter'>{}</div>",
        "<form action=/>{}</form>",
        "<header class=site>{}</header>",
        "<aside>{}</aside>",
        "<div role=dialog class=modal>{}</div>",
        "<div style='display:none'>{}</div>",
    ],
)
def test_a_wrapper_around_the_whole_article_says_nothing(wrapper):
    labels = labels_of(f"<!doctype html><title>Low iron</title><body>{wrapper.format(ARTICLE)}")
    assert [text for text in PARAGRAPHS if labels[text] == Label.BODY] == list(PARAGRAPHS)


def test_the_printed_title_is_the_title_once():
    document = labelled(page(before="<div class=bar><h2>Low iron</h2></div>"))
    titles = [block for block in document.blocks if block.block.text == "Low iron"]
    assert [str(block.label) for block in titles] == [Label.OTHER_BOILERPLATE, Label.TITLE]
    assert titles[1].verdict.reason is Reason.PAGE_TITLE
    assert document.metadata.title == "Low iron"


RELATED = """
<section class=more><h3>More on blood</h3><ul>
<li><a href="/anemia"><h4>What anemia does to the heart</h4><p>And how to treat it.</p></a></li>
<li><a href="/b12?ref=low"><img src=x.png><span>Vitamin B12: who needs a supplement</span></a></li>
<li><a href="/b12?ref=low">Vitamin B12: who needs a supplement</a></li>
</ul></section>"""


@pytest.mark.parametrize("mark", ["related-posts", "recommended", "relatedposts"])
def test_related_pages_are_recorded_once_with_their_addresses(mark):
    document = labelled(page(after=RELATED.replace("class=more", f"class={mark}")))
    assert [(title.title, title.url) for title in document.related] == [
        ("What anemia does to the heart", "https://health.example/anemia"),
        ("Vitamin B12: who needs a supplement", "https://health.example/b12?ref=low"),
    ]
    assert document.related[1].copies == 2
    assert {title.cue for title in document.related} == {"More on blood"}
    visible = document.document.visible
    assert all(visible[title.start : title.end] == title.title for title in document.related)


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/b12'>Vitamin B12: who needs a supplement</a></p>",
        "<p>(<a href='/b12'>Vitamin B12: who needs a supplement</a>)</p>",
    ],
)
def test_a_line_between_paragraphs_that_is_all_link_is_further_reading(line):
    markup = page().replace(f"<p>{PARAGRAPHS[2]}", f"{line}<p>{PARAGRAPHS[2]}")
    document = labelled(markup)
    assert [title.title for title in document.related] == ["Vitamin B12: who needs a supplement"]
    assert {str(block.label) for block in document.blocks if "B12" in block.block.text} == {Label.RELATED_LINKS}


def test_a_link_in_a_sentence_stays():
    sentence = "Read how <a href='/b12'>vitamin B12</a> works with iron, and why one cannot stand in for the other."
    labels = labels_of(page().replace(f"<p>{PARAGRAPHS[2]}", f"<p>{sentence}</p><p>{PARAGRAPHS[2]}"))
    assert labels[sentence.replace("<a href='/b12'>", "").replace("</a>", "")] == Label.BODY


def test_a_link_to_the_page_itself_is_no_related_page():
    document = labelled(page(after='<div class=relatedposts><a href="#top">Low iron and what to do about it</a></div>'))
    assert document.related == ()


def test_every_block_has_one_verdict_and_its_reason():
    document = labelled(page(before=AROUND[0][0], after=RELATED + AROUND[2][0]))
    assert [block.block for block in document.blocks] == list(document.document.blocks)
    for block in document.blocks:
        assert block.verdict.evidence or block.verdict.reason is Reason.DEFAULT


def test_a_page_that_is_all_template_keeps_its_text():
    text = " ".join(PARAGRAPHS)
    labels = labels_of(f"<!doctype html><title>x</title><nav><div class=submenu><p>{text}</p></div></nav>")
    assert labels[text] == Label.BODY


@pytest.mark.parametrize("reason", [Reason.LANDMARK, Reason.MARKUP_WORD, Reason.BLOCK_MODEL])
def test_the_guard_takes_back_what_leaves_next_to_nothing(reason):
    raw = RawPage(uri="test", body=page(before=AROUND[0][0]).encode())
    labelling = Labelling(read(raw, Config(kind=InputKind.HTML)))
    for block in labelling.document.blocks:
        labelling.settle(block, Label.OTHER_BOILERPLATE, reason, "for the test")
    recall_guard(labelling)
    document = labelling.finish()
    kept = [block for block in document.blocks if block.label.action is Action.KEEP]
    assert [block.block.text for block in kept] == list(PARAGRAPHS)
    assert {block.verdict.reason for block in kept} == {Reason.GUARD}
    assert [warning.code for warning in document.warnings] == [WarningCode.RECALL_GUARD]


def test_the_guard_leaves_a_page_alone_that_kept_its_text():
    document = labelled(page())
    assert document.warnings == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "word " * 200_000,
        "<ul>" + "<li><a href=/x>A link to a page</a>" * 10_000,
        "<h2>Same heading</h2><p>Same text of the same length.</p>" * 5_000,
        "<div class='a b c'>" * 2_000 + "text " * 50,
        "".join(f"<p class='c{n} d{n % 7}'>Paragraph number {n} says this and that.</p>" for n in range(10_000)),
    ],
    ids=["one long paragraph", "10,000 links", "10,000 repeats", "deep", "10,000 classes"],
)
def test_long_pages_are_labelled_in_bounded_time(markup):
    start = time.process_time()
    assert labelled("<!doctype html><title>Same heading</title>" + markup).blocks
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("<p><a href='/mail'>Write to us</a> · <a href='/print'>Printable version</a></p>", True),
        ("<p><a href='/b12'>B12</a> and <a href='/zinc'>zinc</a></p>", False),
    ],
)
def test_a_row_of_short_links_is_a_menu(line, gone):
    labels = labels_of(page().replace(f"<p>{PARAGRAPHS[2]}", f"{line}<p>{PARAGRAPHS[2]}"))
    own = next(label for text, label in labels.items() if text.startswith(("Write", "B12")))
    assert (own == Label.NAVIGATION) is gone


@pytest.mark.parametrize(("classes", "label"), [("ad-container mid", Label.AD), ("ad", Label.BODY)])
def test_a_slot_for_adverts_amid_text_is_told_by_two_words(classes, label):
    words = "Save up to 80% on your next order with our free card."
    labels = labels_of(
        page().replace(f"<p>{PARAGRAPHS[2]}", f"<div class='{classes}'><p>{words}</p></div><p>{PARAGRAPHS[2]}")
    )
    assert labels[words] == label


def test_a_headline_in_brackets_amid_text_is_further_reading():
    line = "<p>(<a href='/b12'>How much vitamin B12 do you really need?</a>)</p>"
    document = labelled(page().replace(f"<p>{PARAGRAPHS[2]}", f"{line}<p>{PARAGRAPHS[2]}"))
    assert [title.title for title in document.related] == ["How much vitamin B12 do you really need?"]
