"""`compare extraction`: HTML to main text, on the pages and with the scorer in `extraction/` of the data folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.compare import report, seen
from benchmarks.compare.peer import Outcome, Peer
from benchmarks.compare.report import Column
from benchmarks.compare.turns import take_turns
from benchmarks.files import InputError, Record, content
from benchmarks.scoring import scorer
from cleaner.reading.decoding import decode

_HERE = f"{__package__}.loaders"
PEERS = (
    Peer("cleaner", "cleaner", f"{_HERE}.ours:main_text", ours=True),
    Peer("trafilatura", "trafilatura", f"{_HERE}.extractors:trafilatura"),
    Peer("trafilatura, precision", "trafilatura", f"{_HERE}.extractors:trafilatura_precision"),
    Peer("trafilatura, recall", "trafilatura", f"{_HERE}.extractors:trafilatura_recall"),
    Peer("resiliparse", "resiliparse", f"{_HERE}.extractors:resiliparse"),
    Peer("jusText", "justext", f"{_HERE}.extractors:justext"),
    Peer("readability-lxml", "readability-lxml", f"{_HERE}.extractors:readability"),
    Peer("newspaper4k", "newspaper4k", f"{_HERE}.extractors:newspaper"),
    Peer("goose3", "goose3", f"{_HERE}.extractors:goose"),
    Peer("boilerpy3", "boilerpy3", f"{_HERE}.extractors:boilerpy"),
    Peer("html-text, the whole page", "html-text", f"{_HERE}.extractors:whole_page", floor=True),
)
_SUITES = ("scrapinghub", "wcxb")
_QUALITY = {  # group, figure of the scorer -> title
    ("scrapinghub", "shingle_f1"): "scrapinghub F1",
    ("scrapinghub", "strict_f1"): "mean page F1",
    ("health", "shingle_f1"): "health F1",
    ("health", "headings_line"): "headings",
    ("health", "items"): "list items",
    ("health", "cells"): "table cells",
    ("wcxb", "word_f1"): "WCXB F1",
}
_COSTS = (Column("pages/s", ".0f"), Column("crashes", ".0f", best=""))


@dataclass(frozen=True, slots=True)
class _Pages:
    """Gold records by group (`scrapinghub`, `wcxb`, `health`, and each page type of WCXB), and all pages in them."""

    groups: dict[str, list[Record]]
    items: list[Record]

    @property
    def types(self) -> list[str]:
        return [name for name in self.groups if name not in (*_SUITES, "health")]


def compare(
    folder: Path, pages: int | None = None, python: str = sys.executable, peers: Sequence[Peer] = PEERS, jobs: int = 1
) -> str:
    """The tables in Markdown. `pages` is the most of each corpus, taken evenly. Raises `InputError`."""
    found = scorer(folder, "extraction")
    chosen = _chosen(found, folder / "extraction" / "pages", pages)
    outcomes = take_turns(peers, chosen.items, python, jobs=jobs)
    ran = [outcome for outcome in outcomes if not outcome.missing]
    figures = {outcome.name: _figures(found, chosen, outcome) for outcome in ran}

    def quality(outcome: Outcome, wanted: Iterable[tuple[str, str]]) -> list[float | None]:
        return report.quality(outcome, (figures[outcome.name][group].get(measure) for group, measure in wanted))

    rows = [(o.name, [*quality(o, _QUALITY), *_costs(o)]) for o in ran]
    by_type = [(o.name, quality(o, [(kind, "word_f1") for kind in chosen.types])) for o in ran]
    titles = [Column(f"{kind} ({len(chosen.groups[kind])})") for kind in chosen.types]
    return report.paragraphs(
        _about(chosen),
        report.table("", [*map(Column, _QUALITY.values()), *_COSTS], rows),
        "WCXB, word F1 by type of page (pages):" if titles else "",
        report.table("", titles, by_type) if titles else "",
        seen.of_pages(),
        report.crashes(ran),
        report.missing(outcomes),
    )


def _chosen(found: ModuleType, folder: Path, pages: int | None) -> _Pages:
    groups = {suite: _spread(found.load_gold(suite), pages) for suite in _SUITES}
    groups["health"] = _spread(found.load_gold(",".join(_SUITES), health=True), pages)
    wcxb = groups["wcxb"]
    for kind in sorted({gold["page_type"] for gold in wcxb}, key=lambda kind: (-_count(wcxb, kind), kind)):
        groups[kind] = [gold for gold in wcxb if gold["page_type"] == kind]
    idents = dict.fromkeys(gold["id"] for rows in groups.values() for gold in rows)
    if not idents:
        raise InputError(f"{folder.parent}: no gold pages of {' or '.join(_SUITES)}")
    return _Pages({name: rows for name, rows in groups.items() if rows}, list(_items(folder, list(idents))))


def _spread(rows: list[Record], pages: int | None) -> list[Record]:
    """At most `pages` of them, at even distances, so that every page type has its share."""
    ordered = sorted(rows, key=lambda gold: (gold["page_type"], gold["id"]))
    if pages is None or len(ordered) <= pages:
        return ordered
    return [ordered[at * len(ordered) // pages] for at in range(pages)]


def _count(rows: list[Record], kind: str) -> int:
    return sum(gold["page_type"] == kind for gold in rows)


def _items(folder: Path, idents: list[str]) -> Iterator[dict[str, Any]]:
    """Peers that take text are given it decoded, all alike and at no cost to them."""
    for ident in idents:
        path = next((p for p in (folder / f"{ident}.html.gz", folder / f"{ident}.html") if p.is_file()), None)
        if path is None:
            raise InputError(f"{folder / ident}.html.gz: no such file")
        body = content(str(path))
        yield {"id": ident, "body": body, "html": decode(body, None).text}


def _figures(found: ModuleType, chosen: _Pages, outcome: Outcome) -> dict[str, dict[str, float]]:
    empty: dict[str, dict[str, float]] = {name: {} for name in (*_SUITES, "health")}
    return empty | {name: found.score(outcome.answers, rows, with_lcs=False) for name, rows in chosen.groups.items()}


def _costs(outcome: Outcome) -> list[float]:
    seconds = sum(outcome.seconds.values())
    return [len(outcome.seconds) / seconds if seconds else 0.0, len(outcome.crashes)]


def _about(chosen: _Pages) -> str:
    counts = ", ".join(f"{name} {len(chosen.groups.get(name, ()))}" for name in (*_SUITES, "health"))
    return (
        f"{len(chosen.items)} pages ({counts}), each package in a process of its own, taking turns page by page; "
        "pages/s of CPU time on one core. A crash counts as an empty text. Headings are those that stand alone on a "
        "line; headings, list items and table cells are shares of those in the gold texts of the health pages. The "
        "packages that take text are given it decoded; cleaner finds the encoding itself."
    )
