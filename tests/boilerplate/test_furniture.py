"""Adverts, footers and stand-firsts that more than one sign tells."""

from __future__ import annotations

import pytest
from marked_up import PARAGRAPHS, labelled, labels_of, page

from cleaner.labels import Label

OFFER = "Knee sleeves from 19 dollars. Free shipping this week only, while our stocks last, to all towns."


@pytest.mark.parametrize("label", ["Sponsored", "Advertisement", "Anzeige"])
def test_what_stands_beside_the_label_of_an_advert_goes_with_it(label: str) -> None:
    markup = page(inside=f"<div class='ad slot'><span>{label}</span><p>{OFFER}</p></div><p>It takes time.</p>")
    labels = labels_of(markup)
    assert labels[OFFER] == Label.AD
    assert labels["It takes time."] == Label.BODY


def test_a_page_that_calls_all_of_itself_an_advert_stays() -> None:
    labels = labels_of(f"<title>Low iron</title><body class=ad><p>Sponsored</p>{page()}")
    assert [labels[text] for text in PARAGRAPHS] == [Label.BODY] * len(PARAGRAPHS)


@pytest.mark.parametrize(
    "footer",
    ["Top of page – © 2004 The Herb Garden – Visitors: 018442", "The Herb Garden | Copyright 2011 | Contact"],
)
def test_a_footer_on_one_line_goes(footer: str) -> None:
    assert labels_of(page(after=f"<p>{footer}</p>"))[footer] == Label.LEGAL


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        ("<p>Many people run low on iron, and few of them know it.</p><p>By Ann Bauer, May 14, 2023</p>", Label.DEK),
        ("<p>Many people run low on iron, and few of them know it.</p><p>May 14, 2023</p>", Label.DEK),
        ("<p>Many people run low on iron, and few of them know it.</p>", Label.BODY),
        ("<p>Many run low on iron. Few of them know it. Here is why.</p><p>May 14, 2023</p>", Label.BODY),
    ],
)
def test_a_sentence_between_title_and_byline_is_the_stand_first(under: str, expected: Label) -> None:
    document = labelled(page().replace("</h1>", f"</h1>{under}"))
    (block,) = [block for block in document.blocks if block.block.text.startswith("Many ")]
    assert block.label is expected
    assert document.metadata.dek == (block.block.text if expected is Label.DEK else None)


def test_a_link_of_unknown_target_needs_the_length_of_a_title() -> None:
    markup = page(after="<p><a href=mail.html>Write to us</a> · <a href=print.html>Printable version</a></p>")
    assert labelled(markup, url=None).related == ()
