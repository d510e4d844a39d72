"""Files that may be compressed, told by their first bytes and not by their name."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

# What reading a broken file raises, whatever it is compressed with.
READ_ERRORS = (OSError, EOFError, zlib.error, zstandard.ZstdError)


def open_content(path: str | Path) -> BinaryIO:
    """Open a file for reading its content, decompressed; forward `seek` works for every kind."""
    raw = Path(path).open("rb")  # noqa: SIM115  the caller closes it
    magic = raw.read(len(ZSTD_MAGIC))
    raw.seek(0)
    if magic.startswith(GZIP_MAGIC):
        raw.close()
        return cast(BinaryIO, gzip.open(path, "rb"))
    if magic == ZSTD_MAGIC:
        return cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True, closefd=True))
    return raw


def read_content(path: str | Path, limit: int) -> bytes:
    """At most `limit + 1` bytes of content: one more than allowed tells that there is more, bomb or not."""
    with open_content(path) as stream:
        parts: list[bytes] = []
        left = limit + 1
        while left > 0 and (part := stream.read(left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
