"""What can be predicted: one row a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import files, pages, passages
from benchmarks.files import Record
from cleaner.config import Config


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind's input is read, what is predicted of one record, and how predictions are written."""

    meaning: str
    read: Callable[[Path], Iterator[Record]]
    predict: Callable[[Record, Config], Record]
    write: Callable[[Path, Iterable[Record]], int] = files.write_jsonl


def _passage_file(path: Path) -> Iterator[Record]:
    return files.jsonl_records(path, "id", "text")


def _spans_file(path: Path) -> Iterator[Record]:
    return files.jsonl_records(path, "id", "text", "entities")


KINDS = {
    "html": Kind("folder of *.html[.gz] -> {id: main text}", files.html_files, pages.main_text, files.write_texts),
    "html-pages": Kind("JSONL naming HTML files -> typed blocks", files.annotated_html_files, pages.html_blocks),
    "text": Kind('{"texts": {id: text}} -> {id: main text}', files.texts, pages.main_text, files.write_texts),
    "text-pages": Kind("JSONL of flattened pages -> labelled lines", _passage_file, pages.text_lines),
    "dosage": Kind("JSONL of passages -> doses", _passage_file, passages.dose_records),
    "entities": Kind("JSONL of passages -> entities", _passage_file, passages.entity_records),
    "assertion": Kind("JSONL of passages with spans -> negated or not", _spans_file, passages.assertion_records),
    "abbreviations": Kind("JSONL of passages -> short and long forms", _passage_file, passages.abbreviation_records),
}
