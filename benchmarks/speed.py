"""How fast the stages are on one core, over pages of a data folder."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.files import InputError, content, html_files, jsonl_records
from cleaner.blocks import InputKind
from cleaner.boilerplate import label
from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.errors import PageError
from cleaner.language.understand import understand
from cleaner.reading import read
from cleaner.sections import Article, assemble
from cleaner.sources import RawPage

_WORDS = 800  # the page that language times are scaled to


@dataclass(frozen=True, slots=True)
class Speed:
    """One line of the table."""

    what: str
    value: float
    unit: str


def speeds(folder: Path, pages: int) -> Iterator[Speed]:
    """Measure on `pages` pages of `extraction/pages` and of `pages/dev/text.jsonl`. Raises `InputError`."""
    html = [RawPage(record["path"], content(record["path"])) for record in _spread(folder, pages)]
    texts = [RawPage(r["id"], r["text"].encode(), encoding="utf-8") for r in _flattened(folder)][:pages]
    articles = list(_articles(html, InputKind.HTML))
    yield Speed(
        "HTML: read, label, assemble", len(html) / _seconds(lambda: list(_articles(html, InputKind.HTML))), "pages/s"
    )
    yield Speed(
        "text: read, label, assemble", len(texts) / _seconds(lambda: list(_articles(texts, InputKind.TEXT))), "pages/s"
    )
    words = sum(len(article.text.split()) for article in articles)
    for mode in Mode:
        config = Config(mode=mode)
        yield Speed(f"language, {mode}: load and first page", _seconds(partial(_read, articles[:1], config)), "s")
        spent = _seconds(partial(_read, articles, config))
        yield Speed(f"language, {mode}: page of {_WORDS} words", 1000 * spent / max(1, words) * _WORDS, "ms")
    yield Speed("memory at the peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def _spread(folder: Path, pages: int) -> list[dict[str, str]]:
    """Pages taken evenly from all of them, so that no site or kind leads."""
    found = list(html_files(folder / "extraction" / "pages"))
    return found[:: max(1, len(found) // pages)][:pages]


def _flattened(folder: Path) -> Iterable[dict[str, str]]:
    path = folder / "pages" / "dev" / "text.jsonl"
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    return jsonl_records(path, "id", "text")


def _articles(pages: list[RawPage], kind: InputKind) -> Iterator[Article]:
    config = Config(kind=kind)
    for raw in pages:
        try:
            yield assemble(label(read(raw, config)))
        except PageError:
            continue


def _read(articles: list[Article], config: Config) -> None:
    for article in articles:
        understand(article, config)


def _seconds(run: Callable[[], object]) -> float:
    """Processor time: what else the machine does at the moment does not count."""
    start = time.process_time()
    run()
    return time.process_time() - start
