"""Related titles printed twice or more on one line, and other repeats within a line.

A repeat alone is no proof: of pages that repeat words nearly as many repeat a caption, a heading or a credit as repeat
a link. Two kinds of evidence are asked for, and a lone doubled headline passes only if it is all of its line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.dates import DATE
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.related.repeats import MAX_GAP, MAX_WORDS, MIN_WORDS, Interrupts, Kind, Unit, segment
from cleaner.boilerplate.related.titles import has_title_shape, is_cut, relate, title_span
from cleaner.boilerplate.wording.cues import CueKind, is_tail, label_length
from cleaner.labels import Label, Reason

_LONGEST_LABEL = 8  # words
_CUT_OFF = 12  # words that an ellipsis stands for
_KICKER = 5  # words between two doubled titles of one list: a topic, a date
_LONE_TITLE = 5  # words of a doubled title that needs no label
_MOST_OF_LINE = 0.6
_NEARLY_ALL = 0.9
_PROSE = 12  # words left over beside a run that are kept if they make a sentence


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring units of a line with the label before and the tail behind them: half-open word offsets."""

    start: int
    end: int
    units: tuple[Unit, ...]
    label: str | None
    tail: str | None


def doubled_titles(labelling: Labelling) -> None:
    """Record titles that are printed twice in one block; remove their line, or their stretch of it."""
    scan = labelling.scan
    for block in labelling.open_where(scan.repeats(MAX_WORDS + MAX_GAP) & (scan.counts >= 2 * MIN_WORDS)):
        line = labelling.line(block)
        if block.role is Role.CELL:
            continue
        for run in _runs(line, _completed(line, segment(line.words, _cut_after(line)))):
            _judge(labelling, block, line, run)


def _cut_after(line: Line) -> Interrupts | None:
    """Whether an ellipsis follows a word; None for a line without any."""
    if "..." not in line.text and "…" not in line.text:
        return None
    return lambda word: is_cut(line.text, line.spans[word][1])


def _completed(line: Line, units: list[Unit]) -> list[Unit]:
    """Give a title whose first copy was cut its end: where the next title begins, or the line ends."""
    if not any(unit.kind is Kind.CUT for unit in units):
        return units
    ends = [unit.start for unit in units[1:]] + [line.count]
    return [
        replace(unit, end=end, title=(unit.title[0], end))
        if unit.kind is Kind.CUT and unit.title[1] == unit.end and end - unit.end <= _CUT_OFF
        else unit
        for unit, end in zip(units, ends, strict=True)
    ]


def _runs(line: Line, units: list[Unit]) -> list[_Run]:
    """Units that follow one another with a few words between them at most."""
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and _belongs(line, groups[-1][-1].end, unit.start):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [_with_surroundings(line, tuple(group)) for group in groups]


def _belongs(line: Line, end: int, start: int) -> bool:
    """Whether the words from `end` to `start` leave two units in one list."""
    return start - end <= _KICKER or label_length(line.words, end, over_lists=True) == start - end


def _with_surroundings(line: Line, units: tuple[Unit, ...]) -> _Run:
    words = line.words
    start, end = units[0].start, units[-1].end
    label = tail = None
    for first in range(max(0, start - _LONGEST_LABEL), start):
        if label_length(words, first, over_lists=True) == start - first:
            label = line.text[line.spans[first][0] : line.spans[start - 1][1]]
            start = first
            break
    for stop in range(min(len(words), end + _LONGEST_LABEL), end, -1):
        if is_tail(words[end:stop]):
            tail = line.text[line.spans[end][0] : line.spans[stop - 1][1]]
            end = stop
            break
    return _Run(start, end, units, label, tail)


def _judge(labelling: Labelling, block: Block, line: Line, run: _Run) -> None:
    spans = [title_span(line, *unit.title) for unit in run.units]
    if labelling.is_cut_off(block, spans[0][0]):
        return
    shaped = [has_title_shape(block.text[start:end]) for start, end in spans]
    evidence = _evidence(block, line, run, sum(shaped))
    if len(evidence) >= 2 and _is_list(line, run, sum(shaped)):
        _remove(labelling, block, line, run, evidence)
        for unit, span, good in zip(run.units, spans, shaped, strict=True):
            if good:
                relate(labelling, block, span, cue=run.label, copies=unit.copies)
    elif len(run.units) == 1:
        _drop_copies(labelling, block, line, run.units[0])


