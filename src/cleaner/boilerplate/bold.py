"""Headings in all but name: short lines set in bold over running text."""

from __future__ import annotations

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.labels import Action, Label, Reason

_MOST_WORDS = 15
_DEEPEST = 6
_NO_HEADING_ENDS = (".", ",", ";", "…")
_TEXT = frozenset({Label.BODY, Label.LIST_ITEM, Label.QUOTE})


def bold_headings(labelling: Labelling) -> None:
    """Give kept bold lines over text a level below that of the heading they stand under."""
    kept = [block for block in labelling.document.blocks if _label(labelling, block).action is Action.KEEP]
    level = 1
    for at, block in enumerate(kept):
        if _label(labelling, block) is Label.HEADING:
            level = labelling.levels.get(block.index, block.level or level)
            continue
        if block.place is None or not block.place.bold or block.role is not Role.PARAGRAPH:
            continue
        follows = _label(labelling, kept[at + 1]) if at + 1 < len(kept) else None
        next_bold = at + 1 < len(kept) and kept[at + 1].place is not None and kept[at + 1].place.bold  # type: ignore[union-attr]
        if _label(labelling, block) is Label.BODY and follows in _TEXT and not next_bold and _has_shape(block.text):
            evidence = "a short bold line over running text"
            labelling.overrule(block, Label.HEADING, Reason.BOLD_HEADING, evidence, level=min(_DEEPEST, level + 1))


def _label(labelling: Labelling, block: Block) -> Label:
    verdict = labelling.verdicts.get(block.index)
    return verdict.label if verdict else DEFAULT_LABELS[block.role]


def _has_shape(text: str) -> bool:
    return (
        text.count(" ") < _MOST_WORDS
        and not text.endswith(_NO_HEADING_ENDS)
        and not text[0].islower()
        and any(character.isalpha() for character in text)
    )
