"""Pages to learn from: flattened pages with, for each block, the share of it that belongs to the article."""

from __future__ import annotations

import json
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from textwrap import wrap
from typing import Any

from training.alignment import shares

from cleaner.reading.decoding import decode
from cleaner.reading.flat import read_flat

NEUTRAL = {"caption", "byline", "date", "category/breadcrumb"}
KEPT = {"title", "dek", "heading", "body", "list-item", "table", "disclaimer", "references"}
LONGEST = 200_000  # characters of a page
FORMS = 12  # of so many flattened pages one is wrapped, and ...
SPACED = 3  # ... so many have other empty lines
COLUMNS = 78


class Kind(StrEnum):
    """Where a page's answers come from."""

    ANNOTATED = "annotated"  # by hand, line by line
    FLATTENED = "flattened"  # aligned with the page's main text
    MARKED = "marked"  # junk lines put into a main text


@dataclass(frozen=True)
class Example:
    """A flattened page; `gold[i]` is the share of block i that is article, None where unknown or neutral."""

    id: str
    site: str
    kind: Kind
    text: str
    gold: tuple[float | None, ...]


def annotated(path: Path) -> Iterator[Example]:
    """JSONL {id, site, text, lines: [{start, end, label}], inline_boilerplate: [{start, end, label}]}."""
    for record in _records(path):
        mask: list[int | None] = [None] * len(record["text"])
        for line in record["lines"]:
            value = 1 if line["label"] in KEPT else None if line["label"] in NEUTRAL else 0
            mask[line["start"] : line["end"]] = [value] * (line["end"] - line["start"])
        gold = []
        for block in read_flat(record["text"]):
            value = Counter(mask[block.start : block.end]).most_common(1)[0][0]
            gold.append(None if value is None else float(value))
        yield Example(record["id"], record["site"], Kind.ANNOTATED, record["text"], tuple(gold))


def flattened(paths: Sequence[Path], gold_path: Path) -> Iterator[Example]:
    """`paths`: JSON {"texts": {id: text}}, a file a form; gold: JSONL {id, host, text}."""
    forms = {path.stem: json.loads(path.read_text(encoding="utf-8"))["texts"] for path in paths}
    for record in _records(gold_path):
        for form, texts in forms.items():
            text = texts.get(record["id"], "")
            if not text or not record["text"] or len(text) > LONGEST:
                continue
            drawn = zlib.crc32(f"{form} {record['id']}".encode()) % FORMS
            if drawn == 0:
                text = wrapped(text)
            elif drawn <= SPACED:
                text = respaced(text)
            text = decode(text.encode(), "utf-8").text  # words that were decoded twice are put right, as for any page
            gold = tuple(shares([block.text for block in read_flat(text)], record["text"]))
            yield Example(record["id"], record["host"], Kind.FLATTENED, text, gold)


def wrapped(text: str) -> str:
    """The page as mail programs and terminals print it: lines cut at a column, paragraphs parted by empty lines."""
    return "\n\n".join("\n".join(wrap(line, COLUMNS)) for line in text.splitlines() if line.strip())


def respaced(text: str) -> str:
    """The page with an empty line between all lines; without any where it has some, as other tools print it."""
    lines = [line for line in text.splitlines() if line.strip()]
    return ("\n" if "\n\n" in text else "\n\n").join(lines)


LEADS = (
    "Related", "Related stories", "Read next", "Also read", "Recommended", "More stories", "You might also like",
    "See also", "Most read", "Trending", "In case you missed it", "Top stories", "Up next", "Keep reading",
)  # fmt: skip


def marked(gold_path: Path, folds: int) -> Iterator[Example]:
    """Main texts with headlines of other sites' pages put between their lines and behind them.

    Headlines come from pages of the same fold, so that no fold learns another's.
    """
    records = [record for record in _records(gold_path) if record["page_type"] == "article"]
    pools: dict[int, list[str]] = defaultdict(list)
    for record in records:
        headline = " ".join(record["title"].split(" | ")[0].split(" - ")[0].split())
        if 3 <= len(headline.split()) <= 16:
            pools[fold_of(record["host"], folds)].append(headline)
    for record in records:
        lines = [" ".join(line.split()) for line in record["text"].splitlines() if line.strip()]
        pool = pools[fold_of(record["host"], folds)]
        if len(lines) < 4 or len(pool) < 8:
            continue
        yield _with_junk(record, lines, pool, random.Random(zlib.crc32(record["id"].encode())))


def _with_junk(record: dict[str, Any], lines: Sequence[str], pool: Sequence[str], rng: random.Random) -> Example:
    page = [(line, 1.0) for line in lines]
    for _ in range(max(2, len(lines) // 8)):
        titles = rng.sample(pool, 4)
        style = rng.random()
        if style < 0.5:
            junk = titles[:1]
        elif style < 0.7:
            junk = [rng.choice(LEADS), *titles[: rng.randint(1, 4)]]
        elif style < 0.85:
            junk = [f"{rng.choice(LEADS)}: {titles[0]}"]
        else:
            junk = [f"{rng.choice(LEADS)} " + " ".join(f"{title} {title}" for title in titles[: rng.randint(1, 3)])]
        at = rng.randrange(1, len(page) + 1) if rng.random() < 0.6 else len(page)
        page[at:at] = [(line, 0.0) for line in junk]
    text = "\n".join(line for line, _ in page)
    mask = [good for line, good in page for _ in range(len(line) + 1)]
    gold = tuple(mask[block.start] for block in read_flat(text))
    return Example(record["id"] + "-marked", record["host"], Kind.MARKED, text, gold)


def fold_of(site: str, folds: int) -> int:
    """Pages of one registered domain, nearly, share a fold."""
    return zlib.crc32(".".join(site.split(".")[-2:]).encode()) % folds


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
