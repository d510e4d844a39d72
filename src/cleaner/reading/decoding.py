"""Bytes to text: byte order mark, declarations, validity, then a guess; and what has to be put right afterwards."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from importlib.resources import files

import ftfy
from bs4.dammit import EncodingDetector
from ftfy.badness import is_bad

from cleaner.blocks import Warn, WarningCode
from cleaner.reading.sniffing import looks_utf16

_DECLARED = re.compile(rb"""(?:charset\s*=\s*|encoding\s*=\s*)["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_DECLARED_WITHIN = 4096
_GUESS_FROM = 50_000  # bytes handed to the detector: it is slow, and more does not change its mind
# C0 controls apart from tab, line breaks and form feed; DEL. As bytes they are the same in every encoding read here.
_C0 = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\x0c\r")))
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_C1_IN_UTF8 = re.compile(rb"\xc2[\x80-\x9f]")
# What UTF-8 read as windows-1252 and written as UTF-8 again leaves behind, as text and as bytes: letters with a tilde
# or circumflex before a sign no word has there.
_STOPS = '<>\n"'  # the last one parts the strings of scripts
_LONGEST_RUN = 2_000
_DOUBLED = re.compile("[ÂÃÐÑ][\x80-\xbf]|Ã[ŠŒŽšœžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€|â\x80|ï»¿")
_DOUBLED_BYTES = re.compile(
    rb"\xc3(?:[\x82\x83\x90\x91]\xc2[\x80-\xbf]|\x83[\xc5\xc6\xcb\xe2]|\xa2(?:\xe2\x82\xac|\xc2\x80)|\xaf\xc2\xbb\xc2\xbf)"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is a WHATWG name."""

    text: str
    encoding: str
    warnings: tuple[Warn, ...]
    utf8: bytes  # the text in UTF-8, with question marks for halves of surrogate pairs


def _load_encodings() -> dict[str, tuple[str, str]]:
    table = {}
    for line in files(__package__).joinpath("encodings.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codec, whatwg, read_with = line.split("\t")
            table[codecs.lookup(codec).name] = (whatwg, read_with)
    return table


_ENCODINGS = _load_encodings()


def decode(body: bytes, declared: str | None) -> Decoded:
    """Decode a page. `declared` is what the transport said (an HTTP header's charset). Never fails."""
    decoded, encoding, warnings = _decoded(body, declared)
    text = decoded.removeprefix("\ufeff")
    if encoding != "utf-8" or _has_controls(body):
        text = _without_controls(text, warnings)
    if _is_doubled(body, text, encoding):
        text = _repaired(text, warnings)
    # Mostly the bytes are the text as they stand.
    is_same = text is decoded and encoding == "utf-8" and "\ufffd" not in text
    return Decoded(text, encoding, tuple(warnings), body if is_same else text.encode("utf-8", "replace"))


# What these two look for is rare, and the byte it begins with is found much faster than the pattern.
def _has_controls(body: bytes) -> bool:
    """Whether a page in UTF-8 holds control characters."""
    return len(body.translate(None, _C0)) != len(body) or (b"\xc2" in body and _C1_IN_UTF8.search(body) is not None)


def _is_doubled(body: bytes, text: str, encoding: str) -> bool:
    """Whether something on the page looks like text decoded twice."""
    if encoding == "utf-8":
        return b"\xc3" in body and _DOUBLED_BYTES.search(body) is not None
    return _DOUBLED.search(text) is not None


def _decoded(body: bytes, declared: str | None) -> tuple[str, str, list[Warn]]:
    if body.startswith(b"\xef\xbb\xbf"):
        return body.decode("utf-8", "replace"), "utf-8", []
    if wide := looks_utf16(body):
        return body.decode(wide, "replace"), _known(wide)[0], []
    said = _declarations(body, declared)
    if body.isascii():
        wanted = said[0] if said and not said[0].startswith("utf-16") else "utf-8"
        text = _strict(body, wanted)
        return (text, _known(wanted)[0], []) if text is not None else (body.decode("ascii"), "utf-8", [])
    if (text := _strict(body, "utf-8")) is not None:
        # Text in another encoding is hardly ever valid UTF-8 by chance, whatever was declared.
        return text, "utf-8", [] if not said or "utf-8" in said[:1] else [_mismatch(said[0], "utf-8")]
    for name in said:
        if (text := _strict(body, name)) is not None:
            return text, _known(name)[0], []
    return _guessed(body, said)


def _guessed(body: bytes, said: list[str]) -> tuple[str, str, list[Warn]]:
    if "utf-8" in said or not said:
        # Cut characters and a few stray bytes do not make a page anything but UTF-8.
        text = body.decode("utf-8", "replace")
        high = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
        if text.count("\ufffd") * 10 <= high:
            return text, "utf-8", [_mismatch("utf-8", "utf-8 with replacement characters")] if said else []
    first = next(i for i, byte in enumerate(body) if byte >= 0x80)
    sample = body[max(0, first - 1000) : first + _GUESS_FROM]
    name, text = "cp1252", body.decode("cp1252", "replace")
    for guess in EncodingDetector(sample, is_html=True).encodings:
        codec = _codec(guess)
        decoded = _strict(body, codec) if codec and not codec.startswith("utf") else None
        if codec and decoded is not None:
            name, text = codec, decoded
            break
    encoding = _known(name)[0]
    if said:
        return text, encoding, [_mismatch(said[0], encoding)]
    return text, encoding, [Warn(WarningCode.ENCODING_GUESSED, f"read as {encoding}")]


def _declarations(body: bytes, declared: str | None) -> list[str]:
    """Python codecs named by the transport and by the page itself, in this order."""
    names = [declared or ""]
    names += [found.decode("ascii") for found in _DECLARED.findall(body[:_DECLARED_WITHIN])[:3]]
    codecs_ = [_codec(name) for name in names]
    return list(dict.fromkeys(name for name in codecs_ if name))


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip().strip("'\"") or "-")
    except (LookupError, ValueError):
        return None
    return found.name if found.name in _ENCODINGS else None


def _known(codec: str) -> tuple[str, str]:
    return _ENCODINGS[codecs.lookup(codec).name]


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(_known(codec)[1])
    except UnicodeDecodeError:
        return None


def _mismatch(said: str, used: str) -> Warn:
    name = _known(said)[0]
    return Warn(WarningCode.ENCODING_MISMATCH, f"declared {name}, read as {used}")


def _without_controls(text: str, warnings: list[Warn]) -> str:
    text = ftfy.fixes.fix_c1_controls(text)  # windows-1252 punctuation that went through latin-1
    cleaned, count = _UNWANTED.subn("", text)
    if count:
        warnings.append(Warn(WarningCode.CHARACTERS_DROPPED, f"{count} control characters left out"))
    return cleaned


def _repaired(text: str, warnings: list[Warn]) -> str:
    """Undo a double decoding, one run of text at a time, only where the result is clearly better."""
    pieces: list[str] = []
    done = count = 0
    while found := _DOUBLED.search(text, done):
        start, end = _run_around(text, found.start(), done)
        run = text[start:end]
        fixed = ftfy.fix_encoding(run) if is_bad(run) else run
        if fixed != run and not is_bad(fixed):
            count += 1
            run = fixed
        pieces += [text[done:start], run]
        done = end
    if not count:
        return text
    warnings.append(Warn(WarningCode.MOJIBAKE_REPAIRED, f"{count} passages were decoded twice and put right"))
    return "".join([*pieces, text[done:]])


def _run_around(text: str, at: int, least: int) -> tuple[int, int]:
    """The words around a place, up to the next tag or line break."""
    start = max(least, at - _LONGEST_RUN, *(text.rfind(stop, max(least, at - _LONGEST_RUN), at) + 1 for stop in _STOPS))
    ends = [end for stop in _STOPS if (end := text.find(stop, at, at + _LONGEST_RUN)) >= 0]
    return start, min(ends, default=min(len(text), at + _LONGEST_RUN))
