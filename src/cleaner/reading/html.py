"""An lxml tree to Blocks, in one pass without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from cleaner.blocks import Block, Cell, Link, Role, Warn, WarningCode
from cleaner.reading.elements import colspan, end_atom, give_role, is_unseen, read_attributes
from cleaner.reading.frames import Frame
from cleaner.reading.leaf import Leaf
from cleaner.reading.tables import is_data_table
from cleaner.reading.tags import TAGS, Tag, TagKind
from cleaner.reading.urls import Base

_DEEPEST = 256  # block elements nested deeper share their ancestor's place
_BOLD_TAGS = frozenset({"b", "strong"})
# Words set for screen readers only ("opens in a new window").
_SCREEN_READER = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)\b")
_PICTURES = frozenset({"img", "video", "iframe"})
# A heading that was never closed would swallow the page: past this length a block inside it ends it.
_LONGEST_HEADING = 300
# So would one that a list or a table follows: behind the heading's words these end it, whatever its length.
_NEVER_IN_HEADINGS = frozenset({"ul", "ol", "dl", "table", "blockquote"})
_BOLD_SHARE = 0.98


class Reader:
    """Walks the tree once; `blocks` and `warnings` are the result."""

    def __init__(self, base: Base, *, noscript: bool = False) -> None:
        self.base = base
        self._noscript = noscript  # whether text for readers without scripts is shown
        self.blocks: list[Block] = []
        self.warnings: list[Warn] = []
        self._leaf = Leaf()
        self._extra = ""  # classes of the inline elements the block opened with
        self._frame = Frame(None, "html", 0)
        self._frames = 1
        self._too_deep = 0  # open elements that have no frame of their own
        self._tables = 0
        self._position = 0
        self._heading_level = 1
        self._pictured = False  # a picture was seen since the last block

    def continue_after(self, blocks: Iterable[Block]) -> None:
        """Number and place what is read next behind blocks read before."""
        self.blocks.extend(blocks)
        self._position = self.blocks[-1].end + 1 if self.blocks else 0

    def read(self, root: etree._Element) -> list[Block]:
        walker = etree.iterwalk(root, events=("start", "end"))
        leaf = self._leaf
        skipped = None
        for event, element in walker:
            tag = TAGS[element.tag]
            kind = tag.kind
            if event == "start":
                if kind is TagKind.BLOCK or kind is TagKind.ATOMIC:
                    self._open_block(tag, element)
                elif not (self._open_inline(tag, element) if kind is TagKind.INLINE else self._open(tag, element)):
                    skipped = element
                    walker.skip_subtree()
                    continue
                text = element.text
            else:
                if element is not skipped:
                    if kind is TagKind.INLINE:
                        self._close_inline(tag.name)
                    else:
                        self._close()
                text = element.tail
            if text:
                if self._frame.pre:
                    leaf.add_preformatted(text)
                else:
                    leaf.add(text)
        self._flush()
        return self.blocks

    def _open(self, tag: Tag, element: etree._Element) -> bool:
        """Open an element that is neither inline nor a block; false where nothing inside it is shown."""
        if tag.name in _PICTURES:
            self._pictured = True
        elif tag.kind is TagKind.BREAK:
            self._break()
        elif tag.kind is TagKind.RULE:
            self._flush()
        elif tag.name == "noscript" and self._noscript:
            self._open_block(tag, element)
            return True
        return False

    def _open_inline(self, tag: Tag, element: etree._Element) -> bool:
        name, leaf = tag.name, self._leaf
        if name == "a":
            href = element.get("href")
            if leaf.links and leaf.links[-1].end == leaf.length and not self._frame.pre:
                leaf.space = True  # two links never share a word
            if href is not None:
                leaf.open_link(self.base.resolve(href))
        elif name in _BOLD_TAGS:
            leaf.open_bold()
        if element.get("hidden") is not None or is_unseen(element.get("style")):
            return self._unseen(name)
        classes = element.get("class")
        if classes:
            if not leaf.length:
                self._extra = f"{self._extra} {classes}" if self._extra else classes
            elif _SCREEN_READER.search(classes):
                return self._unseen(name)
        return True

    def _unseen(self, name: str) -> bool:
        self._close_inline(name)
        return False

    def _close_inline(self, name: str) -> None:
        if name == "a":
            self._leaf.close_link()
        elif name in _BOLD_TAGS:
            self._leaf.close_bold()

    def _break(self) -> None:
        leaf = self._leaf
        if self._frame.pre:
            leaf.add_preformatted("\n")
            return
        leaf.space = True
        leaf.breaks += 1
        if leaf.breaks > 1 and not self._frame.atomic:
            self._flush()

    def _open_block(self, tag: Tag, element: etree._Element) -> None:
        frame = self._frame
        leaf = self._leaf
        if frame.role is Role.HEADING and leaf.length and tag.name in _NEVER_IN_HEADINGS:
            self._flush()
            end_atom(frame)
        if frame.atomic and leaf.length <= _LONGEST_HEADING:
            leaf.space = True
        elif leaf.length:
            if frame.atomic and frame.cell is None:
                end_atom(frame)
            self._flush()
        else:
            leaf.space, leaf.breaks, self._extra = False, 0, ""
        if frame.depth >= _DEEPEST:
            if not self.warnings:
                message = f"elements nested more than {_DEEPEST} deep were read as if they stood {_DEEPEST} deep"
                self.warnings.append(Warn(WarningCode.NESTING_CUT, message))
            self._too_deep += 1
            return
        below = Frame(frame, tag.name, self._frames)
        self._frames += 1
        if frame.atomic:
            below.atomic, below.cell, below.level = True, frame.cell, frame.level
        else:
            give_role(below, tag)
        read_attributes(below, element)
        if tag.landmark:
            below.landmarks = below.landmarks | {tag.landmark}
        if tag.name in _TABLE_PARTS:
            self._open_table_part(below, element)
        self._frame = below

    def _open_table_part(self, frame: Frame, element: etree._Element) -> None:
        """Keep count of tables, rows and columns."""
        name = frame.tag
        parent = frame.parent
        assert parent is not None
        if name == "table":
            if not parent.atomic and is_data_table(element):
                frame.table = self._tables
                frame.grid = frame
                self._tables += 1
            return
        grid = frame.grid = parent.grid
        if grid is None:
            return
        if name == "tr":
            grid.row += 1
            grid.column = -1
        elif name == "td" or name == "th":
            header = name == "th" or "thead" in frame.path
            grid.column += 1
            assert grid.table is not None
            frame.cell = Cell(grid.table, max(0, grid.row), grid.column, header)
            grid.column += colspan(element) - 1
            frame.atomic, frame.role = True, Role.CELL

    def _close(self) -> None:
        frame = self._frame
        if self._too_deep:
            self._too_deep -= 1
            if not frame.atomic:
                self._flush()
            return
        parent, leaf = frame.parent, self._leaf
        if parent is not None and parent.atomic and leaf.length <= _LONGEST_HEADING:
            leaf.space = True
        elif leaf.length:
            self._flush()
            if parent is not None and parent.atomic and parent.cell is None:
                end_atom(parent)
        else:
            leaf.space, leaf.breaks, self._extra = False, 0, ""
        if parent is not None:
            self._frame = parent

    def _flush(self) -> None:
        """End the block being read."""
        leaf = self._leaf
        self._extra = ""
        if not leaf.length:
            leaf.space = False
            leaf.breaks = 0
            return
        leaf.suspend_link()
        text, links = leaf.finish()
        if text:
            self._emit(text, links, leaf.bold >= _BOLD_SHARE * len(text))
        leaf.clear()

    def _emit(self, text: str, links: tuple[Link, ...], bold: bool) -> None:
        frame = self._frame
        role, level = frame.role, None
        if role is Role.LIST_ITEM:
            level = max(1, frame.list_depth)
        elif role is Role.CONTROL and len(text) > _LONGEST_HEADING:
            role = Role.PARAGRAPH
        elif role is Role.HEADING:
            level = frame.level or min(6, self._heading_level + 1)
            if frame.level:
                self._heading_level = level
            if len(text) > _LONGEST_HEADING:
                role, level = Role.PARAGRAPH, None
        start = self._position
        self._position += len(text) + 1
        self.blocks.append(
            Block(
                index=len(self.blocks),
                text=text,
                role=role,
                start=start,
                end=start + len(text),
                level=level,
                links=links,
                cell=frame.cell if role is Role.CELL else None,
                place=frame.place(self._extra, bold, self._pictured),
            )
        )
        self._pictured = False


_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
