"""Runs of known titles are told apart and recorded; titles in sentences, headings and lists of one are not."""

from __future__ import annotations

import time

import pytest
from tests.boilerplate.flattened import kept, titles
from tests.boilerplate.memory.pages import TITLES, labelled, page, with_memory

from cleaner.blocks import Document, InputKind
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.memory.page import PageMemory
from cleaner.boilerplate.memory.titles import known_titles
from cleaner.labels import Reason
from cleaner.reading.flat import read_flat

ONE, TWO, THREE, FOUR = TITLES[1:5]
NEW = "Seven questions about sleep that nobody likes to ask"  # the title of a page that is not in the crawl
SENTENCE = "People who had walked more felt better after 12 weeks, and those who had not felt the same."


def of_site(**lines: str):
    """The first page of a site of ten, with lines of its own."""
    return with_memory([page(0, **lines), *(page(number) for number in range(1, 10))])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{ONE} {TWO} {THREE}", [ONE, TWO, THREE]),
        (f"{ONE} | {TWO} | {THREE}", [ONE, TWO, THREE]),
        (f"Related Articles {ONE} {TWO}", [ONE, TWO]),
        (f"Related Articles {NEW} {ONE} {TWO}", [NEW, ONE, TWO]),
        (f"{ONE} NUTRITION {TWO} NUTRITION {THREE}", [ONE, TWO, THREE]),
        (f"{ONE} {NEW} {TWO}", [ONE, NEW, TWO]),
        (f"{ONE} {TWO} {NEW}", [ONE, TWO, NEW]),
        (f"{ONE} {ONE} {TWO} {TWO}", [ONE, TWO]),
        (f"{ONE}\n{TWO}\n{THREE}", [ONE, TWO, THREE]),
    ],
)
def test_a_run_below_the_article_is_recorded_and_gone(line: str, found: list[str]) -> None:
    document = of_site(bottom=line)
    assert titles(document) == found
    assert not any(ONE in text for text in kept(document))


def test_a_title_printed_twice_counts_its_copies() -> None:
    document = of_site(bottom=f"{ONE} {ONE} {TWO} {TWO}")
    assert [title.copies for title in document.related] == [2, 2]
    assert Reason.KNOWN_TITLES in {block.verdict.reason for block in document.blocks}


@pytest.mark.parametrize(
    ("tail", "found"),
    [(f"{ONE} {TWO}", [ONE, TWO]), (ONE, [ONE]), (f"Related: {ONE} {TWO}", [ONE, TWO]), (f"{ONE} {NEW}", [ONE, NEW])],
)
def test_a_run_stuck_to_a_paragraph_is_cut_off(tail: str, found: list[str]) -> None:
    document = of_site(middle=f"{SENTENCE} {tail}")
    assert titles(document) == found
    assert SENTENCE in kept(document)


@pytest.mark.parametrize(
    "line",
    [
        f"{ONE} is the title of a page that {TWO.lower()} goes on from, as many readers know by now.",
        f"Some readers of {ONE} and of {TWO} wrote that they had slept better within 12 weeks.",
        f"Nobody who has read {ONE}, {TWO} and {THREE} needs to be told that sleep matters to all of us.",
        f"{SENTENCE} More of this stands in {ONE}",
        f"See {ONE}. See {TWO}.",
        f"{ONE}\n{SENTENCE}",
        f"{ONE}\n{SENTENCE} {SENTENCE}\n{TWO}\n{SENTENCE}",
        f"The three of them are {ONE}, {TWO}, {THREE}",
        NEW,
    ],
)
def test_a_title_in_a_sentence_or_over_a_paragraph_stays(line: str) -> None:
    document = of_site(middle=line)
    assert Reason.KNOWN_TITLES not in {
        verdict.reason for block in document.blocks for verdict in (block.verdict, *(cut.verdict for cut in block.cuts))
    }


def test_a_page_proves_nothing_to_itself() -> None:
    """Neither its own title, nor a title that only this page names."""
    own = of_site(bottom=f"{TITLES[0]} {NEW}")
    assert titles(own) == []
    alone = with_memory([page(0, bottom=f"Related: {NEW}\n{NEW} {NEW}x")] + [page(number) for number in (1, 2, 3)])
    assert Reason.KNOWN_TITLES not in {block.verdict.reason for block in alone.blocks}


def test_a_title_that_another_page_names_is_known_though_its_page_is_not() -> None:
    texts = [page(0, bottom=f"{NEW} {ONE}"), page(1), page(2, bottom=f"Related: {NEW}"), page(3)]
    assert titles(with_memory(texts)) == [NEW, ONE]


def test_facts_that_two_pages_share_are_no_titles() -> None:
    """Nor are the lines above the first paragraph of just one page, where another prints them in a sentence."""
    facts = "Generic name of the tablets: Ibuprofen\nClass of the drug: Anti-inflammatory pain relievers\n"
    texts = [page(0, top=facts), page(1, top=facts), page(2), page(3)]
    assert kept(with_memory(texts)) == kept(labelled(texts[0]))


def test_short_titles_are_topics() -> None:
    short = [f"{word}\n{page(number)}" for number, word in enumerate(("Iron", "Zinc", "Folic acid"))]
    document = with_memory([page(9, middle="• Iron\n• Zinc\n• Folic acid"), *short])
    assert (
        sum("• " in text for text in kept(document))
        == len(kept(with_memory([page(9, middle="• Iron\n• Zinc\n• Folic acid")]))) - 4
    )


@pytest.mark.parametrize(
    "line",
    [
        f"{ONE} " * 20_000,
        "What the heart tells your doctor about " * 20_000,
        "A B C D " * 40_000,
        f"{ONE} NEW " * 20_000,
    ],
)
def test_long_lines_take_no_longer_than_their_length(line: str) -> None:
    memory = PageMemory("organs.example", titles=frozenset(title.lower() for title in TITLES))
    text = page(0, bottom=line)
    labelling = Labelling(Document(InputKind.TEXT, "utf-8", "text/plain", text, read_flat(text)), memory)
    started = time.process_time()
    known_titles(labelling)
    assert time.process_time() - started < 10
