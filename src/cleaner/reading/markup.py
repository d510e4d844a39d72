"""Decoded markup to a reader, tag by tag. Never fails on broken markup; nesting too deep to be a page is flattened."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar, cast

from lxml import etree

from cleaner.blocks import Warn, WarningCode

_CHUNK = 65_536  # bytes handed to the parser at a time: a reader that gives up stops it within so many
# What may stay when a page is nested too deeply to be parsed: elements that do not nest, and those never shown.
_KEPT_TAGS = frozenset(b"p br title meta base script style template noscript textarea".split())
_INLINE_TAGS = frozenset(b"a span b i em strong font".split())
_ANY_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")


class TooDeepError(Exception):
    """A reader will not go deeper: the parser's time grows with the product of depth and tags."""


class Listener(Protocol):
    """What is told of each tag and each piece of text in turn."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def data(self, text: str) -> None:
        """Text, perhaps in several pieces."""

    def close(self) -> None:
        """The markup has ended."""

    def unread(self) -> str:
        """Markup handed over as text, to be read behind the rest."""


L = TypeVar("L", bound=Listener)


def parse(source: bytes, media_type: str, listener: Callable[[], L]) -> tuple[L, tuple[Warn, ...]]:
    """A listener that has heard all of the markup, which is in UTF-8."""
    if media_type == "application/xhtml+xml" and (root := _parse_xml(source)) is not None:
        return _told(root, listener()), ()
    told = listener()
    try:
        _feed(source, told)
        # The parser leaves unread what pages of frames show to readers without frames.
        if unread := told.unread():
            _feed(unread.encode("utf-8", "replace"), told)
    except TooDeepError:
        flattened = _ANY_TAG.sub(_flattened_tag, source)
        told = listener()
        _feed(flattened, told)
        return told, (
            Warn(WarningCode.NESTING_CUT, "the markup is nested too deeply to be parsed; its tags were ignored"),
        )
    return told, ()


def _feed(source: bytes, listener: Listener) -> None:
    target = cast(Any, listener)  # lxml's types also ask for methods that it can do without
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        for start in range(0, len(source), _CHUNK):
            parser.feed(source[start : start + _CHUNK])
        parser.close()
    except etree.XMLSyntaxError:  # nothing in it but comments or white space
        pass


def _parse_xml(source: bytes) -> etree._Element | None:
    """XHTML that is well-formed. Otherwise None: `<script/>` and CDATA need the XML parser, all else does not."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        return None
    # Unresolved entities stay in the tree as nodes of their own; the HTML parser knows their characters.
    return None if next(root.iter(etree.Entity), None) is not None else root


def _told(root: etree._Element, listener: L) -> L:
    """The listener, told of a tree. Names lose their namespace."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = str(element.tag).rpartition("}")[2]
        if event == "start":
            listener.start(name, cast(Mapping[str, str], element.attrib))
            text = element.text
        else:
            listener.end(name)
            text = element.tail
        if text:
            listener.data(text)
    listener.close()
    return listener


def _flattened_tag(match: re.Match[bytes]) -> bytes:
    name = match[2].lower()
    if name in _KEPT_TAGS:
        return match[0]
    return b" " if name in _INLINE_TAGS else b"<p>"
