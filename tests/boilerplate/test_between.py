"""A paragraph amid those of the article goes with them."""

from __future__ import annotations

import pytest
from marked_up import PARAGRAPHS, page

from cleaner.boilerplate.between import text_between
from cleaner.boilerplate.labelling import Labelling
from cleaner.config import Config
from cleaner.labels import KEPT, Label, Reason
from cleaner.reading import read
from cleaner.sources import RawPage


def _kept(markup: str, gone: set[int], reason: Reason = Reason.BLOCK_MODEL) -> list[int]:
    """Numbers of the paragraphs that are kept where those of the numbers `gone` were given up."""
    labelling = Labelling(read(RawPage("test", markup.encode()), Config()))
    own = [block for block in labelling.document.blocks if block.text in PARAGRAPHS]
    for block in own:
        number = PARAGRAPHS.index(block.text)
        label = Label.OTHER_BOILERPLATE if number in gone else Label.BODY
        labelling.settle(block, label, reason if number in gone else Reason.BLOCK_MODEL)
    text_between(labelling)
    return [PARAGRAPHS.index(block.text) for block in own if labelling.label_of(block) in KEPT]


@pytest.mark.parametrize(
    ("gone", "kept"),
    [
        ({2}, [0, 1, 2, 3, 4]),
        ({1, 2}, [0, 1, 2, 3, 4]),
        ({0, 4}, [1, 2, 3]),  # nothing beyond says that they belong to it
        ({1, 2, 3}, [0, 4]),  # most of it was given up
        ({0, 1, 2, 3, 4}, []),
    ],
)
def test_a_paragraph_between_kept_ones_is_kept(gone, kept):
    assert _kept(page(), gone) == kept


def test_what_another_rule_removed_stays_gone():
    assert _kept(page(), {2}, Reason.MARKUP_WORD) == [0, 1, 3, 4]


@pytest.mark.parametrize("around", ["<div><p>{}</p></div>", '<p class="promo">{}</p>', "<div>{}</div>"])
def test_a_paragraph_in_a_place_of_its_own_stays_gone(around):
    markup = page().replace(f"<p>{PARAGRAPHS[2]}</p>", around.format(PARAGRAPHS[2]))
    assert _kept(markup, {2}) == [0, 1, 3, 4]
