"""A raw page to a `Document`: what it is, how it is encoded, its blocks and what it says of itself."""

from __future__ import annotations

import html

from cleaner.blocks import Block, Document, InputKind, PageMetadata, Warn, WarningCode
from cleaner.config import Config
from cleaner.errors import PageError, QuarantineReason
from cleaner.reading.decoding import Decoded, decode
from cleaner.reading.embedded import embedded_text
from cleaner.reading.flat import read_flat
from cleaner.reading.head import read_head
from cleaner.reading.html import Reader
from cleaner.reading.markup import parse
from cleaner.reading.metadata import declared_types, page_metadata
from cleaner.reading.sniffing import kind_of, media_type_of, refuse_non_pages
from cleaner.reading.urls import Base
from cleaner.sources import RawPage

_TOO_LITTLE = 500  # visible characters below which the scripts are searched for the page's text


def read(raw: RawPage, config: Config) -> Document:
    """Read a page. Raises `PageError` for what is no page, is empty, too large, or shows no text."""
    refuse_non_pages(raw.body, config.max_bytes)
    decoded = decode(raw.body, raw.encoding)
    if not decoded.text.strip():
        raise PageError(QuarantineReason.EMPTY, "the input holds nothing but white space")
    kind = config.kind or kind_of(decoded.text)
    document = _read_text(raw, decoded) if kind is InputKind.TEXT else _read_html(raw, decoded)
    if not document.blocks:
        raise PageError(QuarantineReason.NO_TEXT, "the page shows no text")
    return document


def _read_text(raw: RawPage, decoded: Decoded) -> Document:
    return Document(
        kind=InputKind.TEXT,
        encoding=decoded.encoding,
        media_type=media_type_of(InputKind.TEXT, decoded.text),
        visible=decoded.text,
        blocks=read_flat(decoded.text),
        url=raw.url,
        warnings=decoded.warnings,
    )


def _read_html(raw: RawPage, decoded: Decoded) -> Document:
    media_type = media_type_of(InputKind.HTML, decoded.text)
    root, warnings = parse(decoded.text, media_type)
    blocks: tuple[Block, ...] = ()
    metadata = PageMetadata()
    types: frozenset[str] = frozenset()
    if root is not None:
        head = read_head(root)
        base = Base(raw.url or head.canonical or head.first("og:url"), head.base_href)
        reader = Reader(base)
        blocks = tuple(reader.read(root))
        if _length(blocks) < _TOO_LITTLE:
            unscripted = Reader(base, noscript=True)
            if _length(found := tuple(unscripted.read(root))) > 2 * _length(blocks):
                reader, blocks = unscripted, found
        warnings += tuple(reader.warnings)
        if _length(blocks) < _TOO_LITTLE:
            blocks, more = _with_embedded(blocks, embedded_text(root, head.nodes), base)
            warnings += more
        metadata = page_metadata(head, blocks, base)
        types = declared_types(head)
    return Document(
        kind=InputKind.HTML,
        encoding=decoded.encoding,
        media_type=media_type,
        visible="\n".join(block.text for block in blocks),
        blocks=blocks,
        url=raw.url,
        metadata=metadata,
        warnings=decoded.warnings + warnings,
        types=types,
    )


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _with_embedded(
    shown: tuple[Block, ...], text: str | None, base: Base
) -> tuple[tuple[Block, ...], tuple[Warn, ...]]:
    """The shown blocks, then those of the text found in the scripts, where it is longer than what is shown."""
    if text is None:
        return shown, ()
    if "</" not in text:
        text = "".join(f"<p>{html.escape(part)}</p>" for part in text.splitlines() if part.strip())
    root, _ = parse(f"<main>{text}</main>", "text/html")
    if root is None:
        return shown, ()
    reader = Reader(base)
    reader.continue_after(shown)
    found = reader.read(root)
    warning = Warn(WarningCode.TEXT_FROM_SCRIPT, "the page shows no text of its own; it was read from its scripts")
    return tuple(found), (warning,)
