"""Passages with doses annotated for this project, put together from stand-off files and the texts they are about.

A line of `annotations/*.jsonl` names a document, the place of the passage in it (white space collapsed) and the
first digits of its SHA-256, which prove that it is the text that was annotated; doses are told by places in the
passage, in the fields of the dosage benchmark. No text is kept but that of a substance that only the context names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("annotations")
_PAGES = ("extraction/gold.jsonl", "pages/dev/text.jsonl")
_HASH = 16

Record = dict[str, Any]


class Documents:
    """The texts of a data folder by `KIND:ID`, white space collapsed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, dict[str, str]] = {}

    def text(self, source: str) -> str:
        """The text of a document. Raises `KeyError` where the folder has none of that name."""
        kind, _, ident = source.partition(":")
        if kind not in self._texts:
            names = _PAGES if kind == "pages" else (f"ner/{kind}-dev.jsonl", f"ner/{kind}-train.jsonl")
            found = self._texts[kind] = {}
            for path in (self._folder / name for name in names):
                for line in filter(None, path.read_text("utf-8").split("\n") if path.exists() else ()):
                    record = json.loads(line)
                    found.setdefault(record["id"], collapsed(record["text"]))
        return self._texts[kind][ident]


def records(path: Path, documents: Documents) -> Iterator[Record]:
    """The records of a stand-off file, with their texts. Raises `ValueError` where a text is another one."""
    for line in filter(None, path.read_text("utf-8").split("\n")):
        kept = json.loads(line)
        document = documents.text(kept["source"])
        text = _slice(document, kept["text"])
        if shortened(text) != kept["sha256"]:
            raise ValueError(f"{kept['source']} is not the text that was annotated")
        context = _slice(document, kept["context"]) if kept.get("context") else None
        doses = [_resolved(dose, text) for dose in kept["doses"]]
        yield {"id": kept["id"], "source": kept["source"], "text": text, "context": context, "doses": doses}


def _resolved(dose: Record, text: str) -> Record:
    found = dose | {"substance": _substance(dose["substance"], text)}
    if dose.get("population") is not None:  # a group told in other words than the text's was not kept
        found["population"] = _slice(text, dose["population"])
    return found


def _substance(kept: Record | None, text: str) -> Record | None:
    if kept is None or "text" in kept:
        return kept
    return kept | {"text": text[kept["start"] : kept["end"]]}


def _slice(document: str, place: list[int]) -> str:
    start, length = place
    return document[start : start + length]


def collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def shortened(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]
