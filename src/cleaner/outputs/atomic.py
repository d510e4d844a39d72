"""Files that are whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def publishing(target: Path, scratch: Path, *, durable: bool) -> Iterator[BinaryIO]:
    """Write `target` by way of a file in `scratch` (same file system), renamed into place when all went well.

    `durable` waits until the bytes are on the disk (3 ms): for files many pages depend on.
    """
    draft = scratch / f"{target.name}.{os.getpid()}"
    try:
        with draft.open("wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    if durable:
        _sync_folder(target.parent)


def publish(target: Path, content: bytes, scratch: Path, *, durable: bool = False) -> None:
    """Write a whole file at once."""
    with publishing(target, scratch, durable=durable) as file:
        file.write(content)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
