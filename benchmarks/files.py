"""Reads the inputs and writes the predictions. What a file lacks is said in one line, with the file's name."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]


class InputError(Exception):
    """The input cannot be read as its kind asks; the message names the file and, where it can, the line."""


def jsonl_records(path: Path, *required: str) -> Iterator[Record]:
    """The objects of a JSONL file (`.gz` or not), each with the fields `required`."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _checked(line, f"{path}, line {number}", required)


def html_files(folder: Path) -> Iterator[Record]:
    """`{"id": file name without suffixes, "path"}` for each `*.html` or `*.html.gz` of a folder, in order."""
    if not folder.is_dir():
        raise InputError(f"{folder}: not a folder")
    found = sorted([*folder.glob("*.html"), *folder.glob("*.html.gz")])
    if not found:
        raise InputError(f"{folder}: no *.html or *.html.gz in it")
    for path in found:
        yield {"id": path.name.removesuffix(".gz").removesuffix(".html"), "path": str(path)}


def annotated_html_files(path: Path) -> Iterator[Record]:
    """Records of a JSONL file with `path` resolved from their `html_file`, which is relative to the JSONL's folder."""
    for record in jsonl_records(path, "id", "html_file"):
        file = path.parent / record["html_file"]
        if not file.is_file():
            raise InputError(f"{path}: the page {file} is missing")
        yield {"id": record["id"], "path": str(file), "url": record.get("url")}


def texts(path: Path) -> Iterator[Record]:
    """`{"id", "text"}` for each text of a JSON file `{"texts": {id: text}}`."""
    with _opened(path) as file:
        content = file.read()
    for key, text in _checked(content, str(path), ("texts",))["texts"].items():
        yield {"id": key, "text": text}


def write_jsonl(path: Path, records: Iterable[Record]) -> int:
    """Write one object a line; how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_texts(path: Path, records: Iterable[Record]) -> int:
    """Write `{id: text}`; how many."""
    found = {record["id"]: record["text"] for record in records}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(found)


def content(path: str) -> bytes:
    """The bytes of a file, decompressed where its name ends in `.gz`."""
    data = Path(path).read_bytes()
    return gzip.decompress(data) if path.endswith(".gz") else data


def _opened(path: Path) -> Any:
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _checked(line: str, place: str, required: tuple[str, ...]) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: not JSON ({error})") from error
    if not isinstance(record, dict):
        raise InputError(f"{place}: not a JSON object")
    if missing := [name for name in required if name not in record]:
        raise InputError(f"{place}: without {', '.join(missing)}")
    return record
