"""Flattened text -> blocks: one a line, with marks of structure read off and wrapped lines joined again.

Whole-page dumps come one paragraph a line, hard-wrapped at a column, with one text node a line, or with marks of
Markdown and text browsers. No word is judged or dropped here. Hashes, pipes and rulers belong to no block: they are
what the blocks' roles say. Bullets and numbers of lists stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.blocks import Block, Cell, Link, Role
from cleaner.markdown import MARKED_LINK
from cleaner.reading.columns import GAP, aligned_rows, cells
from cleaner.reading.wrapping import is_cut_sentence, is_full, margin

BULLET = re.compile(r"(?:[•●▪◦‣⁃∙○■□➢➤✓✔]\s*|[·*+»-]\s+)(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
QUOTED = re.compile(r">\s+(?=\S)")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})")
_PIPE_RULER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_SIGNS = re.compile(r"[\W_]+")
_BREAKS = re.compile(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_UNDERLINED = 120  # characters at most: a longer line above a ruler is a paragraph
_INDENT = 2  # columns that a list's next level is indented by, at least
_DEEPEST = 6


class FlatLine(NamedTuple):
    """A line that is not blank: offsets without the white space around it, and what stood before."""

    start: int
    end: int
    text: str
    indent: int
    blank_lines_before: int


def read_flat(text: str) -> tuple[Block, ...]:
    """The blocks of a flattened page; offsets count into `text`. No block is empty, none overlap."""
    lines = list(_lines(text))
    continued = _continued(lines)
    blocks: list[Block] = []
    tables = 0
    at = 0
    while at < len(lines):
        rows = _table_rows(lines, at)
        if rows:
            blocks.extend(_cells(lines[at : at + rows], table=tables, index=len(blocks)))
            tables += 1
            at += rows
            continue
        last = at
        while continued[last]:
            last += 1
        if not _is_ruler(lines[at].text):
            blocks.append(_block(text, lines, at, last, index=len(blocks)))
        at = last + 1
    return tuple(blocks)


def _lines(text: str) -> Iterator[FlatLine]:
    start = blank = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            yield FlatLine(start + indent, start + indent + len(stripped), stripped, indent, blank)
            blank = 0
        else:
            blank += 1
        start += len(raw)


def _is_marked(line: FlatLine) -> bool:
    """Whether the line opens a block by a mark of its own."""
    sign = line.text[0]
    if sign.isalpha():
        return False
    return bool(
        BULLET.match(line.text)
        or NUMBER.match(line.text)
        or HASHES.match(line.text)
        or QUOTED.match(line.text)
        or sign == "|"
        or _is_ruler(line.text)
    )


def _is_ruler(text: str) -> bool:
    """Whether a line holds no word: a ruler, a row of stars, lone dots."""
    return not text[0].isalnum() and _SIGNS.fullmatch(text) is not None


def _continued(lines: Sequence[FlatLine]) -> list[bool]:
    """For each line, whether the next one belongs to the same block."""
    marked = [_is_marked(line) for line in lines]
    rulers = [mark and _is_ruler(line.text) for mark, line in zip(marked, lines, strict=True)]
    pairs = [
        following.blank_lines_before == 0
        and not marked[i + 1]
        and not rulers[i]
        and "\t" not in line.text
        and "\t" not in following.text
        for i, (line, following) in enumerate(pairwise(lines))
    ]
    width = margin([" " * line.indent + line.text for line in lines], pairs=pairs)
    continued: list[bool] = []
    item_indent: int | None = None  # of the list item that the line belongs to
    for i, (line, following) in enumerate(pairwise(lines)):
        if marked[i]:
            item_indent = line.indent
        hangs = item_indent is not None and following.indent > item_indent
        continued.append(
            _is_underlined(lines, i)
            or (pairs[i] and (hangs or _goes_on(lines, i, width, inside=i > 0 and continued[i - 1])))
        )
        if not continued[i]:
            item_indent = None
    return [*continued, False]


def _goes_on(lines: Sequence[FlatLine], at: int, width: int | None, *, inside: bool) -> bool:
    line, following = lines[at], lines[at + 1]
    if HASHES.match(line.text):
        return False
    if width is not None:
        return is_full(" " * line.indent + line.text, following.text, width)
    after = lines[at + 2].text if at + 2 < len(lines) and lines[at + 2].blank_lines_before == 0 else ""
    return is_cut_sentence(line.text, following.text, after, inside=inside)


def _is_underlined(lines: Sequence[FlatLine], at: int) -> bool:
    """Whether line `at` is a heading whose next line is the ruler under it."""
    line, ruler = lines[at], lines[at + 1]
    return (
        ruler.blank_lines_before == 0
        and len(line.text) <= _UNDERLINED
        and bool(UNDERLINE.fullmatch(ruler.text))
        and any(character.isalnum() for character in line.text)
        and (at == 0 or line.blank_lines_before > 0)
    )


def _block(text: str, lines: Sequence[FlatLine], at: int, last: int, *, index: int) -> Block:
    role, level, mark = _role(lines, at, last)
    start, end = lines[at].start + mark, lines[last].end
    if at != last and _is_underlined(lines, at):
        end = lines[at].end
    body = text[start:end] if at == last else _BREAKS.sub(" ", text[start:end])
    return Block(
        index=index,
        text=body,
        role=role,
        start=start,
        end=end,
        level=level,
        links=_marked_links(body),
        blank_lines_before=lines[at].blank_lines_before,
    )


def _role(lines: Sequence[FlatLine], at: int, last: int) -> tuple[Role, int | None, int]:
    """Role, level, and length of the mark that says so."""
    text = lines[at].text
    if at != last and _is_underlined(lines, at):
        return Role.HEADING, 1 if lines[last].text[0] == "=" else 2, 0
    if text[0].isalpha():
        return Role.PARAGRAPH, None, 0
    if hashes := HASHES.match(text):
        return Role.HEADING, len(hashes[1]), hashes.end()
    depth = min(_DEEPEST, 1 + lines[at].indent // (2 * _INDENT))
    if BULLET.match(text) or _is_numbered_item(lines, at, last):
        return Role.LIST_ITEM, depth, 0  # the mark stays: in plain text it is what shows the list
    if quoted := QUOTED.match(text):
        return Role.QUOTE, None, quoted.end()
    return Role.PARAGRAPH, None, 0


def _is_numbered_item(lines: Sequence[FlatLine], at: int, last: int) -> bool:
    """Whether a number opens the line and the next or last one counts on: alone it may number a heading."""
    own = NUMBER.match(lines[at].text)
    if own is None:
        return False
    before = NUMBER.match(lines[at - 1].text) if at else None
    after = NUMBER.match(lines[last + 1].text) if last + 1 < len(lines) else None
    return (before is not None and int(before[1]) == int(own[1]) - 1) or (
        after is not None and int(after[1]) == int(own[1]) + 1
    )


def _marked_links(text: str) -> tuple[Link, ...]:
    if "](" not in text:
        return ()
    return tuple(
        Link(match.start(1), match.end(1), match[2]) for match in MARKED_LINK.finditer(text) if match[0][0] != "!"
    )


def _table_rows(lines: Sequence[FlatLine], at: int) -> int:
    """How many lines from `at` on are the rows of one table; 0 where none begins."""
    mark = "\t" if "\t" in lines[at].text else "|" if "|" in lines[at].text else None
    if mark is None:
        return aligned_rows(_together(lines, at)) if GAP in lines[at].text else 0
    columns = _columns(lines[at].text, mark)
    end = at + 1
    while end < len(lines) and lines[end].blank_lines_before == 0 and _columns(lines[end].text, mark) == columns:
        end += 1
    framed = lines[at].text.startswith("|") or any(_PIPE_RULER.fullmatch(line.text) for line in lines[at:end])
    return end - at if end - at > 1 and columns > 1 and (mark == "\t" or framed) else 0


def _together(lines: Sequence[FlatLine], at: int) -> Iterator[str]:
    """The lines from `at` on that no empty line parts and that have gaps, with their indents."""
    for number in range(at, len(lines)):
        line = lines[number]
        if (number > at and line.blank_lines_before) or GAP not in line.text:
            return
        yield " " * line.indent + line.text


def _columns(text: str, mark: str) -> int:
    return len(text.strip("|").split(mark)) if mark == "|" else text.count(mark) + 1


def _cells(rows: Sequence[FlatLine], *, table: int, index: int) -> Iterator[Block]:
    """A block for each cell that holds a word."""
    ruled = any(_PIPE_RULER.fullmatch(line.text) for line in rows)
    row = 0
    for line in rows:
        if _PIPE_RULER.fullmatch(line.text):
            continue
        for column, (start, end) in enumerate(_cell_spans(line.text)):
            if _SIGNS.fullmatch(line.text, start, end) or start == end:
                continue
            yield Block(
                index=index,
                text=line.text[start:end],
                role=Role.CELL,
                start=line.start + start,
                end=line.start + end,
                cell=Cell(table, row, column, header=row == 0 and ruled),
                blank_lines_before=line.blank_lines_before if column == 0 else 0,
            )
            index += 1
        row += 1


def _cell_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the cells, empty ones included, without the white space around them."""
    if "\t" not in text and "|" not in text:
        yield from cells(text)
        return
    mark = "\t" if "\t" in text else "|"
    position = 0
    for part in text.strip(mark).split(mark) if mark == "|" else text.split(mark):
        position = text.index(part, position)
        lead = len(part) - len(part.lstrip())
        yield position + lead, position + max(lead, len(part.rstrip()))
        position += len(part) + 1
