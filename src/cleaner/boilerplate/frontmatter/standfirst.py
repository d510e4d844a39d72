"""The stand-first of a marked-up page that no class names: the sentence between the title and the byline."""

from __future__ import annotations

from cleaner.blocks import Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import Label, Reason

_WORDS = (5, 45)
_LINKED = 0.3  # link density of what is no stand-first
_SIGNED = frozenset({Label.BYLINE, Label.DATE})


def sentence_under_title(labelling: Labelling) -> None:
    """Settle the sentence that stands right under the title and right over the byline or the date."""
    blocks = labelling.document.blocks
    for title, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if labelling.label_of(title) is not Label.TITLE:
            continue
        line = labelling.line(block)
        fits = _WORDS[0] <= len(line.words) <= _WORDS[1] and line.sentences == 1 and not line.starts_lower
        if block.role is not Role.PARAGRAPH or not fits or block.link_density > _LINKED or line.opening or line.stock:
            continue
        if labelling.label_of(below) in _SIGNED and labelling.settle(
            block, Label.DEK, Reason.DEK_SHAPE, "a sentence between the title and who wrote the page, or when"
        ):
            labelling.describe(dek=block.text)
