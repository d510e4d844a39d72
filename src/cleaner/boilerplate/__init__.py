"""Which blocks belong to the article, and why. The order of `RULES` is the order of certainty."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.blocks import Document, LabelledDocument
from cleaner.boilerplate.labelling import Labelling

Rule = Callable[[Labelling], None]

RULES: tuple[Rule, ...] = ()


def label(document: Document) -> LabelledDocument:
    """Give every block its label and reason, find inline boilerplate, and record related titles."""
    labelling = Labelling(document)
    for rule in RULES:
        rule(labelling)
    return labelling.finish()
