"""Paragraphs amid paragraphs: what stands between two parts of the article, beside them, belongs to it."""

from __future__ import annotations

from collections import defaultdict

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.labels import KEPT, REMOVED, Reason

_FEWEST = 3  # paragraphs side by side
_TEXT = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})


def text_between(labelling: Labelling) -> None:
    """Keep prose that only the model spoke against, between prose that is kept and of the same look, where they stand
    side by side in one element and most of it is kept."""
    labels, is_prose = labelling.labels, labelling.measures.is_prose
    sides: dict[object, list[Block]] = defaultdict(list)
    for block in labelling.document.blocks:
        place = block.place
        if is_prose[block.index] and place is not None and block.role in _TEXT:
            sides[place.container, place.path[-1], place.hints].append(block)
    for blocks in sides.values():
        kept = [labels[block.index] in KEPT for block in blocks]
        if len(blocks) < _FEWEST or all(kept) or 2 * sum(kept) <= len(kept):
            continue
        first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
        for block in blocks[first:last]:
            verdict = labelling.verdicts.get(block.index)
            if labels[block.index] in REMOVED and verdict is not None and verdict.reason is Reason.BLOCK_MODEL:
                label = DEFAULT_LABELS[block.role]
                labelling.overrule(block, label, Reason.TEXT_AROUND, "amid paragraphs that are kept, beside them")
