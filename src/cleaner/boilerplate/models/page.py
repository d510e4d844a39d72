"""What the block model reads of a page."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.blocks import Document
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.measures import Indices, Measures
from cleaner.boilerplate.models.looks import looks_of
from cleaner.boilerplate.scan.page import Scan


@dataclass(frozen=True, slots=True)
class Page:
    """A page before the model judges it. `looks`: see `looks_of`."""

    document: Document
    measures: Measures
    scan: Scan
    looks: Indices

    @classmethod
    def of(cls, labelling: Labelling) -> Page:
        return cls(labelling.document, labelling.measures, labelling.scan, looks_of(labelling.document.blocks))
