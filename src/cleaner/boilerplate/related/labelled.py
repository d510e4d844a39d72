"""Related titles behind a label: "MORE: T", "(Read: T)" in a paragraph, "Related: T" stuck to one."""

from __future__ import annotations

import re

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.related.titles import has_title_shape, relate, split_run
from cleaner.boilerplate.scan.triggers import HEAD
from cleaner.boilerplate.wording.cues import is_lead, label_length
from cleaner.boilerplate.wordlists import call_words
from cleaner.labels import Label, Reason

_SEPARATOR = re.compile(r"\s*[:»>|]+\s*|\s+[–—-]\s+")
_BRACKETED = re.compile(r"[(\[]([^()\[\]:]{3,40}):\s*([^()\[\]]{10,250})[)\]]")
_WHOLE_BRACKET = re.compile(r"[(\[](.*)[)\]]\.?")
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]\s*")  # which browsers that print text put before a link: "[6]Kidneys"
_SHORTEST_TITLE = 3  # words
_LONGEST_TITLE = 32  # words of a title that a label and a colon stand before
_LONGEST_GLUED = 90  # words of titles stuck to a paragraph
_PARAGRAPH = 25  # words
_SENTENCE_START = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z])")
_CALL = 6  # words of a call to read on: "Read full article" names no page
_RUN_LABEL = 2  # words
_RUN_TITLES = 2
_RUN = 12  # words that no label and title have
_SHORT_WORD = 3  # letters: "for" in "Recommended for You"
_NO_STOP = "no full stop, unlike the sentences before"


def labelled_titles(labelling: Labelling) -> None:
    """A line that is a label and one title; likewise in brackets inside a paragraph."""
    scan = labelling.scan
    for block in labelling.open_where((scan.openings & HEAD > 0) | scan.holding("(", "[")):
        if block.role in (Role.CELL, Role.HEADING):
            continue
        line = labelling.line(block)
        if "(" in block.text or "[" in block.text:
            _bracketed(labelling, block)
        if not line.may_open_label:
            continue
        found = _label_and_title(line)
        if found is None:
            _label_and_run(labelling, block, line)
            continue
        label, start, end = found
        if labelling.settle(
            block, Label.RELATED_LINKS, Reason.LABELLED_TITLE, f"label '{label}'", "one title behind it"
        ):
            relate(labelling, block, (start, end), cue=label)


def _is_call(rest: Line) -> bool:
    """Whether words call on readers to go to one other page."""
    calls = [word for word in rest.words if word in call_words()]
    return (
        rest.words[0] in call_words()
        and len(calls) == 1
        and rest.count >= _CALL
        and rest.title_shaped
        and rest.sentences == 1
    )


def _label_and_run(labelling: Labelling, block: Block, line: Line) -> None:
    """A line that is a label and several titles, told apart by a topic or a count before each."""
    length = label_length(line.words, over_lists=True)
    if length < _RUN_LABEL or not line.text[0].isupper():
        return
    label_end = line.spans[length - 1][1]
    label = line.text[:label_end]
    spans = split_run(line.text[label_end:])
    if len(spans) < _RUN_TITLES:
        if _is_unsplit_run(line, length):
            signs = (f"label '{label}'", "more than a headline", "no full stop")
            labelling.settle(block, Label.RELATED_LINKS, Reason.LABELLED_RUN, *signs)
        return
    evidence = (f"label '{label}'", f"{len(spans)} titles told apart by what stands before each")
    if labelling.settle(block, Label.RELATED_LINKS, Reason.LABELLED_RUN, *evidence):
        for start, end in spans:
            relate(labelling, block, (label_end + start, label_end + end), cue=label)


def _is_unsplit_run(line: Line, label: int) -> bool:
    """Whether a line behind a label in capitals is too long for one title and no sentence."""
    words = (line.text[start:end] for start, end in line.spans[:label])
    return (
        is_lead(line.words[:label])
        and all(word[0].isupper() or len(word) <= _SHORT_WORD for word in words)
        and line.count - label >= _RUN
        and not line.ends_full_stop
    )


