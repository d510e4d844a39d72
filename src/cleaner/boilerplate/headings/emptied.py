"""Headings whose section is gone: what stood under them was removed, or nothing ever did."""

from __future__ import annotations

from collections import Counter

from cleaner.blocks import Block, Role, Warn, WarningCode
from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import KEPT, Action, Label, Reason

_BELOW_ALL = 7  # a level below every heading's
_TYPED = frozenset({Label.DISCLAIMER, Label.REFERENCES})  # headings labelled as what they head
_HEADING = Label.HEADING
_USUAL = 2  # the level of a heading that has none


def emptied_headings(labelling: Labelling) -> None:
    """Remove headings whose text was removed; make plain lines of those that never had any, and warn of them.

    Runs last. A heading goes with what stood under it, so it takes the label most of that has. One with nothing under
    it (the name on a card, a slogan) heads nothing, but may well say something, so its words stay.
    """
    bare: list[Block] = []
    text_below = 0  # a heading above this level has text under it; 0: no heading has
    gone: Counter[Label] = Counter()  # labels of what was removed since the heading above, by length
    labels = labelling.labels
    for block in reversed(labelling.document.blocks):
        label = labels[block.index]
        if label is _HEADING or (label in _TYPED and block.role is Role.HEADING):
            level = labelling.levels.get(block.index) or block.level or _USUAL
            if level < text_below:
                text_below = level
            elif gone:
                _remove(labelling, block, gone)
            else:
                bare.append(block)
                text_below = max(text_below, level)  # the line is text for the headings above it
            gone.clear()
        elif label in KEPT:
            text_below = 0 if label is Label.TITLE else _BELOW_ALL
        else:
            gone[label] += len(block.text)
    for block in reversed(bare):
        labelling.overrule(block, Label.BODY, Reason.EMPTIED_HEADING, "nothing stands under it")
        message = f"nothing stands under the heading {block.text!r}"
        labelling.warnings.append(Warn(WarningCode.EMPTY_SECTION, message))


def _remove(labelling: Labelling, block: Block, gone: Counter[Label]) -> None:
    label = gone.most_common(1)[0][0]
    if label.action is Action.RECORD:
        label = Label.OTHER_BOILERPLATE
    labelling.overrule(block, label, Reason.EMPTIED_HEADING, "what stood under it was removed")
