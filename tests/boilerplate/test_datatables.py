"""A data table stays with the text that it stands in."""

from __future__ import annotations

import pytest
from marked_up import PARAGRAPHS, page

from cleaner.blocks import Role
from cleaner.boilerplate.datatables import tables_in_text
from cleaner.boilerplate.labelling import Labelling
from cleaner.config import Config
from cleaner.labels import Action, Label, Reason
from cleaner.reading import read
from cleaner.sources import RawPage

ROWS = "".join(f"<tr><td>{age} years<td>{dose} mg" for age, dose in ((2, 80), (4, 120), (6, 160)))
TABLE = f"<table><caption>Table 1. Doses</caption><tr><th>Age<th>Dose{ROWS}</table>"


def _given_up(markup: str) -> Labelling:
    """A page whose table, and whatever stands in no article, the model gave up."""
    labelling = Labelling(read(RawPage("test", markup.encode()), Config()))
    for block in labelling.document.blocks:
        gone = block.role in (Role.CELL, Role.CAPTION) or not (block.place and "article" in block.place.landmarks)
        label = Label.OTHER_BOILERPLATE if gone else labelling.label_of(block)
        labelling.settle(block, label, Reason.BLOCK_MODEL)
    return labelling


def _kept_cells(labelling: Labelling) -> int:
    tables_in_text(labelling)
    blocks = labelling.document.blocks
    captions = [labelling.label_of(block) for block in blocks if block.role is Role.CAPTION]
    cells = [labelling.label_of(block).action is Action.KEEP for block in blocks if block.role is Role.CELL]
    assert set(captions) == {Label.CAPTION if any(cells) else Label.OTHER_BOILERPLATE}
    return sum(cells)


def test_a_table_right_under_kept_text_is_kept_with_all_its_cells_and_its_caption() -> None:
    markup = page().replace(f"<p>{PARAGRAPHS[3]}", f"{TABLE}<p>{PARAGRAPHS[3]}")
    assert _kept_cells(_given_up(markup)) == 8


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Doses</h2>",  # with text below the table
        "<p>a In grams.</p><p>b By mouth.</p>",  # notes that are given up
        f"{TABLE}<p>a By age.</p>",  # another table
    ],
)
def test_a_table_amid_kept_text_is_kept(above: str) -> None:
    markup = page().replace(f"<p>{PARAGRAPHS[3]}", f"{above}{TABLE}<p>{PARAGRAPHS[3]}")
    labelling = _given_up(markup)
    for block in labelling.document.blocks:
        if block.text[:2] in ("a ", "b "):
            labelling.overrule(block, Label.OTHER_BOILERPLATE, Reason.BLOCK_MODEL)
    assert _kept_cells(labelling) == 8 * markup.count("<table>")


def test_a_table_below_all_of_the_text_stays_gone() -> None:
    labelling = _given_up(page(inside=f"<p>A Note.</p>{TABLE}<p>See you.</p>"))
    for block in labelling.document.blocks:
        if block.text.endswith("Note."):
            labelling.overrule(block, Label.OTHER_BOILERPLATE, Reason.BLOCK_MODEL)
    assert _kept_cells(labelling) == 0


def test_a_table_under_what_is_gone_stays_gone() -> None:
    assert _kept_cells(_given_up(page(after=f"<div><p>Opening hours of our shop in the town</p>{TABLE}</div>"))) == 0


def test_a_table_that_another_rule_removed_stays_gone() -> None:
    labelling = _given_up(page().replace(f"<p>{PARAGRAPHS[3]}", f"{TABLE}<p>{PARAGRAPHS[3]}"))
    for block in labelling.document.blocks:
        if block.role is Role.CELL:
            labelling.overrule(block, Label.AD, Reason.MARKUP_WORD)
    assert _kept_cells(labelling) == 0
