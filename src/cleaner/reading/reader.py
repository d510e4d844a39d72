"""A raw page to a `Document`: what it is, how it is encoded, its blocks and what it says of itself."""

from __future__ import annotations

import html
from functools import partial

from cleaner.blocks import Block, Document, InputKind, Warn, WarningCode
from cleaner.config import Config
from cleaner.errors import PageError, QuarantineReason
from cleaner.reading.decoding import Decoded, decode
from cleaner.reading.embedded import embedded_text
from cleaner.reading.flat import read_flat
from cleaner.reading.html import HtmlReader
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
    if not decoded.text or decoded.text.isspace():
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
    reader, warnings = parse(decoded.utf8, media_type, HtmlReader)
    if reader.length() < _TOO_LITTLE:
        unscripted, more = parse(decoded.utf8, media_type, partial(HtmlReader, noscript=True))
        if unscripted.length() > 2 * reader.length():
            reader, warnings = unscripted, more
    head = reader.head.head()
    base = Base(raw.url or head.canonical or head.first("og:url"), head.base_href)
    length, blocks = reader.length(), reader.blocks(base)
    warnings += tuple(reader.warnings)
    if length < _TOO_LITTLE:
        blocks, more = _with_embedded(blocks, embedded_text(head), base)
        warnings += more
    return Document(
        kind=InputKind.HTML,
        encoding=decoded.encoding,
        media_type=media_type,
        visible="\n".join([block.text for block in blocks]),
        blocks=blocks,
        url=raw.url,
        metadata=page_metadata(head, blocks, base),
        warnings=decoded.warnings + warnings,
        types=declared_types(head),
    )


def _with_embedded(
    shown: tuple[Block, ...], text: str | None, base: Base
) -> tuple[tuple[Block, ...], tuple[Warn, ...]]:
    """The shown blocks, then those of the text found in the scripts, where it is longer than what is shown."""
    if text is None:
        return shown, ()
    if "</" not in text:
        text = "".join(f"<p>{html.escape(part)}</p>" for part in text.splitlines() if part.strip())
    reader, _ = parse(f"<main>{text}</main>".encode("utf-8", "replace"), "text/html", HtmlReader)
    warning = Warn(WarningCode.TEXT_FROM_SCRIPT, "the page shows no text of its own; it was read from its scripts")
    return reader.blocks(base, shown), (warning,)
