"""What is no page, and what kind of page the rest is."""

# ruff: noqa: E501  (tables of examples)

from __future__ import annotations

import pytest

from cleaner.blocks import InputKind
from cleaner.config import Config
from cleaner.errors import PageError, QuarantineReason
from cleaner.reading import read
from cleaner.reading.sniffing import kind_of
from cleaner.sources import RawPage


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", QuarantineReason.EMPTY),
        (b" \r\n\t ", QuarantineReason.EMPTY),
        (b"\xef\xbb\xbf\n", QuarantineReason.EMPTY),
        (b"\x00\x00\x00\x00", QuarantineReason.EMPTY),
        (b"%PDF-1.7\n1 0 obj", QuarantineReason.NOT_A_PAGE),
        (b"\r\n%PDF-1.4 after a line break", QuarantineReason.NOT_A_PAGE),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), QuarantineReason.NOT_A_PAGE),
        (b"PK\x03\x04" + bytes(50), QuarantineReason.NOT_A_PAGE),
        (b"\x1f\x8b\x08" + bytes(range(256)), QuarantineReason.NOT_A_PAGE),
        (bytes(range(256)) * 20, QuarantineReason.NOT_A_PAGE),
        (b"<html><!-- nothing --></html>", QuarantineReason.NO_TEXT),
        (b"<html><script>var x = 1;</script><body></body></html>", QuarantineReason.NO_TEXT),
        (b"x" * 1001, QuarantineReason.TOO_LARGE),
    ],
)
def test_refused(body, reason):
    with pytest.raises(PageError) as refused:
        read(RawPage(uri="test", body=body), Config(max_bytes=1000 if body.startswith(b"x") else 10_000))
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>x", InputKind.HTML),
        ("\ufeff  <!-- saved --> <html lang=en>", InputKind.HTML),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', InputKind.HTML),
        ("<div><p>One</p><p>Two</p></div>", InputKind.HTML),
        ("Words, then <b>bold</b>, <i>italic</i> and <a href='x'>a link</a>.", InputKind.HTML),
        ("Plain words.", InputKind.TEXT),
        ("If x < 5 and y > 3, see <fig> 1.", InputKind.TEXT),
        ("The <p> element " + "is explained at length in this text without any markup. " * 40 + "<p>, </p>", InputKind.TEXT),
        ("# Markdown\n\n* item\n", InputKind.TEXT),
    ],
)  # fmt: skip
def test_kind(text, kind):
    assert kind_of(text) is kind


def test_the_kind_can_be_forced():
    raw = RawPage(uri="test", body=b"<p>One</p><p>Two</p><p>Three</p>")
    assert read(raw, Config()).kind is InputKind.HTML
    assert read(raw, Config(kind=InputKind.TEXT)).visible == raw.body.decode()
