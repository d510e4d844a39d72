"""Text that a page holds twice: slides that wrap around, copies for small screens, data left in the markup."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.wordlists import WORD
from cleaner.labels import KEPT, Label, Reason

_FEWEST_WORDS = 12  # shorter texts are repeated on purpose: labels, steps, doses
_WHOLE = 200  # words of a block that may hold the text of many others
_RUN = 6  # words in a row that make a match
_HELD = 0.7  # share of the runs of such a block that other blocks hold
_TEXT = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})


def text_kept_once(labelling: Labelling) -> None:
    """Keep the first copy of a text, and of a block that says in one what other blocks say in parts, the parts."""
    seen: dict[str, int] = {}
    above: Block | None = None
    wholes: list[Block] = []
    for block in _kept(labelling):
        count = block.text.count(" ") + 1
        if count >= _FEWEST_WORDS:
            before = seen.setdefault(block.text, block.index) if block.role in _TEXT else block.index
            headed = above is not None and above.role is Role.HEADING  # what a heading stands over is said on purpose
            if before != block.index and not headed:
                _remove(labelling, block, f"the words of block {before + 1} again")
                continue
        above = block
        if count >= _WHOLE and block.role is not Role.CELL:
            wholes.append(block)
    if wholes:
        _parts_instead(labelling, wholes)


def _parts_instead(labelling: Labelling, wholes: list[Block]) -> None:
    long = {block.index for block in wholes}
    parts: set[str] = set()
    for block in _kept(labelling):
        if block.index not in long:
            parts.update(_runs(block))
    for block in wholes:
        runs = list(_runs(block))
        if runs and sum(run in parts for run in runs) >= _HELD * len(runs):
            _remove(labelling, block, "other blocks say the same in parts")


def _runs(block: Block) -> Iterator[str]:
    words = WORD.findall(block.text)
    return (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _kept(labelling: Labelling) -> Iterator[Block]:
    return (block for block, label in zip(labelling.document.blocks, labelling.labels, strict=True) if label in KEPT)


def _remove(labelling: Labelling, block: Block, evidence: str) -> None:
    labelling.overrule(block, Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, evidence)
