"""Blocks on their way: what the reader found, and how it becomes `Block`s once the whole page was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.blocks import Block, Cell, Link, Role
from cleaner.reading.frames import Frame
from cleaner.reading.leaf import Anchor
from cleaner.reading.urls import Base


class Found(NamedTuple):
    """A block whose links are not resolved yet: the page may name its base further down."""

    text: str
    role: Role
    level: int | None
    anchors: Sequence[Anchor]
    frame: Frame
    cell: Cell | None
    bold: bool
    pictured: bool


def placed(finds: Sequence[Found], base: Base, shown: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks `shown`, and behind them those found."""
    urls: dict[str, str | None] = {}
    blocks = list(shown)
    position = blocks[-1].end + 1 if blocks else 0
    index = len(blocks)
    for text, role, level, anchors, frame, cell, bold, pictured in finds:
        links: tuple[Link, ...] = ()
        if anchors:
            for _, _, target in anchors:
                if target not in urls:
                    urls[target] = base.resolve(target)
            links = tuple([Link(start, stop, urls[target]) for start, stop, target in anchors])
        end = position + len(text)
        place = frame.place(bold, pictured)
        blocks.append(Block(index, text, role, position, end, level, links, cell, place))
        position = end + 1
        index += 1
    return tuple(blocks)
