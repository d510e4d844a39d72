"""What becomes template, and what is repeated and stays."""

from __future__ import annotations

import pytest
from tests.boilerplate.flattened import kept
from tests.boilerplate.memory.pages import contribution, labelled, page, with_memory

from cleaner.boilerplate.memory.contribution import Contribution, PageLine
from cleaner.boilerplate.memory.page import PageMemory, TemplateLine
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.boilerplate.memory.template import fewest_pages
from cleaner.labels import Label, Reason

SLOGAN = "Nine clinics, one telephone: whoever calls before noon is seen on the same day."
FOOTER = "Home\nAll conditions\nCareers\nTerms of Use\nPrivacy Policy\n"
ADVICE = "Talk to your doctor or pharmacist before you take any new medicine, also one without prescription."
SECTION = "When to call a doctor\nCall your doctor at once if the pain grows or if you cannot keep any water down."


def site(pages: int, having: int | None = None, **lines: str) -> list[str]:
    """So many pages, the first `having` of them with the lines."""
    return [
        page(number, **(lines if number < (pages if having is None else having) else {})) for number in range(pages)
    ]


def keeps(texts: list[str], words: str, number: int = 0) -> bool:
    return any(words in text for text in kept(with_memory(texts, number)))


def test_without_memory_the_slogan_is_kept() -> None:
    """Or the tests below would say nothing."""
    for text in (page(0, bottom=SLOGAN), page(0, middle=SLOGAN), page(0, top=SLOGAN)):
        assert any(SLOGAN in kept_text for kept_text in kept(labelled(text)))


@pytest.mark.parametrize(("pages", "having", "stays"), [(9, 9, False), (9, 7, False), (9, 4, True), (4, 4, True)])
def test_below_the_article_goes_what_nearly_all_pages_of_several_print(pages: int, having: int, stays: bool) -> None:
    assert keeps(site(pages, having, bottom=SLOGAN), SLOGAN) is stays


@pytest.mark.parametrize(("having", "stays"), [(2, True), (3, False), (6, False)])
def test_above_the_article_three_pages_suffice(having: int, stays: bool) -> None:
    lines = f"Home\nAll conditions\n{SLOGAN}"
    assert keeps(site(9, having, top=lines), SLOGAN) is stays


def test_behind_boilerplate_three_pages_suffice() -> None:
    """Told by contributions: on so small a page the line model leaves nothing behind a footer to be told."""
    own = [
        (PageLine(10 * number + 1, Label.TITLE), *(PageLine(10 * number + at, Label.BODY, prose=True) for at in (2, 3)))
        for number in range(1, 10)
    ]
    footer = (PageLine(900, Label.NAVIGATION), PageLine(901, Label.LEGAL), PageLine(902, Label.BODY, 5))
    for having, told in ((2, 0), (3, 1)):
        pages = [
            Contribution("s", "", frozenset(), frozenset(), lines + footer * (number < having), frozenset())
            for number, lines in enumerate(own)
        ]
        assert [line.key for line in SiteMemory.of(pages).page(pages[0]).lines] == [902] * told


def test_a_line_of_the_template_goes_inside_an_article_too() -> None:
    texts = site(9, bottom=SLOGAN)
    texts[0] = page(0, middle=SLOGAN)
    assert not keeps(texts, SLOGAN)


@pytest.mark.parametrize(
    "lines",
    [
        {"middle": ADVICE},
        {"middle": SECTION},
        {"middle": "Symptoms"},
        {"bottom": "See also"},
        {"bottom": "Benzodiazepine"},
        {"middle": "• Fever\n• Chills\n• A rash"},
        {"middle": "This page is for information only and does not replace the advice of your own doctor."},
        {"bottom": "This page is for information only and does not replace the advice of your own doctor."},
    ],
)
def test_what_articles_repeat_stays(lines: dict[str, str]) -> None:
    (words,) = lines.values()
    texts = site(9, **lines)
    assert kept(with_memory(texts)) == kept(labelled(texts[0])), words


def test_a_section_that_many_articles_end_with_stays() -> None:
    texts = site(9, 5, bottom=SECTION)
    assert kept(with_memory(texts)) == kept(labelled(texts[0]))


def test_copies_of_one_page_make_no_template() -> None:
    texts = [page(0)] * 5 + [page(number) for number in range(1, 4)]
    assert kept(with_memory(texts)) == kept(labelled(texts[0]))
    parts = [page(0).replace("three", "3", number) for number in range(5)]
    assert kept(with_memory(parts)) == kept(labelled(parts[0]))


def test_a_call_on_readers_goes_wherever_it_stands() -> None:
    call = "Sign up for our newsletter and read one good idea about health every week."
    assert not keeps(site(4, 3, middle=call), call)


def test_the_name_of_the_site_is_no_title() -> None:
    texts = [f"Organ Watch Daily Health\n{page(number)}" for number in range(9)]
    document = with_memory(texts)
    assert document.metadata.title == labelled(page(0)).metadata.title


def test_the_rule_says_on_what_grounds() -> None:
    document = with_memory(site(9, bottom=SLOGAN))
    [block] = [block for block in document.blocks if block.block.text == SLOGAN]
    assert (block.label, block.verdict.reason) == (Label.OTHER_BOILERPLATE, Reason.TEMPLATE_LINE)
    assert block.verdict.evidence == (
        "stands on several pages of organs.example",
        "beside the article of nearly all pages",
    )


def test_memory_of_other_bytes_does_no_harm() -> None:
    """The page changed since it was learned from: its lines are no longer where they were."""
    memory = PageMemory("organs.example", tuple(TemplateLine(at, 12345, Label.AD, "") for at in (0, 3, 99)))
    assert labelled(page(0), memory).blocks == labelled(page(0)).blocks


def test_a_page_that_would_lose_all_of_its_text_is_guarded() -> None:
    text = page(0)
    lines = contribution(text).lines
    memory = PageMemory(
        "organs.example", tuple(TemplateLine(at, line.key, Label.AD, "") for at, line in enumerate(lines))
    )
    assert len(kept(labelled(text, memory))) >= 3


@pytest.mark.parametrize(("pages", "fewest"), [(1, 3), (200, 3), (300, 3), (301, 4), (10_000, 100)])
def test_large_sites_ask_for_more_pages(pages: int, fewest: int) -> None:
    assert fewest_pages(pages) == fewest


def test_a_site_without_pages_knows_nothing() -> None:
    memory = SiteMemory.of([])
    assert not memory.page(contribution(page(0)))
