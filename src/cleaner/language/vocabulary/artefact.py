"""The compiled vocabulary: one file, mapped into memory.

The terms form a trie over folded words. A state is a row; the edges leaving a state are sorted keys
`state << 32 | word`, and the edge at position `i` leads to state `i + 1`. So a lookup is a binary search over one
array, done for all words of a page at once, and what is not read is never loaded.

Layout: `MAGIC`, the length of the header (8 bytes, little endian), the header (JSON: arrays with dtype, offset and
length; provenance; digest), then the arrays, each aligned to 8 bytes.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"CLVOCAB1"
_ALIGN = 8


@dataclass(frozen=True, slots=True)
class Tables:
    """The arrays of a vocabulary.

    `edges` (uint64, sorted) and `values` (uint32, by state; 0: no term ends here, else 1 + its first sense) are the
    trie. `senses` (uint32) holds concept, label and flags, 20, 4 and 8 bits; a flag marks the last sense of a term.
    `words`, `ids`, `names` and `xrefs` are UTF-8 lines: folded words by number, and one line a concept.
    """

    edges: NDArray[np.uint64]
    values: NDArray[np.uint32]
    senses: NDArray[np.uint32]
    words: NDArray[np.uint8]
    concepts: NDArray[np.uint8]
    concept_offsets: NDArray[np.uint32]


_NAMES = tuple(Tables.__dataclass_fields__)


def write(path: Path, tables: Tables, provenance: dict[str, Any]) -> str:
    """Write the vocabulary and return its digest: the same tables give the same file."""
    arrays = {name: np.ascontiguousarray(getattr(tables, name)) for name in _NAMES}
    digest = hashlib.sha256()
    layout, offset = {}, 0
    for name, array in arrays.items():
        digest.update(array.tobytes())
        layout[name] = {"dtype": array.dtype.str, "offset": offset, "length": int(array.size)}
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    header = {"arrays": layout, "provenance": provenance, "digest": digest.hexdigest()}
    head = json.dumps(header, sort_keys=True, ensure_ascii=False).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % _ALIGN)
    with path.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for array in arrays.values():
            file.write(array.tobytes() + b"\0" * (-array.nbytes % _ALIGN))
    return digest.hexdigest()


def read(path: Path) -> tuple[Tables, dict[str, Any]]:
    """Map a vocabulary into memory; returns its tables and its header. Raises `ValueError` for another file."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError(f"{path} is no compiled vocabulary")
    start = len(MAGIC) + 8
    length = int.from_bytes(data[len(MAGIC) : start], "little")
    header = json.loads(data[start : start + length])
    arrays = {
        name: np.frombuffer(data, np.dtype(part["dtype"]), part["length"], start + length + part["offset"])
        for name, part in header["arrays"].items()
    }
    return Tables(**arrays), header
