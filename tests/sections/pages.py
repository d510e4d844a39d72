"""Labelled documents written as short scripts, for the section tests."""

from __future__ import annotations

from cleaner.blocks import (
    Block,
    Cell,
    Cut,
    Document,
    InputKind,
    LabelledBlock,
    LabelledDocument,
    PageMetadata,
    Role,
    Verdict,
)
from cleaner.labels import Label, Reason

ROLES = {Label.HEADING: Role.HEADING, Label.LIST_ITEM: Role.LIST_ITEM, Label.TABLE: Role.CELL}


def page(
    *rows: tuple[Label, str] | tuple[Label, str, int],
    cuts: dict[int, list[tuple[int, int]]] | None = None,
    cells: dict[int, Cell] | None = None,
) -> LabelledDocument:
    """A labelled document of (label, text[, level]) rows, one line each; `cuts` and `cells` by row number."""
    blocks: list[LabelledBlock] = []
    position = 0
    for index, (label, text, *level) in enumerate(rows):
        start, end = position, position + len(text)
        position = end + 1
        block = Block(index, text, ROLES.get(label, Role.PARAGRAPH), start, end, cell=(cells or {}).get(index))
        removed = tuple(Cut(a, b, Verdict(Label.RELATED_LINKS, Reason.DEFAULT)) for a, b in (cuts or {}).get(index, ()))
        blocks.append(LabelledBlock(block, Verdict(label, Reason.DEFAULT), removed, level[0] if level else None))
    visible = "\n".join(block.block.text for block in blocks)
    document = Document(InputKind.TEXT, "utf-8", "text/plain", visible, tuple(block.block for block in blocks))
    return LabelledDocument(document, tuple(blocks), (), PageMetadata())
