"""Paragraphs printed more than once: copies for small screens, carousels that wrap around, sidebars and footers."""

from __future__ import annotations

from cleaner.blocks import Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import Label, Reason

_FEWEST_WORDS = 30  # shorter lines are repeated on purpose: refrains, steps of a recipe or a workout


def repeated_paragraphs(labelling: Labelling) -> None:
    """Keep the first copy of a paragraph that the page prints again."""
    first: dict[int, int] = {}
    scan = labelling.scan
    keys = scan.keys.tolist()
    for block in labelling.open_where(scan.counts >= _FEWEST_WORDS):
        if block.role is Role.CELL:
            continue
        before = first.setdefault(keys[block.index], block.index)
        if before != block.index:
            evidence = f"the words of block {before + 1} again"
            labelling.settle(block, Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, evidence)
