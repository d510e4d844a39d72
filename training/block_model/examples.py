"""Pages to learn from: read, labelled by the rules before the model, aligned with their gold text."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from training.alignment import shares

from cleaner.blocks import Document, InputKind
from cleaner.boilerplate import MARKUP_RULES
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.measures import Measures, Numbers
from cleaner.boilerplate.models.block_model import classify_blocks, settled
from cleaner.boilerplate.models.page import Page
from cleaner.config import Config
from cleaner.errors import PageError
from cleaner.reading import read
from cleaner.sources import RawPage

WORD = re.compile(r"\w+")
ANNOTATED = "annotated"  # the corpus of pages whose kept blocks were marked by hand
_ANNOTATED_WEIGHT = 2.0
_SECOND_LEVELS = 3  # letters of a domain's last but one part from which it is no "co" or "com"


@dataclass
class Example:
    """A page after the rules before the model. `rows`: the blocks they left open; `share`: the gold's part of each."""

    id: str
    corpus: str
    kind: str | None  # the corpus' own name for the kind of the page
    site: str
    gold: str
    gold_words: int
    labelling: Labelling
    rows: list[int]
    settled: Numbers  # 1 for the blocks a rule decided to keep
    share: Numbers
    weight: float
    is_health: bool

    @property
    def document(self) -> Document:
        return self.labelling.document

    @property
    def measures(self) -> Measures:
        return self.labelling.measures

    @cached_property
    def page(self) -> Page:
        return Page.of(self.labelling)


def read_examples(data: Path) -> list[Example]:
    """The pages of `extraction/` and `pages/` that show text; a page without gold text teaches nothing."""
    return [one for page in (*_extraction(data / "extraction"), *_annotated(data / "pages")) if (one := _example(page))]


def site_of(host: str) -> str:
    """The registered domain, nearly: enough to keep a publisher's pages in one fold."""
    parts = host.split(".")
    short = len(parts[-1]) <= 2 and len(parts) > 2 and len(parts[-2]) <= _SECOND_LEVELS
    return ".".join(parts[-3:] if short else parts[-2:])


def folds_of(examples: Sequence[Example], count: int) -> list[int]:
    """The fold of each example: all pages of a site stand in one."""
    return [zlib.crc32(one.site.encode()) % count for one in examples]


def _extraction(folder: Path) -> Iterator[dict[str, Any]]:
    for page in _records(folder / "gold.jsonl"):
        if not page.get("duplicate") and page["text"].strip():
            body = gzip.decompress((folder / "pages" / f"{page['id']}.html.gz").read_bytes())
            yield {**page, "body": body, "corpus": page["suite"], "kind": page["page_type"], "weight": 1.0}


def _annotated(folder: Path) -> Iterator[dict[str, Any]]:
    for page in _records(folder / "dev" / "html.jsonl"):
        gold = "\n".join(block["text"] for block in page["blocks"])
        body = (folder / "dev" / page["html_file"]).read_bytes()
        told = {"corpus": ANNOTATED, "kind": None, "weight": _ANNOTATED_WEIGHT, "host": page["site"], "health": True}
        yield {**page, **told, "body": body, "text": gold}


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:  # which ends lines at line feeds alone: texts hold other separators
        yield from map(json.loads, lines)


def _example(page: dict[str, Any]) -> Example | None:
    try:
        raw = RawPage(uri=page["id"], body=page["body"], url=page.get("url"))
        document = read(raw, Config(kind=InputKind.HTML))
    except PageError:
        return None
    labelling = Labelling(document)
    for rule in MARKUP_RULES[: MARKUP_RULES.index(classify_blocks)]:
        rule(labelling)
    blocks = document.blocks
    return Example(
        id=page["id"],
        corpus=page["corpus"],
        kind=page["kind"],
        site=site_of(page["host"]),
        gold=page["text"],
        gold_words=len(WORD.findall(page["text"])),
        labelling=labelling,
        rows=[block.index for block in labelling.open_blocks()],
        settled=settled(labelling),
        share=np.array(shares([block.text for block in blocks], page["text"]), dtype=np.float32),
        weight=page["weight"],
        is_health=bool(page.get("health")),
    )
