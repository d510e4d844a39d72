"""One page for a reviewer: every line with its fate, every value with its words, in one self-contained HTML file."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template
from typing import Any

from cleaner.contract import CleanPage
from cleaner.contract.dosages import Dosage
from cleaner.contract.entities import Entity
from cleaner.contract.vocabulary import Certainty, Polarity
from cleaner.labels import Action
from cleaner.sections.article import Article, ArticleBlock, RemovedSpan


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    ident: str
    kind: str
    note: str


def review_page(article: Article, page: CleanPage) -> str:
    """The review of a page as HTML."""
    marks = sorted(
        [*map(_entity_mark, page.entities), *map(_dosage_mark, page.dosages)], key=lambda m: (m.start, -m.end)
    )
    return Template((files(__package__) / "page.html").read_text("utf-8")).substitute(
        title=escape(page.metadata.title or page.page_id),
        source=escape(
            f"{page.source.uri} · {page.source.url or 'no address'} · fingerprint {page.pipeline.fingerprint}"
        ),
        tables="\n".join(_tables(page)),
        lines="\n".join(_lines(article, marks)),
    )


def _lines(article: Article, marks: Sequence[_Mark]) -> Iterator[str]:
    """Kept blocks and removed spans as they stood on the page."""
    kept = [(article.visible_offset(block.start), _kept(block, article.text, marks)) for block in article.blocks]
    gone = [(span.start, _removed(span, article.document.visible)) for span in article.removed]
    return (html for _, html in sorted([*kept, *gone], key=lambda line: line[0]))


def _kept(block: ArticleBlock, text: str, marks: Sequence[_Mark]) -> str:
    first, last = (bisect_left(marks, offset, key=lambda mark: mark.start) for offset in (block.start, block.end))
    inside = marks[first:last]
    return f'<div class="kept label-{block.label}">{_marked(text, block.start, block.end, inside)}</div>'


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> str:
    """Text with marks that may overlap: cut at every border, each piece inside all marks that cover it."""
    borders = {start, end, *(border for mark in marks for border in (mark.start, mark.end) if start < border < end)}
    parts: list[str] = []
    waiting = deque(marks)
    active: list[_Mark] = []
    for left, right in pairwise(sorted(borders)):
        active = [mark for mark in active if mark.end > left]
        while waiting and waiting[0].start <= left:
            active.append(waiting.popleft())
        piece = escape(text[left:right])
        for mark in reversed(active):
            ident = f' id="{mark.ident}"' if left == mark.start else ""
            piece = f'<mark{ident} class="{mark.kind}" title="{escape(mark.note)}">{piece}</mark>'
        parts.append(piece)
    return "".join(parts)


def _removed(span: RemovedSpan, visible: str) -> str:
    verdict = span.verdict
    kind = "removed record" if verdict.label.action is Action.RECORD else "removed"
    why = " · ".join((f"{verdict.label} ({verdict.reason}): {verdict.reason.meaning}", *verdict.evidence))
    words = escape(visible[span.start : span.end])
    return f'<div class="{kind}">{words}</div><span class="why">{escape(why)}</span>'


def _entity_mark(entity: Entity) -> _Mark:
    said = entity.assertion
    notes = [entity.label.value]
    if entity.concept:
        notes.append(f"{entity.concept.id} {entity.concept.name}")
    if said.polarity is not Polarity.AFFIRMED or said.certainty is not Certainty.CERTAIN or said.hypothetical:
        notes += [said.polarity.value, said.certainty.value, *(["hypothetical"] if said.hypothetical else [])]
        notes += [f"cue: {said.cue.quote}"] if said.cue else []
    kind = "entity negated" if said.polarity is Polarity.NEGATED else "entity"
    return _Mark(entity.start, entity.end, entity.id, kind, " · ".join(notes))


def _dosage_mark(dosage: Dosage) -> _Mark:
    values = dosage.model_dump(mode="json", exclude={"id", "start", "end", "quote", "section", "evidence"})
    return _Mark(dosage.start, dosage.end, dosage.id, "dosage", "\n".join(_stated(values)))


def _stated(values: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """`timing.count: 1.0`: what has a value, down to the leaves."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _stated(value, f"{above}{name}.")
        elif value not in (None, False, []) and name not in ("start", "end"):
            yield f"{above}{name}: {value}"


def _tables(page: CleanPage) -> Iterator[str]:
    metadata = [("page_kind", page.page_kind.kind)]
    metadata += [(name, value) for name, value in page.metadata.model_dump(mode="json").items() if value]
    yield _table("Metadata", (), metadata)
    yield _table("Warnings", ("code", "message"), [(w.code, w.message) for w in page.warnings])
    yield _table(
        "Dosages",
        ("amount", "of", "kind", "bound", "low", "high", "unit", "per", "how often", "how long", "for whom", "as"),
        [(_Link(d.id, d.quote), d.substance and d.substance.quote, *_values(d), *_use(d)) for d in page.dosages],
    )
    first = {entity.concept.id: entity.id for entity in reversed(page.entities) if entity.concept}
    yield _table(
        "Concepts",
        ("name", "id", "label", "mentions"),
        [(_Link(first.get(c.id, ""), c.name), c.id, c.label, c.mentions) for c in page.concepts],
    )
    yield _table(
        "Related links", ("title", "under", "copies"), [(r.title, r.label, r.copies) for r in page.related_links]
    )


def _values(dosage: Dosage) -> tuple[object, ...]:
    return dosage.kind, dosage.bound, dosage.value_low, dosage.value_high, dosage.unit, dosage.per


def _use(dosage: Dosage) -> tuple[object, ...]:
    """How often, how long, for whom and as what it is taken."""
    timing, duration = dosage.timing, dosage.duration
    often = (
        [f"{_range(timing.count, timing.count_max)} in {_range(timing.period, timing.period_max)} {timing.period_unit}"]
        if timing
        else []
    )
    often += timing.when if timing else ()
    often += [words for words, holds in (("once", dosage.single), ("as needed", dosage.as_needed)) if holds]
    return (
        often,
        f"{_range(duration.value, duration.value_max)} {duration.unit}" if duration else None,
        dosage.population and dosage.population.quote,
        [words for words in (dosage.route, dosage.form) if words],
    )


def _range(low: float, high: float | None) -> str:
    return f"{low:,.10g}" if high is None else f"{low:,.10g}-{high:,.10g}"


@dataclass(frozen=True, slots=True)
class _Link:
    ident: str
    words: str

    def __str__(self) -> str:
        return f'<a href="#{self.ident}">{escape(self.words)}</a>'


def _table(caption: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A table under its heading; nothing where it has no rows."""
    body = ["<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in rows]
    if not body:
        return ""
    titles = "<tr>" + "".join(f"<th>{name}</th>" for name in head) + "</tr>"
    return f"<h2>{caption}</h2>\n<table>{titles}{''.join(body)}</table>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    if isinstance(value, float):
        return f"{value:,.10g}"
    return str(value) if isinstance(value, _Link) else escape(str(value))
