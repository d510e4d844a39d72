"""What flatteners leave stuck to paragraphs: buttons, advertisement notes, numbers of links, headlines in brackets."""

from __future__ import annotations

import pytest
from tests.boilerplate.flattened import LAST_TEXT, MORE_TEXT, TEXT, kept, labelled, titles

from cleaner.labels import Label, Reason
from cleaner.sections import assemble

TITLE = "Zinc and the immune system"


def _text_of(*lines: str) -> str:
    return assemble(labelled("\n".join([TITLE, TEXT, *lines, LAST_TEXT]))).text


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (f"{MORE_TEXT} Advertisement {TEXT}", f"{MORE_TEXT} {TEXT}"),
        (f"{MORE_TEXT} ADVERTISEMENT", MORE_TEXT),
        (f"{MORE_TEXT} Story continues below advertisement {TEXT}", f"{MORE_TEXT} {TEXT}"),
        (f"{MORE_TEXT} Anzeige {TEXT}", f"{MORE_TEXT} {TEXT}"),
        (f"{MORE_TEXT} Read more »", MORE_TEXT),
        (f"{MORE_TEXT} Continue reading", MORE_TEXT),
        (f"{MORE_TEXT} Click to tweet", MORE_TEXT),
        (f"{MORE_TEXT} Leer más", MORE_TEXT),
        (f"{MORE_TEXT} Share this story {TEXT}", f"{MORE_TEXT} {TEXT}"),
    ],
)
def test_stock_phrases_between_and_behind_sentences_go(paragraph: str, expected: str) -> None:
    assert expected in _text_of(paragraph).split("\n\n")


@pytest.mark.parametrize(
    "note", ["(opens in a new tab)", "[Opens in new window]", "(öffnet in neuem Fenster)", "(lien externe)"]
)
def test_notes_on_links_go_from_amid_sentences(note: str) -> None:
    sentence = "The society's leaflet{} has the amounts for all ages, and says where its figures come from."
    assert sentence.format("") in _text_of(sentence.format(f" {note}"))


def test_remarks_about_windows_stay() -> None:
    sentence = "The shop (it opens in a new window of the old arcade) sells tablets to whoever asks for them politely."
    assert sentence in _text_of(sentence)


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{MORE_TEXT} Advertisement spending rose in the same year, and so did sales of tablets.",
        f"{MORE_TEXT} Read more about it in the leaflet that the society prints.",
        f"{MORE_TEXT} More than half of those asked did not know.",
        f"{MORE_TEXT} Share this with whoever cooks.",
        f"{MORE_TEXT} Publicity helped, an advertisement less so.",
        "The society says (in a leaflet) More is not better, and has said so for as long as it has printed any.",
    ],
)
def test_sentences_that_begin_with_the_same_words_stay(paragraph: str) -> None:
    assert paragraph in _text_of(paragraph)


def test_the_button_behind_a_long_caption_goes() -> None:
    caption = (
        "PHOTO: Children at a school by the sea sit far apart and listen to their teacher while all the windows of the "
        "classroom are open on a cold morning in May. (Anna Bell/Example via Getty Images)"
    )
    document = labelled("\n".join([TITLE, TEXT, f"{caption} More", LAST_TEXT]))
    cuts = [cut for block in document.blocks for cut in block.cuts]
    assert [cut.verdict.reason for cut in cuts] == [Reason.EXPANDER]


ASIDES = ("Can too much iron harm the heart? Here is what is known.", "Five foods bring more zinc than a tablet does.")


def test_headlines_in_brackets_on_lines_of_their_own_are_related_titles() -> None:
    document = labelled("\n".join([TITLE, TEXT, f"({ASIDES[0]})", MORE_TEXT, f"({ASIDES[1]})", LAST_TEXT]))
    assert titles(document) == list(ASIDES)
    assert kept(document) == [TITLE, TEXT, MORE_TEXT, LAST_TEXT]


@pytest.mark.parametrize(
    "remarks",
    [
        (f"({ASIDES[0]})",),
        ("(The tablets were paid for by their maker, who had no say in it.)", "(They were told of it in advance.)"),
        ("(see the table below for all of the amounts)", "(and the leaflet for the rest of them)"),
    ],
)
def test_a_lone_bracket_and_remarks_on_the_text_stay(remarks: tuple[str, ...]) -> None:
    lines = [TITLE, TEXT, *(line for remark in remarks for line in (remark, MORE_TEXT.replace("more", "MORE")))]
    assert not titles(labelled("\n".join(lines)))


def test_numbers_of_links_go_with_the_list_of_their_addresses() -> None:
    lines = [
        TITLE,
        TEXT.replace("healing", "[1]healing").replace("taste", "[2]taste"),
        MORE_TEXT.replace("beef", "[3]beef [4]"),
        "References",
        "",
        *(f"   {number}. https://www.example.org/{number}" for number in (1, 2, 3)),
    ]
    document = labelled("\n".join(lines))
    assert assemble(document).text.split("\n\n") == [TITLE, TEXT, MORE_TEXT.replace("beef", "beef [4]")]
    assert {block.verdict.reason for block in document.blocks[3:]} == {Reason.LINK_LIST}


def test_numbers_of_sources_stay_where_no_list_of_addresses_stands() -> None:
    paragraph = MORE_TEXT.replace("food,", "food [1],").replace("beef", "[2]beef")
    assert paragraph in _text_of(paragraph)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Home About us Contact us Privacy policy Terms of use", Label.NAVIGATION),
        ("Sign up Log in", Label.NAVIGATION),
        ("Medically reviewed by the editorial team", Label.BYLINE),
        ("By the end of winter", Label.HEADING),
    ],
)
def test_menus_of_stock_words_and_reviewers_without_a_name(line: str, expected: Label) -> None:
    document = labelled("\n".join([TITLE, TEXT, MORE_TEXT, line, LAST_TEXT]))
    assert next(block.label for block in document.blocks if block.block.text == line) is expected


def test_a_card_of_headline_teaser_and_call_under_a_label_is_related() -> None:
    card = ["You might also be interested in…", "An Introduction to Iron", TEXT.replace("Zinc", "Iron"), "Read More"]
    document = labelled("\n".join([TITLE, TEXT, MORE_TEXT, LAST_TEXT, *card]))
    assert titles(document) == ["An Introduction to Iron"]
    assert kept(document) == [TITLE, TEXT, MORE_TEXT, LAST_TEXT]


def test_a_list_of_headlines_ends_where_another_menu_opens() -> None:
    headlines = [
        "Zinc lozenges seen to shorten colds by a day",
        "Five foods that bring more zinc than a tablet",
        "What are the signs of too little copper?",
    ]
    menu = ["Treatments", "Care for Families and Children", "Talks in Small Groups (TSG)", "Meals on Wheels for All"]
    document = labelled("\n".join([TITLE, TEXT, MORE_TEXT, LAST_TEXT, "Recent Articles", *headlines, *menu]))
    assert not set(menu) & set(titles(document))
