"""Lines that the memory of the site knows as its template."""

from __future__ import annotations

from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.memory.contribution import key_of
from cleaner.labels import Reason


def template_lines(labelling: Labelling) -> None:
    """Remove the lines of the template that nothing else told, where the page still has them."""
    memory = labelling.memory
    blocks = labelling.document.blocks
    for known in memory.lines:
        if known.block < len(blocks) and key_of(labelling.line(blocks[known.block]).key) == known.key:
            seen = f"stands on several pages of {memory.site}"
            labelling.settle(blocks[known.block], known.label, Reason.TEMPLATE_LINE, seen, known.evidence)
