"""Related pages on marked-up pages: under a label, behind one, and what stands in menus."""

# ruff: noqa: E501  (tables of examples)

from __future__ import annotations

import time

import pytest
from marked_up import labelled, page

SITE = "https://health.example"
LISTS = [
    ("<aside><h3>Related topics</h3><ul><li><a href=/pica>Pica</a><li><a href=/b12>Vitamin B12 deficiency</a></ul></aside>",
     [("Pica", "/pica"), ("Vitamin B12 deficiency", "/b12")], "Related topics"),
    ("<div class=related><h2>See also</h2><ul><li><a href=/a>Zinc</a><li><a href=/b>Copper</a></ul></div>",
     [("Zinc", "/a"), ("Copper", "/b")], "See also"),
    ("<div class=reco><h3>You may also like</h3><p><a href=/a>Salt: ten easy swaps</a> <a href=/b>What helps against cramps?</a></p></div>",
     [("Salt: ten easy swaps", "/a"), ("What helps against cramps?", "/b")], "You may also like"),
    ("<aside><h2>Recent Posts</h2><ul><li><a href=/a>Porridge</a></ul><h2>Archives</h2><ul><li><a href=/2022/02>February 2022</a></ul></aside>",
     [("Porridge", "/a")], "Recent Posts"),
    ("<div><h2>Latest news</h2><div><a href=/topics/heart>Heart</a><h3><a href=/a>Walk more</a></h3><p><a href=/a>Why ten minutes are enough to make a difference.</a></p></div></div>",
     [("Walk more", "/a")], "Latest news"),
    ("<footer>Example Health. See also: <a href=/scabies>Scabies in schools</a></footer>",
     [("Scabies in schools", "/scabies")], "See also"),
]  # fmt: skip
MENUS = [
    "<nav><ul><li><a href=/a>Benefits of moving more every day</a><li><a href=/b>Am I at a healthy weight or not?</a></ul></nav>",
    "<footer><h3>More</h3><ul><li><a href=/a>Permissions</a><li><a href=/b>Trademark notice</a></ul></footer>",
    "<aside><h3>Related topics</h3><ul><li><a href=/topics/heart>Heart health</a></ul></aside>",
    "<aside><h3>Treatments</h3><ul><li><a href=/a>Group Therapy</a><li><a href=/b>Family Therapy</a><li><a href=/c>Speech Therapy</a></ul></aside>",
    "<aside><h3>Latest news</h3><p><a href=/news>View all news and insights from us</a></p></aside>",
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected", "cue"), LISTS)
def test_links_under_or_behind_a_label_name_related_pages(
    markup: str, expected: list[tuple[str, str]], cue: str
) -> None:
    document = labelled(page(after=markup))
    assert [(found.title, found.url) for found in document.related] == [(title, SITE + url) for title, url in expected]
    assert {found.cue for found in document.related} == {cue}
    assert all(document.document.visible[found.start : found.end] == found.title for found in document.related)


@pytest.mark.parametrize("markup", MENUS)
def test_links_of_menus_name_none(markup: str) -> None:
    assert labelled(page(after=markup)).related == ()


def test_the_posts_before_and_after_are_related_and_their_label_is_no_part_of_the_title() -> None:
    markup = (
        "<nav class=post-navigation><div class=nav-previous><a href=/a><span>Previous post</span> Kefir at home</a></div>"
        "<div class=nav-next><a href=/b><span>Next post</span> Is brown sugar any better?</a></div></nav>"
    )
    found = labelled(page(after=markup)).related
    assert [(one.title, one.cue) for one in found] == [
        ("Kefir at home", "Previous post"),
        ("Is brown sugar any better?", "Next post"),
    ]


def test_a_page_without_an_address_names_its_related_pages_without_theirs() -> None:
    markup = "<aside><h3>Related topics</h3><ul><li><a href=pica.html>Pica</a></ul></aside>"
    document = labelled(page(after=markup), url=None)
    assert [(found.title, found.url) for found in document.related] == [("Pica", None)]


def test_many_labels_take_no_longer_than_their_number() -> None:
    markup = "<div><h3>Related topics</h3><ul><li><a href=/a>Pica</a></ul></div>" * 3_000
    started = time.perf_counter()
    assert [found.title for found in labelled(page(after=markup)).related] == ["Pica"]
    assert time.perf_counter() - started < 15
