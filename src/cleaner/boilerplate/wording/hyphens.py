"""Words parted at the end of a line of wrapped text: "low-" and "dose", "immu-" and "nity"."""

from __future__ import annotations

import re

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import Label, Reason

_LABEL = Label.OTHER_BOILERPLATE
_PARTED = re.compile(r"(?<![\w-])([^\W\d_]+)(-)(\s+)(?=([^\W\d_]+))")


def line_end_hyphens(labelling: Labelling) -> None:
    """Put parted words together again.

    Tools that wrap lines break at hyphens that are there already, so the hyphen stays, unless the page prints the
    word without it elsewhere: then a typesetter has put it there.
    """
    visible = labelling.document.visible
    whole: frozenset[str] | None = None
    for block in labelling.open_blocks():
        if "-" not in block.text or "\n" not in visible[block.start : block.end]:
            continue
        for match in _PARTED.finditer(block.text):
            if not _is_line_end(visible, block, match.start(3)) or not match[4][0].islower():
                continue
            if whole is None:
                whole = frozenset(word for other in labelling.document.blocks for word in labelling.line(other).words)
            if (match[1] + match[4]).lower() in whole:
                evidence = f"the page prints '{match[1]}{match[4]}' elsewhere"
                labelling.cut(block, match.start(2), match.end(3), _LABEL, Reason.LINE_END_HYPHEN, evidence)
            else:
                labelling.cut(block, *match.span(3), _LABEL, Reason.LINE_END_HYPHEN, "a line break behind a hyphen")


def _is_line_end(visible: str, block: Block, at: int) -> bool:
    return visible[block.start + at] in "\r\n"