def _evidence(block: Block, line: Line, run: _Run, shaped: int) -> list[str]:
    """What speaks for a list of links, in words. Each entry is a kind of its own."""
    count = len(run.units)
    copies = max(unit.copies for unit in run.units)
    share = (run.end - run.start) / line.count
    evidence = [f"title printed {copies} times" if count == 1 else f"{count} titles printed {copies} times"]
    if run.label is not None:
        evidence.append(f"label '{run.label}'")
    if share >= _MOST_OF_LINE:
        evidence.append("most of the line" if share < _NEARLY_ALL else "the whole line")
    if shaped == count:
        evidence.append("shape of a headline")
    if run.tail is not None:
        evidence.append(f"ends in '{run.tail}'")
    if block.link_density > _MOST_OF_LINE:
        evidence.append("linked")
    return evidence


def _is_list(line: Line, run: _Run, shaped: int) -> bool:
    """Whether the evidence is of the kind that a credit, a refrain or a caption does not give."""
    if run.label is None and (CueKind.CREDIT in line.holds or "©" in line.text):
        return False
    if run.label is not None:
        return shaped > 0
    if any(unit.kind is Kind.NEAR for unit in run.units):
        return False  # without a label, nearly equal names are two things
    if any(unit.gap is not None and not _is_note(line, unit.gap) for unit in run.units):
        return False  # "Men's 6 ... Men's 7": what parts the copies tells two things apart
    if not all(_is_printed_alike(line, unit) for unit in run.units):
        return False  # a refrain goes on in lower case
    share = (run.end - run.start) / line.count
    long_enough = [unit.title[1] - unit.title[0] >= _LONE_TITLE for unit in run.units]
    if len(run.units) > 1:
        return shaped == len(run.units) and share >= _MOST_OF_LINE and any(long_enough)
    return shaped == 1 and all(long_enough) and share >= _NEARLY_ALL and not line.ends_full_stop


def _is_printed_alike(line: Line, unit: Unit) -> bool:
    """Whether exact copies begin with the same letters, case included."""
    size = unit.title[1] - unit.title[0]
    if unit.kind is not Kind.EXACT:
        return True
    starts = {line.text[slice(*line.spans[at])] for at in range(unit.start, unit.end, size)}
    return len(starts) == 1


def _is_note(line: Line, gap: tuple[int, int]) -> bool:
    """Whether the words between two copies are a date, or words such as "Read more about"."""
    first, stop = gap
    if label_length(line.words, first, over_lists=True) == stop - first:
        return True
    return DATE.search(line.text[line.spans[first][0] : line.spans[stop - 1][1]]) is not None


def _remove(labelling: Labelling, block: Block, line: Line, run: _Run, evidence: list[str]) -> None:
    left_over = line.count - (run.end - run.start)
    if left_over < _PROSE or not _has_prose(line, run):
        labelling.settle(block, Label.RELATED_LINKS, Reason.DOUBLED_TITLES, *evidence)
        return
    start = line.spans[run.start][0]
    end = title_span(line, run.start, run.end)[1]
    labelling.cut(block, start, end, Label.RELATED_LINKS, Reason.DOUBLED_TITLES, *evidence)


def _has_prose(line: Line, run: _Run) -> bool:
    """Whether a sentence stands before or after the run."""
    before = Line(line.text[: line.spans[run.start][0]].rstrip())
    after = Line(line.text[line.spans[run.end - 1][1] :].lstrip(' .!?"”’)'))
    return any(rest.count >= _PROSE and rest.ends_sentence for rest in (before, after) if rest.text)


def _drop_copies(labelling: Labelling, block: Block, line: Line, unit: Unit) -> None:
    """Keep one copy of a line that is nothing but the same words twice: a credit, a caption, a stand-first."""
    whole = unit.start == 0 and unit.end == line.count
    if unit.kind is not Kind.EXACT or not whole or unit.title[1] <= MIN_WORDS or not _is_printed_alike(line, unit):
        return
    start = title_span(line, *unit.title)[1]
    while start < len(line.text) and not line.text[start].isalnum():
        start += 1
    evidence = f"words printed {unit.copies} times"
    labelling.cut(block, start, len(line.text), Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, evidence)
