"""A page that shows text never loses nearly all of it: the guard keeps its prose after all, and says so."""

from __future__ import annotations

from cleaner.blocks import Block, Warn, WarningCode
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.labels import KEPT, Label, Reason

_TOO_LITTLE = 25  # kept words below which the guard looks
_SHARE = 0.05  # or this share of the page's prose
_SHOWN = 60  # words of prose that make a page one that has text
_PLACED = frozenset({Reason.LANDMARK, Reason.MARKUP_WORD, Reason.BLOCK_MODEL, Reason.LINE_MODEL, Reason.TEMPLATE_LINE})
_OUTSIDE = frozenset({"nav", "footer", "dialog"})
_COUNTED = KEPT - {Label.TITLE}


def recall_guard(labelling: Labelling) -> None:
    """Keep prose that only its place or the model spoke against, where next to nothing is kept."""
    blocks = labelling.document.blocks
    if _keeps(labelling, max(_TOO_LITTLE, _SHARE * len(labelling.document.visible) / 2)):
        return  # more prose than this there cannot be
    measures = labelling.measures
    if _keeps(labelling, max(_TOO_LITTLE, _SHARE * float(measures.prose.sum()))):
        return
    candidates = [block for block in blocks if _may_return(labelling, block)]
    prose = [block for block in candidates if measures.prose[block.index]]
    inside = [block for block in prose if not (block.place and block.place.landmarks & _OUTSIDE)]
    chosen = next((group for group in (inside, prose) if _words(labelling, group) >= _SHOWN), None)
    if chosen is None:
        if _keeps(labelling, 1):
            return
        chosen = candidates
    for block in chosen:
        label = DEFAULT_LABELS[block.role]
        labelling.overrule(block, label, Reason.GUARD, "next to nothing else would be left")
    if chosen:
        message = f"{len(chosen)} blocks of text kept that were taken for boilerplate at first"
        labelling.warnings.append(Warn(WarningCode.RECALL_GUARD, message))


def _keeps(labelling: Labelling, least: float) -> bool:
    """Whether at least so many words are kept, the title's aside."""
    words = 0
    for block, label in zip(labelling.document.blocks, labelling.labels, strict=True):
        if label in _COUNTED:
            words += block.text.count(" ") + 1
            if words >= least:
                return True
    return False


def _may_return(labelling: Labelling, block: Block) -> bool:
    verdict = labelling.verdicts.get(block.index)
    return verdict is not None and verdict.reason in _PLACED and DEFAULT_LABELS[block.role] in KEPT


def _words(labelling: Labelling, group: list[Block]) -> int:
    return int(sum(labelling.measures.prose[block.index] for block in group))
