"""A document's blocks as lines that a person can check: role, level or cell, marks, text with links in brackets."""

from __future__ import annotations

from cleaner.blocks import Block, Document


def dump(document: Document) -> str:
    return "\n".join(_line(block) for block in document.blocks) + "\n"


def _line(block: Block) -> str:
    head = str(block.role)
    if block.level is not None:
        head += f" {block.level}"
    if block.cell is not None:
        head += f" {block.cell.table}:{block.cell.row}:{block.cell.column}" + ("h" if block.cell.header else "")
    if block.place is not None:
        head += " bold" * block.place.bold + " hidden" * block.place.hidden + " pictured" * block.place.pictured
    return f"{head} | {_text(block)}"


def _text(block: Block) -> str:
    pieces, done = [], 0
    for link in block.links:
        pieces += [block.text[done : link.start], f"[{block.text[link.start : link.end]}]({link.url})"]
        done = link.end
    return "".join([*pieces, block.text[done:]]).replace("\n", "⏎")
