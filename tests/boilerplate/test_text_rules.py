"""What the lines around an article are: stock phrases, notes, people, dates, title, headings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.boilerplate.flattened import LAST_TEXT, MORE_TEXT, TEXT, kept, labelled

from cleaner.labels import Action, Label, Reason
from cleaner.sections import assemble


def _label_of(line: str, *, before: bool = False) -> Label:
    """The label of a line in the middle of an article, or right under its title."""
    lines = ["Zinc and the immune system", line, TEXT, MORE_TEXT, LAST_TEXT]
    if not before:
        lines = [lines[0], TEXT, MORE_TEXT, line, LAST_TEXT]
    document = labelled("\n".join(lines))
    return next(block.label for block in document.blocks if block.block.text == line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("To top", Label.NAVIGATION),
        ("Skip to main content", Label.NAVIGATION),
        ("Zum Seitenanfang", Label.NAVIGATION),
        ("Advertisement", Label.AD),
        ("Reklama", Label.AD),
        ("Share on Facebook", Label.SHARE),
        ("Follow us on Twitter and Instagram", Label.SHARE),
        ("Sign up for our weekly newsletter and never miss a story.", Label.NEWSLETTER),
        ("This site uses cookies to improve your experience.", Label.COOKIE),
        ("© 2024 Example Health. All rights reserved.", Label.LEGAL),
        ("Leave a comment", Label.COMMENTS),
        ("https://www.example.org/zinc", Label.NAVIGATION),
        ("Originally published in The Example.", Label.LEGAL),
    ],
)
def test_stock_lines_are_removed_by_what_they_say(line: str, expected: Label) -> None:
    assert _label_of(line) is expected


@pytest.mark.parametrize(
    "line",
    [
        "Back pain is no sign of a lack of zinc, whatever the adverts say.",
        "Print the table and put it on the fridge.",
        "Cookies made with oats and seeds hold about one milligram each.",
        "Sign language was taught to the children in the trial as well.",
        "Privacy policy experts had no say in the survey, which asked for meals only.",
        "The company advertises its lozenges as a cure, which the trial does not support.",
        "Comments from the trial's referees are printed with the paper.",
    ],
)
def test_sentences_that_hold_such_words_are_kept(line: str) -> None:
    assert _label_of(line) is Label.BODY


def test_an_ambiguous_word_over_a_paragraph_is_its_heading() -> None:
    document = labelled("\n".join(["Pain by part of the body", TEXT, "Back", MORE_TEXT, "Neck", LAST_TEXT]))
    assert [block.block.text for block in document.blocks if block.label is Label.HEADING] == ["Back", "Neck"]


@pytest.mark.parametrize(
    "line",
    [
        "Disclaimer: this page is no medical advice. See a doctor before you take zinc.",
        "The content of this site is for informational purposes only.",
        "We may earn a commission when you buy through our links.",
        "The views expressed in this article are those of its author.",
        "Dieser Text ersetzt keine ärztliche Beratung.",
        "Niniejszy tekst nie zastępuje porady lekarskiej.",
    ],
)
def test_disclaimers_are_kept_and_typed(line: str) -> None:
    assert _label_of(line) is Label.DISCLAIMER


def test_what_people_say_is_no_disclaimer() -> None:
    assert _label_of('"The test should not be used as a substitute for seeing your doctor," she said.') is Label.BODY


def test_a_list_of_sources_is_kept_and_typed_up_to_what_follows() -> None:
    entries = [
        "Prasad AS. Zinc in human health. J Example Med. 2009;12:1-9.",
        "Bell A, Stone B, Field C, et al. Zinc and taste: a trial. Example Journal. 2015;3(2):44-51.",
        "World Example Organization. Trace elements. https://example.org/trace. Accessed May 2, 2020.",
    ]
    document = labelled("\n".join(["Zinc and taste", TEXT, MORE_TEXT, "References", *entries, "Share"]))
    found = [block.block.text for block in document.blocks if block.label is Label.REFERENCES]
    assert found == ["References", *entries]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Anna Bell", Label.BYLINE),
        ("Medically reviewed by Ben Stone, MD", Label.BYLINE),
        ("Von Anna Bell", Label.BYLINE),
        ("ByAnna Bell", Label.BYLINE),
        ("Anna Bell, MD and Ben Stone, PhD", Label.BYLINE),
        ("Published March 9, 2021", Label.DATE),
        ("Aktualisiert am 12. März 2022", Label.DATE),
        ("Last updated: 2021-03-09", Label.DATE),
        ("Photo: a bowl of oysters", Label.CAPTION),
        ("Anna Bell / Getty Images", Label.CAPTION),
    ],
)
def test_bylines_dates_and_credits(line: str, expected: Label) -> None:
    assert _label_of(line, before=True) is expected


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the trial most of the children could taste salt again.",
        "By Monday the colds were gone.",
        "In March 2020 the trial was stopped.",
        "Published trials of zinc are few and small.",
    ],
)
def test_sentences_are_no_bylines_or_dates(line: str) -> None:
    assert _label_of(line, before=True) is Label.BODY


def test_authors_are_described() -> None:
    document = labelled("\n".join(["Zinc and taste", "By Anna Bell", TEXT, MORE_TEXT]))
    assert document.metadata.authors == ("Anna Bell",)


def test_a_biography_goes_on_while_it_names_the_same_person() -> None:
    bio = [
        "About the author: Anna Bell has written about food for twenty years and lives by the sea with two cats.",
        "Bell is the author of three cookbooks, which have sold in eleven countries and been put on the stage once.",
    ]
    document = labelled("\n".join(["Zinc and taste", TEXT, MORE_TEXT, LAST_TEXT, *bio]))
    assert [block.block.text for block in document.blocks if block.label is Label.AUTHOR_BIO] == bio


def test_about_a_topic_is_a_heading_and_about_an_organisation_is_not() -> None:
    topic = ["About zinc", TEXT]
    organisation = [
        "About Example Clinic",
        "Example Clinic is a nonprofit organization dedicated to care, with hospitals in three big towns and a school.",
    ]
    document = labelled("\n".join(["Zinc and taste", MORE_TEXT, LAST_TEXT, *topic, *organisation]))
    labels = {block.block.text: block.label for block in document.blocks}
    assert labels["About zinc"] is Label.HEADING
    assert {labels[line] for line in organisation} == {Label.AUTHOR_BIO}


def test_title_dek_and_category_of_a_flat_page() -> None:
    dek = "This page looks at what zinc does for the immune system and at how much of it people need"
    document = labelled("\n".join(["Health", "Zinc and the immune system", dek, TEXT, "What zinc does", MORE_TEXT]))
    assert (document.metadata.title, document.metadata.dek) == ("Zinc and the immune system", dek)
    assert document.metadata.category == "Health"
    assert [block.label for block in document.blocks[:3]] == [Label.CATEGORY, Label.TITLE, Label.DEK]


def test_the_title_is_found_below_menus_and_its_copies_go() -> None:
    menu = ["Home", "News", "Recipes", "Find a clinic", "Home > Nutrition > Zinc and the immune system"]
    lines = [*menu, "Zinc and the immune system", "Zinc and the immune system", "By Anna Bell", TEXT, MORE_TEXT]
    document = labelled("\n".join(lines))
    assert document.metadata.title == "Zinc and the immune system"
    assert kept(document) == ["Zinc and the immune system", TEXT, MORE_TEXT]


def test_the_title_of_the_window_tells_the_title_of_the_page() -> None:
    lines = ["Seven ways to better days | Harbour Street", "Our clinics", "Zinc for colds", "Seven ways to better days"]
    assert labelled("\n".join([*lines, TEXT, MORE_TEXT])).metadata.title == "Seven ways to better days"


@pytest.mark.parametrize("signature", ["By Ida Holm", "12 March 2024"])
def test_the_one_headline_over_a_byline_or_date_is_the_title(signature: str) -> None:
    lines = ["Find a clinic", "Seven ways to better days", signature, "Text size", TEXT, MORE_TEXT, LAST_TEXT]
    assert labelled("\n".join(lines)).metadata.title == "Seven ways to better days"


def test_dates_of_a_list_in_the_text_are_not_those_of_the_page() -> None:
    days = [f"{day} March 2024" for day in range(3, 10)]
    entries = [line for day in days for line in (day, f"The ward opened at {TEXT[:1].lower()}{TEXT[1:]}")]
    document = labelled("\n".join(["How the study went", "1 April 2024", TEXT, *entries]))
    dated = [block.block.text for block in document.blocks if block.verdict.reason is Reason.DATE_SHAPE]
    assert dated == ["1 April 2024"]


def test_a_dump_without_a_title_has_none() -> None:
    assert labelled("\n".join([TEXT, MORE_TEXT, LAST_TEXT])).metadata.title is None


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        ([TEXT, "What zinc does", MORE_TEXT, "Where it is found", LAST_TEXT], ["What zinc does", "Where it is found"]),
        ([TEXT, "1. Eat oysters", MORE_TEXT, "2. Eat beans", LAST_TEXT], ["1. Eat oysters", "2. Eat beans"]),
        ([TEXT, "1 – Zinc cures colds.", MORE_TEXT, "2 – More is better.", LAST_TEXT],
         ["1 – Zinc cures colds.", "2 – More is better."]),
        ([TEXT, "When to get help", "1. A wound that is new, weeping or does not heal.", "2. A toe that turns blue.",
          "3. A fever together with any problem of the feet."], ["When to get help"]),
        ([TEXT, "Zinc In Food", "Oysters And Beef", MORE_TEXT, LAST_TEXT], ["Zinc In Food", "Oysters And Beef"]),
        ([TEXT, "Good sources are:", "Oysters", "Beef", "Beans", MORE_TEXT], []),
        ([TEXT, "Try this:", "Soak the beans over night.", "Rinse them well.", MORE_TEXT], []),
        ([TEXT, "“It was a surprise to us all”", MORE_TEXT], []),
    ],
)  # fmt: skip
def test_headings_by_shape_and_sequence(lines: list[str], headings: list[str]) -> None:
    document = labelled("\n".join(["Zinc and the immune system", *lines]))
    assert [block.block.text for block in document.blocks if block.label is Label.HEADING] == headings


def test_words_parted_at_line_ends_are_put_together() -> None:
    wrapped = """Zinc and immunity

