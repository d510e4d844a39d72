"""Files that may be compressed, told by their first bytes and not by their name."""

from __future__ import annotations

import gzip
import zlib
from io import BufferedIOBase, BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import zstandard

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

# What reading a broken file raises, whatever it is compressed with.
READ_ERRORS = (OSError, EOFError, zlib.error, zstandard.ZstdError)


def open_content(path: str | Path) -> BufferedIOBase:
    """Open a file for reading its content, decompressed."""
    return unpacked(Path(path).open("rb"))


def unpacked(raw: BufferedReader) -> BufferedIOBase:
    """The content of an open file or pipe, decompressed. Closing it closes that, too."""
    magic = raw.peek(len(ZSTD_MAGIC))[: len(ZSTD_MAGIC)]
    if magic.startswith(GZIP_MAGIC):
        return _GzipFile(raw)
    if magic == ZSTD_MAGIC:
        return BufferedReader(_ZstdFile(raw))
    return raw


def read_content(stream: BufferedIOBase, limit: int) -> bytes:
    """At most `limit + 1` bytes of content: one more than allowed tells that there is more, bomb or not."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


class _GzipFile(gzip.GzipFile):
    """Gzip over a stream that it closes, which the standard library leaves open."""

    def __init__(self, source: BufferedReader) -> None:
        super().__init__(fileobj=source)
        self._source = source

    def close(self) -> None:
        super().close()
        self._source.close()


class _ZstdFile(RawIOBase):
    """A Zstandard file of any number of frames. The package's own reader takes a file cut short for a whole one."""

    # A block of four bytes can stand for 128 KiB, so this much can become 32 MiB at once, and no more.
    _CHUNK = 1024

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        while not self._ready:
            chunk = self._source.read(self._CHUNK)
            if not chunk:
                if self._frame is not None:
                    raise EOFError("compressed file ended before the end of its frame")
                return 0
            self._ready = memoryview(self._unpacked(chunk))
        count = min(len(target), len(self._ready))
        target[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpacked(self, chunk: bytes) -> bytes:
        parts = []
        while chunk:
            self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
            parts.append(self._frame.decompress(chunk))
            chunk = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None
        return b"".join(parts)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
