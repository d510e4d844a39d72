"""Which blocks belong to the article, and why. The order of `RULES` is the order of certainty."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.blocks import Document, LabelledDocument
from cleaner.boilerplate.doubled import doubled_titles
from cleaner.boilerplate.front import front_matter
from cleaner.boilerplate.headings import shape_headings
from cleaner.boilerplate.labelled import labelled_lists, labelled_titles
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.notes import disclaimers, source_lists
from cleaner.boilerplate.people import biographies, people_and_dates
from cleaner.boilerplate.stock import stock_lines

Rule = Callable[[Labelling], None]

RULES: tuple[Rule, ...] = (
    doubled_titles,
    labelled_titles,
    labelled_lists,
    stock_lines,
    disclaimers,
    source_lists,
    people_and_dates,
    biographies,
    front_matter,
    shape_headings,
)


def label(document: Document) -> LabelledDocument:
    """Give every block its label and reason, find inline boilerplate, and record related titles."""
    labelling = Labelling(document)
    for rule in RULES:
        rule(labelling)
    return labelling.finish()
