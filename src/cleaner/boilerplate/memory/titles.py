"""Titles of the site's other pages, glued to a run on one line or one below the other, with nothing to tell them apart.

One known title proves nothing: an article may mention another, and a heading may have its words. Two in a row are a
list, as is one behind a label of related links, or one stuck to a paragraph whose sentences end in full stops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.memory.lexicon import Lexicon, Span, best_cover
from cleaner.boilerplate.related.titles import has_title_shape, relate, title_span
from cleaner.boilerplate.wording.cues import is_tail, label_length
from cleaner.labels import Label, Reason

_ROW = 2  # different titles that make a list
_KICKER = 4  # words between two titles: a topic, a date
_UNKNOWN = (4, 14)  # words of a title that the memory lacks, between two that it has
_LABEL = 8  # words at most
_NEARLY_ALL = 0.8  # share of the line's words in the run, so that all of the line goes...
_HALF = 0.5  # ... or in known titles
_SEPARATOR = re.compile(r"\s*(?:[|•·»›>/–—-]\s*)?$")
_CLOSE = 8  # signs in which a sentence before a title ends
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class _Run:
    """Titles in a row. `known` counts the different ones that the memory has; `start` includes the label."""

    start: int
    end: int
    titles: tuple[Span, ...]
    known: int
    label: str | None

    @property
    def is_list(self) -> bool:
        """Whether there is more to say for it than one title."""
        return self.known >= _ROW or self.label is not None


def known_titles(labelling: Labelling) -> None:
    """Record titles of other pages that stand in a row; remove their line, or their stretch of it."""
    if not labelling.memory.titles:
        return
    lexicon = Lexicon(labelling.memory.titles)
    row: list[Block] = []
    for block in labelling.document.blocks:
        if block.index in labelling.verdicts or block.role is Role.CELL:
            continue
        line = labelling.line(block)
        if line.key in lexicon:
            if row and block.index != row[-1].index + 1:
                _settle_row(labelling, row)
                row = []
            row.append(block)
        else:
            _judge(labelling, block, line, lexicon)
    _settle_row(labelling, row)


def _settle_row(labelling: Labelling, row: list[Block]) -> None:
    """Lines that are a title each, one below the other. The last one is given back where it heads a paragraph."""
    blocks = labelling.document.blocks
    after = row[-1].index + 1 if row else len(blocks)
    if after < len(blocks) and labelling.line(blocks[after]).is_prose:
        row = row[:-1]
    if len({labelling.line(block).key for block in row}) < _ROW:
        return
    evidence = f"{len(row)} lines in a row are titles of other pages of {labelling.memory.site}"
    for block in row:
        if labelling.settle(block, Label.RELATED_LINKS, Reason.KNOWN_TITLES, evidence):
            relate(labelling, block, (0, len(block.text)))


def _judge(labelling: Labelling, block: Block, line: Line, lexicon: Lexicon) -> None:
    found = _free(line, best_cover(line, lexicon))
    if not found:
        return
    whole = _run(line, found)
    if whole.is_list and whole.start == 0 and _fills(line, whole, found):
        evidence = (*_evidence(labelling, whole), "most of the line")
        if labelling.settle(block, Label.RELATED_LINKS, Reason.KNOWN_TITLES, *evidence):
            _record(labelling, block, line, whole)
        return
    last = _run(line, _last_row(line, found))
    start = title_span(line, last.start, last.end)[0]
    stuck = _SENTENCE_END.search(line.text[max(0, start - _CLOSE) : start]) is not None
    if last.start and last.end == line.count and (stuck or last.is_list):
        how = "behind the end of a sentence" if stuck else "end the line"
        labelling.cut(
            block, start, len(block.text), Label.RELATED_LINKS, Reason.KNOWN_TITLES, *_evidence(labelling, last), how
        )
        _record(labelling, block, line, last)


def _fills(line: Line, run: _Run, found: Sequence[Span]) -> bool:
    """Whether known titles are half of a line, or a run with all that may be titles is nearly all of it."""
    known = sum(stop - first for first, stop in found)
    return known >= _HALF * line.count or run.end >= _NEARLY_ALL * line.count


def _free(line: Line, found: Sequence[Span]) -> list[Span]:
    """The titles that are no part of a sentence: "some readers of T wrote", "see T, and T."."""
    if not found:
        return []
    befores = [0, *(stop for _, stop in found[:-1])]
    afters = [*(first for first, _ in found[1:]), None]
    return [
        (first, stop)
        for before, (first, stop), after in zip(befores, found, afters, strict=True)
        if _ends_freely(line, first, stop)
        and (stop == after or not (_goes_on(line, stop) or _leads_on(line, before, first)))
    ]


def _goes_on(line: Line, stop: int) -> bool:
    """Whether a sentence goes on behind a title."""
    return stop < line.count and line.text[line.spans[stop][0]].islower()


def _leads_on(line: Line, first: int, stop: int) -> bool:
    """Whether the words before a title lead up to it in a sentence."""
    if first == stop or _labelled(line, stop)[1] is not None or _may_be_title(line, (first, stop)):
        return False
    last = line.spans[stop - 1][0]
    return line.text[last].islower() and not _SENTENCE_END.search(line.text[last : line.spans[stop][0]])


def _ends_freely(line: Line, first: int, stop: int) -> bool:
    """Whether no comma, bracket or full stop follows a title."""
    end = title_span(line, first, stop)[1]
    following = line.spans[stop][0] if stop < line.count else len(line.text)
    between = line.text[end:following].lstrip("\"'“‘«([¿¡#")
    return _SEPARATOR.match(between.rstrip("\"'“‘«([¿¡# ")) is not None


def _last_row(line: Line, found: Sequence[Span]) -> list[Span]:
    """The last titles that nothing but a topic or a title that the memory lacks stands between."""
    row = [found[-1]]
    for span in reversed(found[:-1]):
        gap = (span[1], row[-1][0])
        if not (_is_kicker(line, gap) or _may_be_title(line, gap)):
            break
        row.append(span)
    return row[::-1]


def _run(line: Line, found: Sequence[Span]) -> _Run:
    """Known titles with what belongs to them: a label before, titles that the memory lacks beside and between."""
    start, label = _labelled(line, found[0][0])
    opening = label_length(line.words, over_lists=True)
    if label is None and _may_be_title(line, (opening, start)):  # a title that the memory lacks behind the label
        label = line.text[line.spans[0][0] : line.spans[opening - 1][1]] if opening else None
        start = 0
    before, behind = (opening, found[0][0]), (found[-1][1], line.count)
    gaps = [(one[1], other[0]) for one, other in pairwise(found)]
    unknown = [span for span in (*gaps, behind, *([before] if start == 0 else [])) if _may_be_title(line, span)]
    end = behind[1] if behind in unknown or is_tail(line.words[slice(*behind)]) else behind[0]
    known = {" ".join(line.words[slice(*span)]) for span in found}
    return _Run(start, end, tuple(sorted([*found, *unknown])), len(known), label)


def _is_kicker(line: Line, span: Span) -> bool:
    """Whether words beside a title are none, a topic or a date."""
    return span[0] == span[1] or (span[1] - span[0] <= _KICKER and not line.text[line.spans[span[0]][0]].islower())


def _may_be_title(line: Line, span: Span) -> bool:
    """Whether words beside known titles have a title's length and shape."""
    fewest, most = _UNKNOWN
    if not fewest <= span[1] - span[0] <= most:
        return False
    first, last = title_span(line, *span)
    text = line.text[first:last]
    return has_title_shape(text) and Line(text).sentences == 1


def _labelled(line: Line, start: int) -> tuple[int, str | None]:
    """Where titles begin with the label before them, and the label."""
    for first in range(max(0, start - _LABEL), start):
        if label_length(line.words, first, over_lists=True) == start - first:
            return first, line.text[line.spans[first][0] : line.spans[start - 1][1]]
    return start, None


def _evidence(labelling: Labelling, run: _Run) -> Iterator[str]:
    site = labelling.memory.site
    yield f"{run.known} titles of other pages of {site}" if run.known > 1 else f"a title of another page of {site}"
    if run.label is not None:
        yield f"label '{run.label}'"


def _record(labelling: Labelling, block: Block, line: Line, run: _Run) -> None:
    """Record each title of a run once."""
    keys = [" ".join(line.words[slice(*span)]) for span in run.titles]
    copies = Counter(keys)
    for key, span in zip(keys, run.titles, strict=True):
        if count := copies.pop(key, 0):
            relate(labelling, block, title_span(line, *span), cue=run.label, copies=count)
