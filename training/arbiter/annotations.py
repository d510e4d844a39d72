"""Passages annotated for this project, put together from stand-off files and the texts they are about.

A file of `annotations/` names documents and holds no text: a line `@ id source start length sha256` (parted by tabs)
opens a passage, and each line `start end label flags` below it is a mention in characters of the passage. `source` is
`medquad:ID` or `pages:ID`; the passage is a slice of the document with its white space collapsed, and the hash (its
first 16 digits) proves that it is the text that was annotated. Flags: `-` negated, `?` hedged, `!` hypothetical, `.`
none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.recognizer.corpora import read

FOLDER = Path(__file__).parent / "annotations"
_FILES = {"medquad": ("ner/medquad-dev.jsonl",), "pages": ("extraction/gold.jsonl", "pages/dev/text.jsonl")}
_HASH = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of a passage; flags as above."""

    start: int
    end: int
    label: str
    flags: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """`context`: the title or subject that stood beside the text."""

    id: str
    source: str
    context: str
    text: str
    mentions: tuple[Mention, ...]


class Documents:
    """The texts of a data folder by source, white space collapsed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, dict[str, tuple[str, str]]] = {}

    def slice(self, source: str, start: int, length: int, digest: str) -> tuple[str, str]:
        """A passage and its context. Raises `ValueError` where the folder holds another text."""
        kind, _, ident = source.partition(":")
        text, context = self._of(kind)[ident]
        passage = text[start : start + length]
        if shortened(passage) != digest:
            raise ValueError(f"{source} is not the text that was annotated")
        return passage, context

    def text(self, source: str) -> str:
        kind, _, ident = source.partition(":")
        return self._of(kind)[ident][0]

    def _of(self, kind: str) -> dict[str, tuple[str, str]]:
        if kind not in self._texts:
            found = self._texts[kind] = {}
            for name in _FILES[kind]:
                for record in read(self._folder / name):
                    context = record.get("focus") or record.get("title") or ""
                    found.setdefault(record["id"], (_collapsed(record["text"], kind), context))
        return self._texts[kind]


def passages(path: Path, documents: Documents) -> Iterator[Passage]:
    """The passages of a stand-off file (.tsv), or of a file with texts (.jsonl)."""
    if path.suffix == ".jsonl":
        yield from (with_text(record) for record in read(path))
        return
    for block in re.split(r"^@\t", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.splitlines()
        ident, source, start, length, digest = head.split("\t")
        text, context = documents.slice(source, int(start), int(length), digest)
        rows = (line.split("\t") for line in lines if line)
        mentions = (Mention(int(first), int(last), label, flags.strip(".")) for first, last, label, flags in rows)
        yield Passage(ident, source, context, text, tuple(mentions))


def with_text(record: dict[str, object]) -> Passage:
    """A passage of a record that holds its text, such as those of the health-entity data."""
    entities = json.loads(json.dumps(record["entities"]))
    mentions = (Mention(e["start"], e["end"], e["label"], flags_of(e)) for e in entities)
    context = str(record.get("context") or "")
    return Passage(str(record["id"]), str(record["source"]), context, str(record["text"]), tuple(mentions))


def flags_of(entity: dict[str, object]) -> str:
    negated = "-" if entity.get("polarity") == "negated" else ""
    hedged = "?" if entity.get("certainty") == "hedged" else ""
    return negated + hedged + ("!" if entity.get("hypothetical") else "")


def shortened(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]


def _collapsed(text: str, kind: str) -> str:
    lines = [text] if kind == "medquad" else text.split("\n")
    collapsed = (re.sub(r"\s+", " ", line).strip() for line in lines)
    return "\n".join(line for line in collapsed if line)
