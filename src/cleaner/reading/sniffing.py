"""What the bytes are: nothing, something that is no page, markup, or plain text."""

from __future__ import annotations

import re
from importlib.resources import files

from cleaner.blocks import InputKind
from cleaner.errors import PageError, QuarantineReason

_HEAD = 65_536  # what is looked at to tell the kind
_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\x0b\x0c\r\x1b")))
_MARKUP_START = re.compile(r"(?:\ufeff|\s|<!--.{0,4000}?-->)*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S)
_TAG = re.compile(
    r"</?(?:a|article|b|body|br|center|div|em|font|form|h[1-6]|head|header|html|i|img|li|link|main|meta|nav|ol|p"
    r"|script|section|span|strong|style|table|td|th|title|tr|ul)(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_MIN_TAGS = 3
_CHARACTERS_PER_TAG = 400  # a text that speaks about tags has fewer


def _load_signatures() -> tuple[tuple[bytes, str], ...]:
    found = []
    for line in files(__package__).joinpath("signatures.tsv").read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            escaped, what = line.split("\t")
            found.append((escaped.encode("ascii").decode("unicode_escape").encode("latin-1"), what))
    return tuple(found)


_SIGNATURES = _load_signatures()


def refuse_non_pages(body: bytes, max_bytes: int) -> None:
    """Raise `PageError` for input that no page can be made of: too large, empty, a known binary, binary noise."""
    if len(body) > max_bytes:
        raise PageError(QuarantineReason.TOO_LARGE, f"{len(body):,} bytes; the limit is {max_bytes:,}")
    start = body[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if not start and not body.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x0b\x0c\x00"):
        raise PageError(QuarantineReason.EMPTY, "the input is empty")
    for signature, what in _SIGNATURES:
        if body.startswith(signature) or start.startswith(signature):
            raise PageError(QuarantineReason.NOT_A_PAGE, f"the input is {what}")
    if not looks_utf16(body):
        sample = body[:_HEAD]
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if controls > max(4, len(sample) // 20):
            raise PageError(QuarantineReason.NOT_A_PAGE, "the input is binary data")


def looks_utf16(body: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where a byte order mark, or zeros in every other byte, say so."""
    if body.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if body.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = body[:2000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def kind_of(text: str) -> InputKind:
    """Markup or plain text, told from the content alone: declared types are wrong too often."""
    head = text[:_HEAD]
    if _MARKUP_START.match(head):
        return InputKind.HTML
    tags = sum(1 for _ in _TAG.finditer(head))
    if tags >= _MIN_TAGS and tags * _CHARACTERS_PER_TAG >= len(head):
        return InputKind.HTML
    return InputKind.TEXT


def media_type_of(kind: InputKind, text: str) -> str:
    """The MIME type the content has."""
    if kind is InputKind.TEXT:
        return "text/plain"
    head = text[:1000]
    if "http://www.w3.org/1999/xhtml" in head and head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return "application/xhtml+xml"
    return "text/html"
