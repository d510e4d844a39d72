"""Decoded markup to an lxml tree. Never fails on broken markup; nesting too deep for the parser is flattened."""

from __future__ import annotations

import re

from lxml import etree

from cleaner.blocks import Warn, WarningCode

# What may stay when a page is nested too deeply to be parsed: elements that do not nest, and those never shown.
_KEPT_TAGS = frozenset({"p", "br", "title", "meta", "base", "script", "style", "template", "noscript", "textarea"})
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")


def parse(text: str, media_type: str) -> tuple[etree._Element | None, tuple[Warn, ...]]:
    """The root element, None where there is no element at all."""
    source = text.encode("utf-8", "replace")
    if media_type == "application/xhtml+xml" and (root := _parse_xml(source)) is not None:
        return root, ()
    parser = _html_parser()
    root = _parse_html(source, parser)
    if any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        flattened = _ANY_TAG.sub(_flattened_tag, text).encode("utf-8", "replace")
        warning = Warn(WarningCode.NESTING_CUT, "the markup is nested too deeply to be parsed; its tags were ignored")
        return _parse_html(flattened, _html_parser()), (warning,)
    return _unframed(root), ()


def _unframed(root: etree._Element | None) -> etree._Element | None:
    """A page of frames shows its `noframes` text to readers without frames; the parser leaves it unparsed."""
    if root is None or next(root.iter("frameset"), None) is None:
        return root
    inside = "".join(element.text or "" for element in root.iter("noframes"))
    shown = _parse_html(inside.encode("utf-8", "replace"), _html_parser()) if inside.strip() else None
    if shown is not None:
        root.append(shown)
    return root


def _html_parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def _parse_html(source: bytes, parser: etree.HTMLParser) -> etree._Element | None:
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:  # nothing in it but comments or white space
        return None


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


def _flattened_tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name in _KEPT_TAGS:
        return match[0]
    return " " if name in ("a", "span", "b", "i", "em", "strong", "font") else "<p>"
