"""Data tables that stand in the article's text: they belong to it although no cell reads like a text."""

from __future__ import annotations

from collections import defaultdict

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.labels import Action, Label, Reason

_FEWEST_CELLS = 6  # three rows of two columns
_PROSE = 8  # words of the text above
_AROUND = 4  # elements around the text above of which the table stands in one
_TEXT = frozenset({Label.BODY, Label.LIST_ITEM, Label.QUOTE})


def tables_in_text(labelling: Labelling) -> None:
    """Keep a table that only the model spoke against, where it follows kept text in that text's own element."""
    blocks = labelling.document.blocks
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            tables[block.cell.table].append(block)
    for cells in tables.values():
        verdicts = [labelling.verdicts.get(cell.index) for cell in cells]
        if len(cells) < _FEWEST_CELLS or any(
            verdict is None or verdict.reason is not Reason.BLOCK_MODEL or verdict.label.action is Action.KEEP
            for verdict in verdicts
        ):
            continue
        first = cells[0].index
        captioned = first > 0 and blocks[first - 1].role is Role.CAPTION
        above = first - 1 - captioned
        if above < 0 or not _is_text_around(labelling, blocks[above], cells[0]):
            continue
        for block in blocks[first - captioned : first] + tuple(cells):
            evidence = "a data table right under text that is kept"
            labelling.overrule(block, DEFAULT_LABELS[block.role], Reason.TEXT_ABOVE, evidence)


def _is_text_around(labelling: Labelling, above: Block, cell: Block) -> bool:
    if above.place is None or cell.place is None or labelling.label_of(above) not in _TEXT:
        return False
    together = set(above.place.within[:_AROUND]) & set(cell.place.within)
    return bool(together) and len(labelling.line(above).words) >= _PROSE
