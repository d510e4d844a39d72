"""Related titles in flattened pages: recorded once each and gone; and what only looks like them."""

from __future__ import annotations

import time

import pytest
from tests.boilerplate.flattened import MORE_TEXT, TEXT, kept, labelled, titles

from cleaner.labels import Label, Reason

ONE = "Zinc lozenges seen to shorten colds by a day"
TWO = "Can too much iron harm the heart?"
THREE = "Five questions to ask before a scan"


def _page(*lines: str) -> str:
    return "\n".join(["Zinc and the immune system", TEXT, *lines, MORE_TEXT])


@pytest.mark.parametrize(
    ("line", "expected", "cue"),
    [
        (f"Related Article {ONE} {ONE}", [ONE], "Related Article"),
        (f"Also check {ONE} {ONE} {TWO} {TWO} {THREE} {THREE} To top", [ONE, TWO, THREE], "Also check"),
        (f"Recommended for you {ONE} {ONE} {ONE}", [ONE], "Recommended for you"),
        (f"Für dich empfohlen {ONE} Gesundheit 27/10/23 {ONE}", [ONE], "Für dich empfohlen"),
        (f"You may also like {ONE} Read more about {ONE}", [ONE], "You may also like"),
        (f"See also {THREE} Five questions to ask...", [THREE], "See also"),
        (f"See also Five questions to ask... {THREE}", [THREE], "See also"),
        ("Read next Understanding and preventing influenza in very young children and older adults "
         "Understanding and preventing flu in very young children and older adults",
         ["Understanding and preventing influenza in very young children and older adults"], "Read next"),
        (f"{ONE} {ONE} {TWO} {TWO}", [ONE, TWO], None),
        (f"{ONE} {ONE}", [ONE], None),
        (f"MORE: {ONE}", [ONE], "MORE"),
        (f"More:{ONE}", [ONE], "More"),
        (f"(MORE: {ONE})", [ONE], "MORE"),
        (f"RELATED: {TWO}", [TWO], "RELATED"),
        (f"See also: [6]{ONE}", [ONE], "See also"),
        (f"VIDEO: {THREE}", [THREE], "VIDEO"),
        (f"Lesen Sie auch: {ONE}", [ONE], "Lesen Sie auch"),
        (f"Czytaj także: {ONE}", [ONE], "Czytaj także"),
        (f"Te puede interesar: {ONE}", [ONE], "Te puede interesar"),
        (f"Related Article {ONE}", [ONE], "Related Article"),
    ],
)  # fmt: skip
def test_related_titles_are_recorded_once_and_leave_the_text(line: str, expected: list[str], cue: str | None) -> None:
    page = _page(line)
    document = labelled(page)
    assert titles(document) == expected
    assert kept(document) == ["Zinc and the immune system", TEXT, MORE_TEXT]
    for title in document.related:
        assert title.cue == cue
        assert page[title.start : title.end] == title.title


def test_a_labelled_title_in_a_paragraph_is_cut_out() -> None:
    document = labelled(_page(f"{TEXT} (Read: {ONE}) {MORE_TEXT}"))
    assert titles(document) == [ONE]
    assert f"{TEXT} {MORE_TEXT}" in kept(document)


def test_a_run_stuck_to_a_paragraph_is_cut_out() -> None:
    document = labelled(_page(f"{TEXT} Related Articles {ONE} {ONE} {TWO} {TWO}"))
    assert titles(document) == [ONE, TWO]
    assert kept(document).count(TEXT) == 2


def test_titles_under_a_label_are_recorded_up_to_the_next_heading() -> None:
    lines = [TEXT, "You might also like", ONE, "Health", TWO, "Zinc in food", MORE_TEXT]
    document = labelled("\n".join(["Zinc and the immune system", *lines]))
    assert titles(document) == [ONE, TWO]
    assert kept(document) == ["Zinc and the immune system", TEXT, "Zinc in food", MORE_TEXT]


def test_a_label_whose_titles_are_lost_goes_and_the_heading_behind_it_stays() -> None:
    document = labelled(_page("YOU MIGHT BE INTERESTED IN...", "Why would zinc affect taste?"))
    assert titles(document) == []
    assert kept(document) == ["Zinc and the immune system", TEXT, "Why would zinc affect taste?", MORE_TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "Vitamin D Vitamin D",
        "Adults Adults Children Children",
        "Running shoes Men's 6 Running shoes Men's 7",
        "Zinc oxide cream for babies 50 g Zinc oxide cream for babies 100 g",
        "Row, row, row your boat, row, row, row your boat",
        "Related conditions",
        "Read the label before you give zinc to a child, since lozenges differ by a factor of ten in what they hold.",
        "More than half of the adults who were asked could not name a food that holds zinc, the survey found.",
        "Recommended: 8 mg a day for women",
        "Next: rinse the beans well",
        "Watch for nausea after the first tablet and take the next one with food if it comes.",
        "See also the section on copper, which zinc displaces when it is taken in large amounts for months.",
        "12. Prasad AS. Zinc in human health. Am J Clin Nutr. 2009;12:1-9. Am J Clin Nutr. 2012;14:3-8.",
        "It is one of the most studied and one of the most studied minerals, as the authors of the review put it.",
    ],
)
def test_what_only_looks_like_related_links_is_kept(line: str) -> None:
    document = labelled(_page(line))
    assert titles(document) == []
    assert " ".join(line.split()) in kept(document)


@pytest.mark.parametrize(
    ("line", "once"),
    [
        ("Anna Bell via Getty Images Anna Bell via Getty Images", "Anna Bell via Getty Images"),
        (
            "Taste is the first thing that goes. Taste is the first thing that goes.",
            "Taste is the first thing that goes.",
        ),
    ],
)
def test_a_credit_or_quote_printed_twice_keeps_one_copy(line: str, once: str) -> None:
    document = labelled(_page(line))
    assert titles(document) == []
    assert once in kept(document)
    reasons = {cut.verdict.reason for block in document.blocks for cut in block.cuts}
    assert reasons == {Reason.REPEATED_COPY}


def test_every_removal_names_its_evidence() -> None:
    document = labelled(_page(f"Also check {ONE} {ONE} {TWO} {TWO} To top"))
    (verdict,) = [block.verdict for block in document.blocks if block.label is Label.RELATED_LINKS]
    assert verdict.reason is Reason.DOUBLED_TITLES
    assert verdict.evidence == (
        "2 titles printed 2 times",
        "label 'Also check'",
        "the whole line",
        "shape of a headline",
        "ends in 'To top'",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Related Article {' '.join([ONE] * 10_000)}",
        "Also check " + " ".join(f"{ONE} {n} {ONE} {n}" for n in range(4_000)),
        "(Read: " * 20_000,
        "MORE: " * 40_000,
        "Related\n" * 4_000,
        f"Related\n{ONE}\n" * 2_000,
        "Disclaimer\n" * 4_000,
        "References\n1. A 2001\n" * 2_000,
    ],
    ids=["one title", "titles", "brackets", "labels", "label lines", "lists", "disclaimers", "references"],
)
def test_adversarial_pages_take_bounded_time(text: str) -> None:
    started = time.process_time()
    labelled(text)
    assert time.process_time() - started < 10.0
