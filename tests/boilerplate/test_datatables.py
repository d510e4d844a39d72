"""A data table stays with the text that it stands in."""

from __future__ import annotations

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
    assert captions == [Label.CAPTION if any(cells) else Label.OTHER_BOILERPLATE]
    return sum(cells)


def test_a_table_right_under_kept_text_is_kept_with_all_its_cells_and_its_caption() -> None:
    markup = page().replace(f"<p>{PARAGRAPHS[3]}", f"{TABLE}<p>{PARAGRAPHS[3]}")
    assert _kept_cells(_given_up(markup)) == 8


def test_a_table_under_what_is_gone_stays_gone() -> None:
    assert _kept_cells(_given_up(page(after=f"<div><p>Opening hours of our shop in the town</p>{TABLE}</div>"))) == 0


def test_a_table_that_another_rule_removed_stays_gone() -> None:
    labelling = _given_up(page().replace(f"<p>{PARAGRAPHS[3]}", f"{TABLE}<p>{PARAGRAPHS[3]}"))
    for block in labelling.document.blocks:
        if block.role is Role.CELL:
            labelling.overrule(block, Label.AD, Reason.MARKUP_WORD)
    assert _kept_cells(labelling) == 0
