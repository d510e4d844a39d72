"""Numbers before links, and the list of addresses they point to: how browsers that print text show links."""

from __future__ import annotations

import re

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.labels import Label, Reason

_ENTRY = re.compile(r"(\d{1,4})\.\s+(?:https?://|mailto:|ftp://|file:|/)\S*")
_MARK = re.compile(r"\[(\d{1,4})\](?=[^\s\[\].,;:)])")  # right before a word; a source's number stands behind one
_FEWEST = 3  # addresses in the list
_HEADINGS = frozenset({"references", "visible links", "hidden links", "links"})


def link_numbers(labelling: Labelling) -> None:
    """Cut the numbers and settle the list; both have to be there."""
    blocks = labelling.document.blocks
    entries = {block.index: match[1] for block in blocks if (match := _entry(block))}
    if len(entries) < _FEWEST:
        return
    listed = frozenset(entries.values())
    marks = [(block, match) for block in blocks if "[" in block.text for match in _MARK.finditer(block.text)]
    marks = [(block, match) for block, match in marks if match[1] in listed]
    if 2 * len({match[1] for _, match in marks}) < len(listed):
        return
    for block, match in marks:
        labelling.cut(block, *match.span(), Label.OTHER_BOILERPLATE, Reason.MARKUP, "the number of a link")
    for index in entries:
        _settle(labelling, blocks[index], f"{len(entries)} numbered addresses")
        above = blocks[index - 1] if index and index - 1 not in entries else None
        if above is not None and labelling.line(above).key in _HEADINGS:
            _settle(labelling, above, "stands over numbered addresses")


def _entry(block: Block) -> re.Match[str] | None:
    """A line that is a number and an address."""
    return _ENTRY.fullmatch(block.text) if block.text[0].isdigit() else None


def _settle(labelling: Labelling, block: Block, evidence: str) -> None:
    labelling.settle(block, Label.NAVIGATION, Reason.LINK_LIST, evidence, "links in the text bear their numbers")
