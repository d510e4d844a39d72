"""Marks of Markdown inside a line: links, pictures and emphasis are told by signs that are no words of the page."""

from __future__ import annotations

import re

from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import Label, Reason
from cleaner.markdown import MARKED_LINK

_EMPHASIS = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]{1,300}?)(?<=[^\s*_])\1")
_LABEL = Label.OTHER_BOILERPLATE


def written_marks(labelling: Labelling) -> None:
    """Cut the signs around anchors, pictures and emphasised words; the words stay, a picture's go."""
    for block in labelling.open_blocks():
        for match in MARKED_LINK.finditer(block.text) if "](" in block.text else ():
            if match[0].startswith("!"):
                labelling.cut(block, *match.span(), _LABEL, Reason.MARKUP, "the mark of a picture")
            else:
                labelling.cut(block, match.start(), match.start(1), _LABEL, Reason.MARKUP, "the mark of a link")
                labelling.cut(block, match.end(1), match.end(), _LABEL, Reason.MARKUP, "the mark of a link")
        for match in _EMPHASIS.finditer(block.text) if "**" in block.text or "__" in block.text else ():
            for start, end in ((match.start(), match.start(2)), (match.end(2), match.end())):
                labelling.cut(block, start, end, _LABEL, Reason.MARKUP, "the mark of emphasis")