Doctors who give zinc by mouth for more than a few weeks use a low-
dose tablet, since larger ones upset the stomach and the immu-
nity of the gut, and take the copper that goes with it out of the
body.
"""
    document = labelled(wrapped)
    article = assemble(document)
    assert "a low-dose tablet" in article.text
    assert "the immunity of the gut" in article.text
    assert [wrapped[span.start : span.end] for span in article.removed] == ["-\n"]


def test_marks_of_markdown_leave_the_text() -> None:
    line = (
        "Give [zinc](https://example.org/zinc), **not iron**: the [trial](https://example.org) says so. ![bowl](b.jpg)"
    )
    article = assemble(labelled(f"Zinc and taste\n\n{TEXT}\n\n{line}"))
    assert article.text.endswith("Give zinc, not iron: the trial says so.")


def test_a_paragraph_printed_again_is_kept_once() -> None:
    document = labelled("\n".join(["Zinc and taste", TEXT, MORE_TEXT, LAST_TEXT, MORE_TEXT]))
    assert kept(document).count(MORE_TEXT) == 1
    (copy,) = [block for block in document.blocks if block.verdict.reason is Reason.REPEATED_COPY]
    assert copy.verdict.evidence == ("the words of block 3 again",)


LINES = st.sampled_from(
    [
        TEXT, MORE_TEXT, "To top", "Related", "Related Articles", "MORE: Zinc and taste in old age", "References",
        "Disclaimer", "Prasad AS. Zinc. 2009;12:1-9.", "By Anna Bell", "March 9, 2021", "İstanbul'da çinko", "- nuts",
        "a | b", "1. one", "© 2020", "Zinc and taste Zinc and taste in old age...", "…", "", "About",
        "Previous A Next B",
        "Zinc lozenges seen to shorten colds Zinc lozenges seen to shorten colds", "x" * 300, "ﬁ ǅ ß ŉ ẞ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25))
def test_any_page_is_labelled_and_nothing_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = labelled(text)
    assert [block.block.index for block in document.blocks] == list(range(len(document.blocks)))
    for block in document.blocks:
        assert block.verdict.reason is Reason.DEFAULT or block.verdict.evidence
        assert all(0 <= cut.start < cut.end <= len(block.block.text) for cut in block.cuts)
        assert block.level is not None or block.label is not Label.HEADING
    for title in document.related:
        assert text[title.start : title.end].split() == title.title.split()
    assert labelled(text) == document


def test_the_line_model_names_what_it_saw() -> None:
    menu = [
        "Home",
        "Symptom checker",
        "Find a doctor near you",
        "Patient portal",
        "Our locations",
        "Giving",
        "Careers at",
    ]
    document = labelled("\n".join([*menu, "Zinc and the immune system", TEXT, MORE_TEXT, LAST_TEXT]))
    decided = [block for block in document.blocks if block.verdict.reason is Reason.LINE_MODEL]
    assert decided
    for block in decided:
        assert block.label.action is Action.REMOVE
        assert block.verdict.evidence[0].startswith("boilerplate at ")
        assert len(block.verdict.evidence) > 1
    assert kept(document) == ["Zinc and the immune system", TEXT, MORE_TEXT, LAST_TEXT]
