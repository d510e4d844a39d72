"""Flattened text to blocks: marks, tables, wrapped lines, and that no word is lost or moved."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.blocks import Block, Cell, Link, Role
from cleaner.reading.flat import read_flat

P, H, I, Q, C = Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE, Role.CELL  # noqa: E741


def _seen(text: str) -> list[tuple[Role, int | None, str]]:
    return [(block.role, block.level, " ".join(block.text.split())) for block in read_flat(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.\nAnother line.", [(P, None, "One line."), (P, None, "Another line.")]),
        ("# Zinc\n\n### Doses ###", [(H, 1, "Zinc"), (H, 3, "Doses ###")]),
        ("Zinc\n====\n\nDoses\n-----\nText.", [(H, 1, "Zinc"), (H, 2, "Doses"), (P, None, "Text.")]),
        ("• nuts\n• seeds", [(I, 1, "• nuts"), (I, 1, "• seeds")]),
        ("  * nuts\n      + walnuts\n  * seeds", [(I, 1, "* nuts"), (I, 2, "+ walnuts"), (I, 1, "* seeds")]),
        ("* nuts and\n  other seeds\n* oil", [(I, 1, "* nuts and other seeds"), (I, 1, "* oil")]),
        ("1. Soak\n2. Rinse", [(I, 1, "1. Soak"), (I, 1, "2. Rinse")]),
        ("3. A numbered heading", [(P, None, "3. A numbered heading")]),
        ("> Quoted words", [(Q, None, "Quoted words")]),
        ("Text\n* * *\n-----\nMore text", [(P, None, "Text"), (P, None, "More text")]),
        ("-5 to 3 degrees", [(P, None, "-5 to 3 degrees")]),
        ("\r\n Windows line \r\n\r\nnext", [(P, None, "Windows line"), (P, None, "next")]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_marks_become_roles(text: str, expected: list[tuple[Role, int | None, str]]) -> None:
    assert _seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "| Food | Zinc |\n|------|------|\n| Oysters | 32 mg |\n| Beef | 3.8 mg |",
        "Food | Zinc\n--- | ---\nOysters | 32 mg\nBeef | 3.8 mg",
    ],
)
def test_pipe_tables_become_cells(text: str) -> None:
    cells = [(block.text, block.cell) for block in read_flat(text)]
    assert cells == [
        ("Food", Cell(0, 0, 0, header=True)),
        ("Zinc", Cell(0, 0, 1, header=True)),
        ("Oysters", Cell(0, 1, 0, header=False)),
        ("32 mg", Cell(0, 1, 1, header=False)),
        ("Beef", Cell(0, 2, 0, header=False)),
        ("3.8 mg", Cell(0, 2, 1, header=False)),
    ]


def test_tabs_on_neighbouring_lines_become_cells_and_empty_cells_hold_their_column() -> None:
    cells = [(block.text, block.cell) for block in read_flat("Age\tmg\n0-6 months\t2\n\nName\t\tDose\nA\tb\t3 mg")]
    assert [(text, cell.table, cell.row, cell.column) for text, cell in cells if cell] == [
        ("Age", 0, 0, 0), ("mg", 0, 0, 1), ("0-6 months", 0, 1, 0), ("2", 0, 1, 1),
        ("Name", 1, 0, 0), ("Dose", 1, 0, 2), ("A", 1, 1, 0), ("b", 1, 1, 1), ("3 mg", 1, 1, 2),
    ]  # fmt: skip


def test_a_menu_with_pipes_is_no_table() -> None:
    assert _seen("Home | News | Contact") == [(P, None, "Home | News | Contact")]


WRAPPED = """Zinc is a mineral that the body needs in small amounts for wound
healing, taste and the immune system. Adults need about ten
milligrams a day, which a mixed diet supplies without trouble for
most people.

Oysters hold more of it than any other food, and beef comes after
them at some distance.
"""


def test_hard_wrapped_paragraphs_are_joined() -> None:
    assert [" ".join(text.split()) for _, _, text in _seen(WRAPPED)] == [
        " ".join(paragraph.split()) for paragraph in WRAPPED.split("\n\n")
    ]


def test_menus_and_paragraphs_of_one_line_are_not_joined() -> None:
    lines = [
        "Home",
        "Health",
        "Zinc and taste",
        "Zinc is a mineral that the body needs.",
        "Adults need ten milligrams.",
    ]
    assert [text for _, _, text in _seen("\n".join(lines))] == lines


@pytest.mark.parametrize(
    "text",
    [
        "Doctors who work with the\nNational Taste Panel\nsay that zinc matters.",
        "Doctors say that zinc matters for taste\n, and that few people lack it.",
        "Doctors say that zinc matters for\ntaste\nand for the healing of wounds.",
    ],
)
def test_sentences_cut_at_their_links_are_joined(text: str) -> None:
    assert [" ".join(seen.split()) for _, _, seen in _seen(text)] == [text.replace("\n", " ")]


def test_marked_links_keep_their_address() -> None:
    (block,) = read_flat("See [zinc and taste](https://example.org/zinc) for more.")
    assert block.links == (Link(5, 19, "https://example.org/zinc"),)


TEXTS = st.text(st.sampled_from("ab A.1•*-#|>=\t\n []()\u2028\u00a0é"), max_size=200)


@given(TEXTS)
def test_blocks_are_slices_in_order_and_leave_out_signs_only(text: str) -> None:
    position = 0
    for number, block in enumerate(read_flat(text)):
        assert block.index == number
        assert position <= block.start < block.end <= len(text)
        assert _same_but_for_space(block, text)
        assert not any(character.isalnum() for character in text[position : block.start])
        position = block.end
    assert not any(character.isalnum() for character in text[position:])


def _same_but_for_space(block: Block, text: str) -> bool:
    there = text[block.start : block.end]
    return len(there) == len(block.text) and all(
        a == b or (a.isspace() and b.isspace()) for a, b in zip(there, block.text, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a\n" * 50_000,
        "|" * 300_000,
        "[x](" * 100_000,
        "* " * 200_000,
        "1. \n" * 30_000,
        "-" * 900_000,
    ],
    ids=["one line", "many lines", "pipes", "open links", "bullets", "numbers", "ruler"],
)
def test_large_inputs_take_bounded_time(text: str) -> None:
    started = time.process_time()
    read_flat(text)
    assert time.process_time() - started < 5.0


COLUMNS = """Amounts by age
   Age           Men      Women
   14-18         410 mg   360 mg
   19-30         400 mg   310 mg
   31 and over   420 mg   320 mg
"""


def test_columns_parted_by_spaces_are_a_table() -> None:
    rows = [[block.text for block in read_flat(COLUMNS) if block.cell and block.cell.row == row] for row in range(4)]
    assert rows == [
        ["Age", "Men", "Women"],
        ["14-18", "410 mg", "360 mg"],
        ["19-30", "400 mg", "310 mg"],
        ["31 and over", "420 mg", "320 mg"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Home        About      Contact\nNews        Shop       Login\nHelp        Jobs       Press",
        "Some text  with two  gaps in it here\nand the next  line is  no table at all\nnor is the  third one  of them",
        "Zinc  10 mg\nIron  8 mg",
    ],
)
def test_menus_in_columns_and_gaps_in_text_are_no_table(text: str) -> None:
    assert not any(block.cell for block in read_flat(text))


@pytest.mark.parametrize("page", ["a  b " * 100_000, "aaa  bbb\n" * 20_000, "a  1\n  a   1\n" * 10_000])
def test_columns_are_told_in_bounded_time(page: str) -> None:
    start = time.process_time()
    read_flat(page)
    assert time.process_time() - start < 10
