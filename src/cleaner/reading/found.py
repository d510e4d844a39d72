"""Blocks on their way: what the reader found, and how it becomes `Block`s once the whole page was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.blocks import Block, Link, Role
from cleaner.reading.frames import Frame
from cleaner.reading.leaf import Anchor
from cleaner.reading.urls import Base


class Found(NamedTuple):
    """A block whose links are not resolved yet: the page may name its base further down."""

    text: str
    role: Role
    level: int | None
    anchors: list[Anchor]
    frame: Frame
    bold: bool
    pictured: bool


def placed(finds: Sequence[Found], base: Base, shown: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks `shown`, and behind them those found."""
    targets = {target for found in finds for _, _, target in found.anchors}
    urls = {target: base.resolve(target) for target in targets}
    blocks = list(shown)
    position = blocks[-1].end + 1 if blocks else 0
    for text, role, level, anchors, frame, bold, pictured in finds:
        end = position + len(text)
        links = tuple([Link(start, stop, urls[target]) for start, stop, target in anchors])
        cell = frame.cell if role is Role.CELL else None
        place = frame.place(bold, pictured)
        blocks.append(Block(len(blocks), text, role, position, end, level, links, cell, place))
        position = end + 1
    return tuple(blocks)
