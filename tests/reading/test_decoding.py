"""Bytes to text: which encoding wins, what is put right, what is said about it."""

# ruff: noqa: E501  (tables of examples)

from __future__ import annotations

import codecs

import pytest

from cleaner.blocks import WarningCode
from cleaner.reading.decoding import decode

GERMAN = "Früh erkannt heißt früh behandelt – Blutdruck über 140 ist zu hoch, sagen Ärzte."
RUSSIAN = "Витамин Д нужен костям. Обычная доза для взрослых составляет четыреста единиц в сутки."
JAPANESE = "ビタミンDは骨に必要です。"
META = '<meta charset="{}"><p>{}'


@pytest.mark.parametrize(
    ("body", "declared", "text", "encoding", "warned"),
    [
        (b"plain", None, "plain", "utf-8", set()),
        (b"plain", "iso-8859-1", "plain", "windows-1252", set()),
        (GERMAN.encode(), None, GERMAN, "utf-8", set()),
        (GERMAN.encode(), "UTF8", GERMAN, "utf-8", set()),
        (GERMAN.encode(), "latin-1", GERMAN, "utf-8", {WarningCode.ENCODING_MISMATCH}),
        (codecs.BOM_UTF8 + GERMAN.encode(), "latin-1", GERMAN, "utf-8", set()),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), "utf-8", GERMAN, "utf-16le", set()),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), None, GERMAN, "utf-16be", set()),
        (GERMAN.encode("utf-16-le"), None, GERMAN, "utf-16le", set()),
        (GERMAN.encode("cp1252"), "ISO-8859-1", GERMAN, "windows-1252", set()),
        (META.format("windows-1252", GERMAN).encode("cp1252"), None, META.format("windows-1252", GERMAN), "windows-1252", set()),
        (META.format("koi8-r", RUSSIAN).encode("koi8-r"), None, META.format("koi8-r", RUSSIAN), "koi8-r", set()),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "windows-1251", set()),
        (JAPANESE.encode("shift_jis"), "Shift_JIS", JAPANESE, "shift_jis", set()),
        (JAPANESE.encode("euc_jp"), "euc-jp", JAPANESE, "euc-jp", set()),
        (b"a\x00b\x01c\td", None, "abc\td", "utf-8", {WarningCode.CHARACTERS_DROPPED}),
        ("don\x92t".encode(), None, "don’t", "utf-8", set()),
        ("It doesnâ€™t hurt.".encode(), None, "It doesn’t hurt.", "utf-8", {WarningCode.MOJIBAKE_REPAIRED}),
        ("Ã„rzte sagen fÃ¼nf".encode(), None, "Ärzte sagen fünf", "utf-8", {WarningCode.MOJIBAKE_REPAIRED}),
        ("SÃO PAULO, Ñandú, ÂGE".encode(), None, "SÃO PAULO, Ñandú, ÂGE", "utf-8", set()),
        (GERMAN.encode() + b"\xc3", "utf-8", GERMAN + "\ufffd", "utf-8", {WarningCode.ENCODING_MISMATCH}),
        (b"plain", "no-such-charset", "plain", "utf-8", set()),
    ],
)  # fmt: skip
def test_decode(body, declared, text, encoding, warned):
    decoded = decode(body, declared)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert {warning.code for warning in decoded.warnings} == warned


def test_an_undeclared_encoding_is_guessed_and_told():
    decoded = decode((GERMAN * 20).encode("cp1252"), None)
    assert decoded.text == GERMAN * 20
    assert {warning.code for warning in decoded.warnings} == {WarningCode.ENCODING_GUESSED}


def test_repair_touches_the_broken_passage_only():
    decoded = decode("<p>“Good” quotes</p><p>brokenâ€™s end</p>".encode(), None)
    assert decoded.text == "<p>“Good” quotes</p><p>broken’s end</p>"