def _label_and_title(line: Line) -> tuple[str, int, int] | None:
    """The label and the title's place in the text, where the line is those two."""
    bracket = _WHOLE_BRACKET.fullmatch(line.text) if line.text[0] in "([" else None
    length = label_length(line.words)
    if not length or length == line.count:
        return None
    label_end = line.spans[length - 1][1]
    label = line.text[line.spans[0][0] : label_end]
    separator = _SEPARATOR.match(line.text, label_end)
    offset = separator.end() if separator else label_end
    if number := _LINK_NUMBER.match(line.text, offset):
        offset = number.end()
    end = len(line.text) if bracket is None else bracket.end(1)
    while offset < end and line.text[offset].isspace():
        offset += 1
    title = line.text[offset:end].rstrip()
    count = line.count - length
    if not title or title[0].islower() or not _SHORTEST_TITLE <= count <= _LONGEST_TITLE:
        return None
    if separator is not None and separator[0].strip() and separator[0].strip() not in "–—-":
        good = Line(title).sentences <= 3 and (
            not Line(title).ends_full_stop or is_lead(line.words[:length]) or label[0].isupper()
        )
    else:
        good = is_lead(line.words[:length]) and label[0].isupper() and has_title_shape(title)
    return (label, offset, offset + len(title)) if good else None


def _bracketed(labelling: Labelling, block: Block) -> None:
    """ "(Read: T)" in mid-paragraph."""
    for match in _BRACKETED.finditer(block.text):
        label = Line(match[1])
        if match.span() == (0, len(block.text)) or not label.is_label or not has_title_shape(match[2].rstrip(". ")):
            continue
        evidence = (f"label '{match[1]}'", "in brackets of its own")
        labelling.cut(block, *match.span(), Label.RELATED_LINKS, Reason.LABELLED_TITLE, *evidence)
        relate(labelling, block, match.span(2), cue=match[1])


def glued_titles(labelling: Labelling) -> None:
    """A title stuck to the end of a paragraph: behind a label ("... well. Related: T"), or a call to read it.

    The paragraph's sentences end in full stops; what a flattener stuck to it does not.
    """
    for block in labelling.open_where(labelling.scan.counts >= _PARAGRAPH):
        line = labelling.line(block)
        if line.ends_full_stop or block.role in (Role.CELL, Role.HEADING):
            continue
        for match in _SENTENCE_START.finditer(block.text):
            if labelling.is_cut_off(block, match.end()) or _cut_glued(labelling, block, match.end()):
                break


def _cut_glued(labelling: Labelling, block: Block, start: int) -> bool:
    """Cut the block from `start` to its end if that is a label with titles, or a call to read on."""
    rest = Line(block.text[start:])
    if rest.count > _LONGEST_GLUED or not rest.words:
        return False
    length = label_length(rest.words)
    found = _label_and_title(rest) if length else None
    if found is not None:
        label, title_start, title_end = found
        labelling.cut(
            block, start, len(block.text), Label.RELATED_LINKS, Reason.GLUED_TITLE, f"label '{label}'", _NO_STOP
        )
        for span in split_run(rest.text[title_start:title_end]):
            relate(labelling, block, (start + title_start + span[0], start + title_start + span[1]), cue=label)
        return True
    if length and is_lead(rest.words[:length]) and length >= _RUN_LABEL and rest.text[0].isupper():
        label_end = rest.spans[length - 1][1]
        spans = split_run(rest.text[label_end:])
        if len(spans) >= _RUN_TITLES:
            label = rest.text[:label_end]
            evidence = (f"label '{label}'", f"{len(spans)} titles told apart by what stands before each")
            labelling.cut(block, start, len(block.text), Label.RELATED_LINKS, Reason.GLUED_TITLE, *evidence)
            for span in spans:
                relate(labelling, block, (start + label_end + span[0], start + label_end + span[1]), cue=label)
            return True
    if _is_call(rest):
        evidence = (f"begins with '{rest.text.split()[0]}'", _NO_STOP)
        labelling.cut(block, start, len(block.text), Label.RELATED_LINKS, Reason.GLUED_TITLE, *evidence)
        relate(labelling, block, (start, len(block.text)))
        return True
    return False
