"""How fast the stages are on one core, over pages of a data folder."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.files import InputError, content, html_files, jsonl_records
from cleaner.blocks import InputKind
from cleaner.boilerplate import label
from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.errors import PageError
from cleaner.language.understand import understand
from cleaner.reading import read
from cleaner.running.garbage import search_less
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
    articles = list(_articles(html, InputKind.HTML))  # also loads what is loaded on first use
    search_less()  # measured as it runs: see there
    yield from _stages("HTML", html, InputKind.HTML)
    yield from _stages("text", texts, InputKind.TEXT)
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


def _stages(what: str, pages: list[RawPage], kind: InputKind) -> Iterator[Speed]:
    """Pages a second, and what each stage takes of a page. Quarantined pages count as pages: they were looked at."""
    config = Config(kind=kind)
    spent = dict.fromkeys(("read", "label", "assemble"), 0.0)
    for raw in pages:
        marks = [time.process_time()]
        try:
            document = read(raw, config)
            marks.append(time.process_time())
            labelled = label(document)
            marks.append(time.process_time())
            assemble(labelled)
        except PageError:
            pass
        marks.append(time.process_time())
        for stage, (start, end) in zip(spent, pairwise(marks), strict=False):
            spent[stage] += end - start
    yield Speed(f"{what}: {', '.join(spent)}", len(pages) / sum(spent.values()), "pages/s")
    for stage, seconds in spent.items():
        yield Speed(f"{what}: {stage}, a page", 1000 * seconds / len(pages), "ms")


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
