"""Reads passages whose doses people have annotated: gold files, the example tables of the tests, our own sentences.

All come out as records with `source`, `text`, `context` and `doses`; a dose has `start`, `end` and the fields of the
dosage benchmark that its file tells: a field that is missing was not annotated, one that is None is stated to be empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from training.dosages import standoff

Record = dict[str, Any]

KIND_SENTENCES = Path(__file__).with_name("kind_sentences.tsv")
OWN = (
    Path(__file__).with_name("passages.jsonl"),
    *(Path("tests/language/dosages/examples") / name for name in ("tuned_on.jsonl", "bugs_caught.jsonl")),
)
OWN_WEIGHT = 0.5  # of a passage we wrote beside one of real text: ours are harder and of fewer hands
_KINDS = {"i": "intervention", "r": "recommendation", "l": "label_instruction", "c": "content", "o": "other"}
_RATE = re.compile(r"([\d.]+)(?:-([\d.]+))?/([\d.]+)(?:-([\d.]+))?([a-z]+)\Z")
_LENGTH = re.compile(r"([\d.]+)(?:-([\d.]+))? ([a-z]+)\Z")
_PLAIN = ("kind", "route", "form", "population")


def files(data: Path | None, gold: Sequence[Path]) -> list[Path]:
    """What there is to learn from: our own passages, with a folder of benchmark data its tuning half and the passages
    of its texts that were annotated for this project, and the files named."""
    of_data = [data / "dosage" / "dev.jsonl", *sorted(standoff.FOLDER.glob("*.jsonl"))] if data else []
    return [*OWN, *of_data, *gold]


@cache
def _documents(data: Path) -> standoff.Documents:
    return standoff.Documents(data)


def records(path: Path, data: Path | None = None) -> Iterator[Record]:
    """The records of one file. `data`: the folder with the texts that stand-off files are about."""
    if path.parent == standoff.FOLDER and data is not None:
        yield from standoff.records(path, _documents(data))
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if line.startswith("#"):
            continue
        source = f"{path.stem}:{number}"
        if path.suffix == ".tsv":
            yield _marked(line, source)
            continue
        record = json.loads(line)
        yield record if "source" in record else _example(record, source)


def is_own(source: str) -> bool:
    """Whether a record is a passage we wrote."""
    return source.startswith("authored:")


def weight_of(source: str) -> float:
    """How much a record counts in training."""
    return OWN_WEIGHT if is_own(source) else 1.0


def _marked(line: str, source: str) -> Record:
    """A letter for the kind, a sentence with its amounts in braces, the heading above it if there is one."""
    name, marked, *heading = line.split("\t")
    starts = [opened.start() - 2 * order for order, opened in enumerate(re.finditer(r"\{", marked))]
    ends = [closed.start() - 2 * order - 1 for order, closed in enumerate(re.finditer(r"\}", marked))]
    doses = [{"start": start, "end": end, "kind": _KINDS[name]} for start, end in zip(starts, ends, strict=True)]
    text = marked.replace("{", "").replace("}", "")
    return {"source": source, "text": text, "context": "".join(heading), "doses": doses}


def _example(example: Record, source: str) -> Record:
    """An example of the tests: its doses in reading order, by their quotes."""
    doses, end = [], 0
    for told in example["doses"]:
        start = example["text"].index(told["quote"], end)
        end = start + len(told["quote"])
        dose: Record = {"start": start, "end": end, **{name: told[name] for name in _PLAIN if name in told}}
        if "substance" in told:
            dose["substance"] = {"text": told["substance"]} if told["substance"] else None
        if "timing" in told:
            dose["frequency"] = _rate(told["timing"])
        if "duration" in told:
            dose["duration"] = _length(told["duration"])
        doses.append(dose)
    return {"source": source, "text": example["text"], "context": example.get("outside"), "doses": doses}


def _rate(written: str | None) -> Record | None:
    match = _RATE.match(written or "")
    if match is None:
        return None
    count, most, period, longest, unit = match.groups()
    return {"count": count, "count_max": most, "period": period, "period_max": longest, "period_unit": unit}


def _length(written: str | None) -> Record | None:
    match = _LENGTH.match(written or "")
    if match is None:
        return None
    value, most, unit = match.groups()
    return {"value": float(value), "value_max": float(most) if most else None, "unit": unit}
