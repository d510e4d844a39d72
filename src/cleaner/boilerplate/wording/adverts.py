"""Adverts that say so twice: a label such as "Sponsored", and a class that says ad around it and what it sells."""

from __future__ import annotations

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import Label, Reason

_WORDS = frozenset({"ad", "ads", "adslot", "advert", "advertisement", "sponsor", "sponsored", "promo"})
_NEAREST = 2  # elements around the label of which one holds the advert
_REACH = 12  # blocks


def labelled_adverts(labelling: Labelling) -> None:
    """Remove what shares an advert's element with its label."""
    blocks = labelling.document.blocks
    for block in blocks:
        verdict = labelling.verdicts.get(block.index)
        if verdict is None or verdict.label is not Label.AD or verdict.reason is not Reason.CUE_LINE:
            continue
        words = _advert_words(labelling, block)
        if not words or block.place is None:
            continue
        own = set(block.place.within[:_NEAREST])
        for other in blocks[max(0, block.index - _REACH) : block.index + _REACH]:
            if other.place and own & set(other.place.within) and words == _advert_words(labelling, other):
                evidence = (f"stands under '{min(words)}' in class or id", f"beside the label '{block.text}'")
                labelling.settle(other, Label.AD, Reason.MARKUP_WORD, *evidence)


def _advert_words(labelling: Labelling, block: Block) -> frozenset[str]:
    """The words for adverts around a block, without those around much of the page."""
    return labelling.measures.hints[block.index] & _WORDS
