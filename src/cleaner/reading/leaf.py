"""The text of the block being read: white space collapsed as it comes, links and bold type measured on the way."""

from __future__ import annotations

from collections.abc import Sequence

# Characters a reader never sees, which would part words from their matches.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

Anchor = tuple[int, int, str]  # half-open offsets into the text, and the link's target as the page writes it


class Leaf:
    """Collects the pieces of one block."""

    __slots__ = ("_bold_since", "_link_start", "_link_to", "anchors", "bold", "breaks", "length", "pieces", "space")

    def __init__(self) -> None:
        self._link_to = ""
        self._link_start = -1  # -1: no link is open
        self._bold_since = 0  # nesting of bold elements
        self.pieces: list[str] = []
        self.anchors: list[Anchor] = []
        self.clear()

    def clear(self) -> None:
        """Start the next block. Links and bold type that are still open go on in it."""
        if self.pieces:
            self.pieces = []
        if self.anchors:
            self.anchors = []
        self.length = 0
        self.space = False  # white space is due before the next word
        self.breaks = 0  # line breaks since the last word
        self.bold = 0  # characters in bold
        if self._link_start > 0:
            self._link_start = 0

    def add(self, text: str) -> None:
        """Add running text."""
        if not text.isascii():
            text = text.translate(_INVISIBLE)
        piece = " ".join(text.split())
        if not piece:
            self.space = self.space or bool(text)
            return
        if self.length and (self.space or text[0].isspace()):
            piece = " " + piece
        self.pieces.append(piece)
        if self._bold_since:
            self.bold += len(piece)
        self.length += len(piece)
        self.breaks = 0
        self.space = text[-1].isspace()

    def add_preformatted(self, text: str) -> None:
        """Add text whose lines and spaces count."""
        if text and (self.length or text.strip()):
            piece = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
            self.pieces.append(piece)
            if self._bold_since:
                self.bold += len(piece)
            self.length += len(piece)
            self.breaks = 0

    def open_link(self, target: str) -> None:
        self.close_link()
        self._link_to, self._link_start = target, self.length

    def close_link(self) -> None:
        """Record the open link over the words read since it opened; a link without words is none."""
        if 0 <= self._link_start < self.length:
            self.anchors.append((self._link_start, self.length, self._link_to))
        self._link_start = -1

    def suspend_link(self) -> None:
        """End the open link's part in this block; it goes on in the next."""
        if self._link_start >= 0:
            self.close_link()
            self._link_start = 0

    def open_bold(self) -> None:
        self._bold_since += 1

    def close_bold(self) -> None:
        if self._bold_since:
            self._bold_since -= 1

    def finish(self) -> tuple[str, Sequence[Anchor]]:
        """The block's text and its links, trimmed to their words."""
        whole = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        text = whole.strip()
        anchors = self.anchors
        if not anchors:
            return text, ()
        if len(text) < len(whole) or any(text[start] == " " for start, _, _ in anchors):
            shift = len(whole) - len(whole.lstrip())
            trimmed = [_trimmed(text, start - shift, end - shift, target) for start, end, target in anchors]
            anchors = [anchor for anchor in trimmed if anchor[0] < anchor[1]]
        return text, anchors


def _trimmed(text: str, start: int, end: int, target: str) -> Anchor:
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, target
