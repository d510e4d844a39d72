"""Data tables that stand in the article's text: they belong to it although no cell reads like a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.labels import Action, Label, Reason

_FEWEST_CELLS = 6  # three rows of two columns
_PROSE = 8  # words of the text above
_AROUND = 4  # elements around the text above of which the table stands in one
_TEXT = frozenset({Label.BODY, Label.LIST_ITEM, Label.QUOTE})


def tables_in_text(labelling: Labelling) -> None:
    """Keep a table that only the model spoke against, right under kept text in that text's own element, or between
    kept paragraphs of one element that holds it."""
    blocks = labelling.document.blocks
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            tables[block.cell.table].append(block)
    spans = _kept_prose(labelling) if tables else {}
    for cells in tables.values():
        verdicts = [labelling.verdicts.get(cell.index) for cell in cells]
        if len(cells) < _FEWEST_CELLS or any(
            verdict is None or verdict.reason is not Reason.BLOCK_MODEL or verdict.label.action is Action.KEEP
            for verdict in verdicts
        ):
            continue
        first = cells[0].index
        captioned = first > 0 and blocks[first - 1].role is Role.CAPTION
        if not _is_under_text(labelling, first - captioned, cells[0]) and not _is_amid_text(spans, cells):
            continue
        for block in blocks[first - captioned : first] + tuple(cells):
            evidence = "a data table amid text that is kept"
            labelling.overrule(block, DEFAULT_LABELS[block.role], Reason.TEXT_ABOVE, evidence)


def _is_under_text(labelling: Labelling, first: int, cell: Block) -> bool:
    """Whether kept text stands right above a table, in one of the nearest elements around both."""
    above = labelling.document.blocks[first - 1] if first else None
    if above is None or above.place is None or cell.place is None or labelling.label_of(above) not in _TEXT:
        return False
    together = set(above.place.within[:_AROUND]) & set(cell.place.within)
    return bool(together) and labelling.line(above).count >= _PROSE


def _is_amid_text(spans: Mapping[int, tuple[int, int]], cells: Sequence[Block]) -> bool:
    """Whether an element around a table has kept prose of its own both above and below the table."""
    around = cells[0].place.within if cells[0].place else ()
    return any(
        spans[number][0] < cells[0].index and spans[number][1] > cells[-1].index for number in around if number in spans
    )


def _kept_prose(labelling: Labelling) -> dict[int, tuple[int, int]]:
    """Of each element the first and the last block of kept prose that stands directly in it."""
    spans: dict[int, tuple[int, int]] = {}
    for block, label, is_prose in zip(
        labelling.document.blocks, labelling.labels, labelling.measures.is_prose, strict=True
    ):
        if is_prose and label in _TEXT and block.place is not None:
            number = block.place.container
            spans[number] = (spans[number][0] if number in spans else block.index, block.index)
    return spans
