"""Predictions over whole pages: read, label and assemble, as `clean_page` does before it reads the language."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resources
from typing import Any

from benchmarks.files import Record, content
from cleaner.blocks import InputKind, LabelledBlock, LabelledDocument, Role
from cleaner.boilerplate import label
from cleaner.boilerplate.memory.page import NO_MEMORY
from cleaner.config import Config
from cleaner.errors import PageError
from cleaner.labels import Action, Label
from cleaner.reading import read
from cleaner.sections import Article, assemble
from cleaner.sources import RawPage

_TYPES = {Role.LIST_ITEM: "list_item", Role.CELL: "table", Role.QUOTE: "quote"}
_TYPES_BY_LABEL = {
    Label.HEADING: "heading",
    Label.LIST_ITEM: "list_item",
    Label.TABLE: "table",
    Label.QUOTE: "quote",
    Label.BODY: "paragraph",
    Label.DEK: "paragraph",
    Label.DISCLAIMER: "paragraph",
    Label.REFERENCES: "paragraph",  # so in the gold, also where they are items of a list
}


def main_text(record: Record, config: Config) -> Record:
    """`{"id", "text"}`: the clean text without the page's title, which gold texts leave out."""
    try:
        article = assemble(labelled_page(record, config))
    except PageError:
        return {"id": record["id"], "text": ""}
    start, end = article.title or (0, 0)
    return {"id": record["id"], "text": f"{article.text[:start]}{article.text[end:].lstrip()}".strip()}


def html_blocks(record: Record, config: Config) -> Record:
    """`{"id", "title", "blocks": [{"type", "text", "level"?}], "related_titles"}` of an HTML page."""
    try:
        article = assemble(labelled_page(record, config))
    except PageError:
        return {"id": record["id"], "title": None, "blocks": [], "related_titles": []}
    return {
        "id": record["id"],
        "title": article.metadata.title,
        "blocks": list(_blocks(article)),
        "related_titles": [link.title for link in article.related],
    }


def text_lines(record: Record, config: Config) -> Record:
    """What became of each non-empty line of a flattened page, with offsets into the page as given:

    `{"id", "lines": [{"start", "end", "label", "level"?}], "inline_boilerplate": [{"start", "end", "label"}], "title",
    "headings": [{"text", "level"}], "sections": [{"heading", "level", "start"}], "related_titles"}`
    """
    text: str = record["text"]
    try:
        labelled = labelled_page(record, config)
        article = assemble(labelled)
    except PageError:
        return {"id": record["id"], "lines": [], "inline_boilerplate": [], "title": None, "sections": []}
    given = _GivenText(text, labelled.document.visible)
    lines = [_line(start, end, pieces) for start, end, pieces in _pieces_by_line(text, labelled, given)]
    headings = {block.start: block for block in article.blocks if block.label is Label.HEADING}
    return {
        "id": record["id"],
        "lines": [line for line, _ in lines],
        "inline_boilerplate": [span for _, inline in lines for span in inline],
        "title": article.metadata.title,
        "headings": [{"text": article.text[b.start : b.end], "level": b.level} for b in headings.values()],
        "sections": [
            {"heading": s.heading, "level": s.level, "start": given.offset(article.visible_offset(s.start))}
            for s in article.sections
            if s.start in headings or s.level == 0
        ],
        "related_titles": [link.title for link in article.related],
    }


def labelled_page(record: Record, config: Config) -> LabelledDocument:
    """A page's blocks with their labels; with the `memory` of its site where the record has one. Raises `PageError`."""
    kind = InputKind.TEXT if "text" in record else InputKind.HTML
    body = record["text"].encode("utf-8", "replace") if "text" in record else _bytes(record)
    encoding = "utf-8" if "text" in record else None
    raw = RawPage(uri=record["id"], body=body, url=record.get("url"), encoding=encoding)
    return label(read(raw, config.model_copy(update={"kind": kind})), record.get("memory", NO_MEMORY))


def _bytes(record: Record) -> bytes:
    return record["body"] if "body" in record else content(record["path"])


def _blocks(article: Article) -> Iterator[dict[str, Any]]:
    for block in article.blocks:
        if block.label is Label.TITLE:
            continue
        role = article.document.blocks[block.source].role
        kind = _TYPES_BY_LABEL.get(block.label) or _TYPES.get(role, "paragraph")
        found = {"type": kind, "text": article.text[block.start : block.end]}
        yield {**found, "level": block.level} if kind == "heading" else found


class _GivenText:
    """Offsets of the text as read (line breaks unified, mojibake repaired) -> offsets of the text as given."""

    def __init__(self, given: str, read: str) -> None:
        self._same = given == read
        self._starts = _line_starts(read)
        self._given = _line_starts(given)
        self._length = len(given)

    def offset(self, position: int) -> int:
        """Exact where reading changed nothing, else near it in the same line."""
        if self._same:
            return position
        line = bisect_right(self._starts, position) - 1
        if line >= len(self._given):
            return self._length
        end = self._given[line + 1] if line + 1 < len(self._given) else self._length
        return min(self._given[line] + position - self._starts[line], end)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the given text with the label over it."""

    start: int
    end: int
    label: Label
    level: int | None


def _pieces(labelled: LabelledDocument, given: _GivenText) -> Iterator[_Piece]:
    for block in labelled.blocks:
        for start, end, what in _cut_up(block):
            level = block.level if what is block.label else None
            yield _Piece(given.offset(block.block.start + start), given.offset(block.block.start + end), what, level)


def _cut_up(block: LabelledBlock) -> Iterator[tuple[int, int, Label]]:
    position = 0
    for cut in block.cuts:
        yield position, cut.start, block.label
        yield cut.start, cut.end, cut.verdict.label
        position = cut.end
    yield position, len(block.block.text), block.label


def _pieces_by_line(
    text: str, labelled: LabelledDocument, given: _GivenText
) -> Iterator[tuple[int, int, list[_Piece]]]:
    """(start, end, pieces) of each non-empty line, its ends stripped and the pieces clipped to it."""
    pieces = [piece for piece in _pieces(labelled, given) if piece.start < piece.end]
    first = position = 0
    for line in text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position += len(line) + 1
        if start >= end:
            continue
        while first < len(pieces) and pieces[first].end <= start:
            first += 1
        found = []
        at = first
        while at < len(pieces) and pieces[at].start < end:
            piece = pieces[at]
            clipped = _Piece(max(piece.start, start), min(piece.end, end), piece.label, piece.level)
            if text[clipped.start : clipped.end].strip():
                found.append(clipped)
            at += 1
        yield start, end, found


def _line(start: int, end: int, pieces: list[_Piece]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One line's record, and the spans in it that have another label and go."""
    weights: Counter[Label] = Counter()
    for piece in pieces:
        weights[piece.label] += piece.end - piece.start
    kept = {what: weight for what, weight in weights.items() if what.action is not Action.REMOVE}
    chosen = max(kept or weights, key=lambda what: weights[what], default=Label.OTHER_BOILERPLATE)
    line: dict[str, Any] = {"start": start, "end": end, "label": _theirs()[chosen]}
    if chosen is Label.HEADING:
        line["level"] = next(piece.level for piece in pieces if piece.label is chosen)
    inline = [
        {"start": piece.start, "end": piece.end, "label": _theirs()[piece.label]}
        for piece in pieces
        if piece.label is not chosen and piece.label.action is not Action.KEEP
    ]
    return line, inline


@cache
def _theirs() -> dict[Label, str]:
    rows = resources(__package__).joinpath("labels.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {Label(ours): theirs for ours, theirs in pairs}
