"""The tags and texts of a page to Blocks, in one pass as the parser reads them: no tree is built, nothing recurses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaner.blocks import Block, Role, Warn, WarningCode
from cleaner.errors import PageError, QuarantineReason
from cleaner.reading.elements import end_atom, give_cell
from cleaner.reading.found import Found, placed
from cleaner.reading.frames import Frame, Grid
from cleaner.reading.head import HeadReader
from cleaner.reading.leaf import Anchor, Leaf
from cleaner.reading.markup import TooDeepError
from cleaner.reading.spots import is_unseen
from cleaner.reading.styles import PAGE, aria_style
from cleaner.reading.tables import Closed, HeldTable, Opened
from cleaner.reading.tags import TAGS, Tag, TagKind
from cleaner.reading.urls import Base

_DEEPEST = 256  # block elements nested deeper share their ancestor's place
_HOPELESS = 2_048  # elements nested deeper are no page
_MOST_BLOCKS = 200_000  # a hundred times as many as on the longest real page that was seen; half a minute's work
_BOLD_TAGS = frozenset({"b", "strong"})
# Words set for screen readers only ("opens in a new window").
_SCREEN_READER = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)\b")
_PICTURES = frozenset({"img", "video", "iframe"})
# A heading that was never closed would swallow the page: past this length a block inside it ends it.
_LONGEST_HEADING = 300
# So would one that a list or a table follows: behind the heading's words these end it, whatever its length.
_NEVER_IN_HEADINGS = frozenset({"ul", "ol", "dl", "table", "blockquote"})
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"})
_BOLD_SHARE = 0.98
# Members of enums take long to look up.
_PARAGRAPH, _HEADING = Role.PARAGRAPH, Role.HEADING
_BREAK, _RULE = TagKind.BREAK, TagKind.RULE


class HtmlReader:
    """Is told of each tag and each text in turn, as `markup.Listener` says; then `head` and `blocks` hold the page."""

    def __init__(self, *, noscript: bool = False) -> None:
        self.head = HeadReader()
        self.warnings: list[Warn] = []
        self._noscript = noscript  # whether text for readers without scripts is shown
        self._found: list[Found] = []
        self._leaf = Leaf()
        self._frame = Frame(None, "html", 0, 1, {}, PAGE)
        self._frames = 1
        self._depth = 0  # open elements
        self._unseen = 0  # open elements of which nothing is shown
        self._too_deep = 0  # open elements that have no frame of their own
        self._held: HeldTable | None = None  # an open table, of which nobody knows yet whether it is a data table
        self._is_data_table: bool | None = None  # known of the table that opens next
        self._tables = 0
        self._heading_level = 1
        self._pictured = False  # a picture was seen since the last block

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _HOPELESS:
            raise TooDeepError
        if self._held is not None:
            self._held.start(name, attributes)
            return
        tag = TAGS[name]
        if tag.declares and not (self._unseen and tag.name == "title"):
            self.head.open(tag.name, attributes)
        if self._unseen:
            self._unseen += 1
        elif tag.is_block:
            if name == "table" and self._is_data_table is None and not self._frame.style.atomic:
                self._held = HeldTable()
                self._held.start(name, attributes)
            else:
                self._open_block(tag.name, attributes)
        elif not (self._open_inline(tag.name, attributes) if tag.is_inline else self._open(tag, attributes)):
            self._unseen = 1

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._held is not None:
            if self._held.end(name):
                self._judge_table()
        elif self._unseen:
            self._unseen -= 1
            if self.head.pieces is not None:
                self.head.close()
        elif (tag := TAGS[name]).is_inline:
            self._close_inline(tag.name)
        else:
            self._close()

    def data(self, text: str) -> None:
        if self._held is not None:
            self._held.data(text)
        elif self._unseen:
            if self.head.pieces is not None:
                self.head.pieces.append(text)
        elif self._frame.style.pre:
            self._leaf.add_preformatted(text)
        elif text.isspace():  # as most of it is: the lines between tags
            self._leaf.space = True
        else:
            self._leaf.add(text)

    def close(self) -> None:
        self._flush()

    def unread(self) -> str:
        """Markup that the parser hands over as text: what a page of frames shows to readers without frames."""
        return self.head.frameless()

    def length(self) -> int:
        """Characters of text found so far."""
        return sum(len(found.text) for found in self._found)

    def blocks(self, base: Base, shown: Sequence[Block] = ()) -> tuple[Block, ...]:
        """The blocks in reading order, placed behind those shown before them. Handed out once: the parser keeps the
        reader until Python looks for cycles, and what was found need not stay that long."""
        found, self._found = self._found, []
        self._frame = Frame(None, "html", 0, 1, {}, PAGE)
        return placed(found, base, shown)

    def _open(self, tag: Tag, attributes: Mapping[str, str]) -> bool:
        """Open an element that is neither inline nor a block; false where nothing inside it is shown."""
        if tag.name in _PICTURES:
            self._pictured = True
        elif tag.kind is _BREAK:
            self._break()
        elif tag.kind is _RULE:
            self._flush()
        elif tag.name == "noscript" and self._noscript:
            self._open_block(tag.name, attributes)
            return True
        return False

    def _open_inline(self, name: str, attributes: Mapping[str, str]) -> bool:
        leaf = self._leaf
        if name == "a":
            if leaf.anchors and leaf.anchors[-1][1] == leaf.length and not self._frame.style.pre:
                leaf.space = True  # two links never share a word
            if "href" in attributes:
                leaf.open_link(attributes["href"])
        elif name in _BOLD_TAGS:
            leaf.open_bold()
        if not attributes:
            return True
        if "hidden" in attributes or is_unseen(attributes.get("style", "")):
            self._close_inline(name)
            return False
        if leaf.length and "class" in attributes and _SCREEN_READER.search(attributes["class"]):
            self._close_inline(name)
            return False
        return True

    def _close_inline(self, name: str) -> None:
        if name == "a":
            self._leaf.close_link()
        elif name in _BOLD_TAGS:
            self._leaf.close_bold()

    def _break(self) -> None:
        leaf = self._leaf
        if self._frame.style.pre:
            leaf.add_preformatted("\n")
            return
        leaf.space = True
        leaf.breaks += 1
        if leaf.breaks > 1 and not self._frame.style.atomic:
            self._flush()

    def _open_block(self, name: str, attributes: Mapping[str, str]) -> None:
        frame, leaf = self._frame, self._leaf
        if leaf.length:
            if name in _NEVER_IN_HEADINGS and frame.style.role is Role.HEADING:
                self._flush()
                end_atom(frame)
            elif not frame.style.atomic:
                self._flush()
            elif leaf.length > _LONGEST_HEADING:
                if frame.style.cell is None:
                    end_atom(frame)
                self._flush()
        style = frame.style
        if style.atomic:
            leaf.space = True
        if frame.depth >= _DEEPEST:
            self._stay()
            return
        if not style.atomic:
            style = style.below[name]
        self._frame = below = Frame(frame, name, self._frames, frame.depth + 1, attributes, style)
        self._frames += 1
        if attributes and "role" in attributes:
            below.style = aria_style(below.style, attributes)
        if name == "table":
            if self._is_data_table:
                below.grid = Grid(self._tables)
                self._tables += 1
        elif frame.grid is not None and name in _TABLE_PARTS:
            give_cell(below, frame.grid, attributes)

    def _stay(self) -> None:
        """Read an element as if it were the one it stands in."""
        if not self.warnings:
            message = f"elements nested more than {_DEEPEST} deep were read as if they stood {_DEEPEST} deep"
            self.warnings.append(Warn(WarningCode.NESTING_CUT, message))
        self._too_deep += 1

    def _judge_table(self) -> None:
        """Read the tags and texts of a table that has ended."""
        held, self._held = self._held, None
        assert held is not None
        for event in held.events:
            if isinstance(event, Opened):
                self._is_data_table = event.table.is_data if event.table else None
                self.start(event.name, event.attributes)
            elif isinstance(event, Closed):
                self.end(event.name)
            else:
                self.data(event)
        self._is_data_table = None

    def _close(self) -> None:
        frame = self._frame
        if self._too_deep:
            self._too_deep -= 1
            if not frame.style.atomic:
                self._flush()
            return
        parent, leaf = frame.parent, self._leaf
        if parent is None:
            return
        if leaf.length:
            if parent.style.atomic and leaf.length <= _LONGEST_HEADING:
                leaf.space = True
            else:
                self._flush()
                if parent.style.atomic and parent.style.cell is None:
                    end_atom(parent)
        self._frame = parent

    def _flush(self) -> None:
        """End the block being read."""
        leaf = self._leaf
        if not leaf.length:
            return
        leaf.suspend_link()
        text, anchors = leaf.finish()
        if text:
            self._emit(text, anchors, leaf.bold >= _BOLD_SHARE * len(text))
        leaf.clear()

    def _emit(self, text: str, anchors: Sequence[Anchor], bold: bool) -> None:
        frame = self._frame
        style = frame.style
        role, level = style.role, None
        if role is _PARAGRAPH:
            pass
        elif role is Role.LIST_ITEM:
            level = max(1, style.list_depth)
        elif role is Role.CONTROL and len(text) > _LONGEST_HEADING:
            role = _PARAGRAPH
        elif role is Role.HEADING:
            level = style.level or min(6, self._heading_level + 1)
            if style.level:
                self._heading_level = level
            if len(text) > _LONGEST_HEADING:
                role, level = _PARAGRAPH, None
        if len(self._found) >= _MOST_BLOCKS:
            raise PageError(QuarantineReason.TOO_LARGE, f"more than {_MOST_BLOCKS:,} blocks of text")
        self._found.append(Found(text, role, level, anchors, frame, style.cell, bold, self._pictured))
        self._pictured = False
