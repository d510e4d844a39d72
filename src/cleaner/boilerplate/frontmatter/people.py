"""Who wrote the page, when, and who took its pictures: bylines, dates, credits, biographies."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.dates import DATE
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import START, WHOLE
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wordlists import function_words, rows
from cleaner.labels import Label, Reason

_BYLINE = 16  # words
_DATE_LINE = 12
_MOST_DATES = 5  # lone dates of a page that is no list of dated things
_CREDIT = 32
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir)\.?\s+)?[A-ZÀ-Ž][\w.'’-]*(?:\s+(?:[A-ZÀ-Ž][\w.'’-]*|de|van|von|der|la|da|bin|al)){1,4}"
)
_DEGREES = (
    r"(?:M\.?D\.?|Ph\.?D\.?|R\.?D\.?N?|R\.?N\.?|M\.?P\.?H\.?|D\.?O\.?|M\.?S\.?c?|B\.?Sc|FACP|CNS|PharmD|PsyD|LDN)"
)
_SIGNED = re.compile(rf"(?:{_NAME.pattern}(?:,\s*{_DEGREES})+(?:\s*(?:and|&|,)\s*)?){{1,4}}")
_GLUED_BYLINE = re.compile(rf"By({_NAME.pattern})$")
_LABELLED_PICTURE = re.compile(
    r"(?:photo|image|picture|foto|bild|imagen|figure|fig\.?\s*\d+|illustration|graphic|credit)s?(?:\s+(?:credit|courtesy|by|source))?\s*:\s*\S",
    re.IGNORECASE,
)
_CREDIT_SIGN = re.compile(r"^(?:\(|\[)?\s*(?:©|\(c\)|image:|photo:|credit:)", re.IGNORECASE)
_ROLE_WORDS = frozenset(row[0] for row in rows("roles.txt"))
_ORGANISATION_WORDS = frozenset(row[0] for row in rows("organisations.txt"))
_EDGE = 0.3  # share of the page's blocks from its end where biographies stand
_ABOUT = re.compile(r"^(?:about|über|acerca de|sobre|à propos d[eu])\s+(?=[A-Zt])(.{2,80}?)(?::\s|\s*$)", re.IGNORECASE)
_OPENING = re.compile(r"^(?:about|über|acerca de|sobre|à propos d[eu])\s[^:]{2,80}:\s", re.IGNORECASE)
_PROPER = re.compile(r"[A-ZÀ-Ž][\w'’-]+(?:\s+[A-ZÀ-Ž][\w'’-]+)*")
_NAME_REACH = 60  # characters in which a biography names whom it is about
_LONGEST_BIO = 12  # paragraphs
_IS = re.compile(
    r"^(?:The\s+)?[A-ZÀ-Ž][\w.'’&®-]*(?:[\s,]+[\w.'’&()®-]+){0,9}?,?\s+(?:is|are|was|works|writes|has been|serves)\s+"
)


def people_and_dates(labelling: Labelling) -> None:
    """Bylines, lone dates and picture credits."""
    names: list[str] = []
    dates: list[Block] = []
    for block in labelling.open_where(_may_credit(labelling.scan)):
        if block.role in (Role.CELL, Role.HEADING):
            continue
        line = labelling.line(block)
        count = line.count
        if count <= _BYLINE and (name := _byline(line)):
            labelling.settle(block, Label.BYLINE, Reason.BYLINE_SHAPE, f"name '{name}' behind its cue")
            names.append(name)
        elif count <= _DATE_LINE and block.role is not Role.QUOTE and _is_date(line):  # a quotation has its own date
            dates.append(block)
        elif block.place is None and (phrase := _credit(line)):
            labelling.settle(block, Label.CAPTION, Reason.CREDIT_SHAPE, phrase)
    labelling.describe(authors=tuple(dict.fromkeys(names)))
    for block in _of_the_page(labelling, dates):
        labelling.settle(block, Label.DATE, Reason.DATE_SHAPE, "a date and no sentence")


def _of_the_page(labelling: Labelling, dates: Sequence[Block]) -> Sequence[Block]:
    """The dates without those of a flattened page's list: of events, of versions, or of links to other pages, which
    the line model tells apart."""
    if len(dates) <= _MOST_DATES or dates[0].place is not None:
        return dates
    first = next((at for at, line in enumerate(labelling.lines) if line.is_prose), len(labelling.lines))
    return [block for block in dates if block.index < first]


def _may_credit(scan: Scan) -> NDArray[np.bool_]:
    """The lines of a byline's, date's or credit's length that hold a word or sign of one."""
    return (
        (scan.counts > 0)
        & (scan.counts <= _CREDIT)
        & (
            (scan.openings & START > 0)
            | scan.has_part
            | (scan.figures > 0)
            | scan.holding(",", ":", "©", "(c)", "(C)", "By")
        )
    )


def _byline(line: Line) -> str | None:
    """The name behind "By", "Written by" ... where the line is hardly more."""
    if glued := _GLUED_BYLINE.match(line.text):
        return glued[1]
    if _SIGNED.fullmatch(line.text):
        return line.text.partition(",")[0]
    opening = line.opening.get(CueKind.BYLINE)
    if opening is None or line.ends_full_stop or line.ends_sentence:
        return None
    rest = line.text[line.spans[len(opening.split()) - 1][1] :].lstrip(" :–—-")
    name = _NAME.match(rest)
    if name is None:
        return None
    behind = rest[name.end() :]
    return (
        name[0].rstrip(" ,.-")
        if not behind or behind[0] in ",|;(/–—-" or DATE.search(behind) or behind[0] == " "
        else None
    )


def _is_date(line: Line) -> bool:
    found = line.date
    if found is None or line.ends_full_stop:
        return False
    rest = Line(line.text[: found.start()] + " " + line.text[found.end() :])
    return rest.count <= 3 or CueKind.DATE in line.opening


def _credit(line: Line) -> str | None:
    if _CREDIT_SIGN.match(line.text) and line.count <= _CREDIT // 2:
        return "begins as a credit"
    if _LABELLED_PICTURE.match(line.text):
        return "begins with a word for a picture and a colon"
    part = line.holds.get(CueKind.CREDIT)
    if part is not None and (not line.is_prose or line.text.endswith(")")):
        return f"holds '{part}'"
    return None


def biographies(labelling: Labelling) -> None:
    """Introductions of authors and of the organisation behind the page: after the article, or by stock phrases."""
    blocks = labelling.document.blocks
    edge = len(blocks) * (1 - _EDGE)
    scan = labelling.scan
    phrased = (scan.openings & (WHOLE | START) > 0) | scan.has_part
    for block in labelling.open_where(phrased | (np.arange(scan.size) >= edge)):
        if block.role in (Role.CELL, Role.LIST_ITEM) or block.index in labelling.verdicts:
            continue
        line = labelling.line(block)
        following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        if CueKind.BIO in line.stock and following is not None:
            labelling.settle(block, Label.AUTHOR_BIO, Reason.BIO_SHAPE, f"the heading '{block.text}'")
            labelling.settle(following, Label.AUTHOR_BIO, Reason.BIO_SHAPE, f"under the heading '{block.text}'")
            _go_on(labelling, blocks, following)
        elif (phrase := line.opening.get(CueKind.BIO) or line.holds.get(CueKind.BIO)) and line.count <= 120:
            labelling.settle(block, Label.AUTHOR_BIO, Reason.BIO_SHAPE, f"holds '{phrase}'")
            if CueKind.BIO in line.opening:
                _go_on(labelling, blocks, block)
        elif block.index >= edge:
            _about(labelling, block, line, following)


def _go_on(labelling: Labelling, blocks: Sequence[Block], bio: Block) -> None:
    """The paragraphs under a biography's first that name the same person or organisation."""
    about = _OPENING.match(bio.text)
    named = _PROPER.findall(bio.text[about.end() if about else 0 :][:_NAME_REACH])
    names = {word for words in named for word in words.lower().split() if len(word) > 3} - function_words()
    for block in blocks[bio.index + 1 : bio.index + 1 + _LONGEST_BIO]:
        line = labelling.line(block)
        if block.role is Role.HEADING or block.index in labelling.verdicts or names.isdisjoint(line.words):
            break
        labelling.settle(block, Label.AUTHOR_BIO, Reason.BIO_SHAPE, "goes on about the same name")


def _about(labelling: Labelling, block: Block, line: Line, following: Block | None) -> None:
    """ "About X" with a paragraph that describes an organisation; "X is a writer ..."."""
    about = _ABOUT.match(block.text)
    if about is not None and about.end() == len(block.text):
        if following is not None and _describes_organisation(labelling.line(following)):
            labelling.settle(
                block, Label.AUTHOR_BIO, Reason.BIO_SHAPE, "begins with 'About'", "describes an organisation"
            )
            labelling.settle(
                following, Label.AUTHOR_BIO, Reason.BIO_SHAPE, f"under '{block.text}'", "describes an organisation"
            )
            _go_on(labelling, labelling.document.blocks, following)
    elif block.text.startswith("About ") and _describes_organisation(line):
        labelling.settle(block, Label.AUTHOR_BIO, Reason.BIO_SHAPE, "begins with 'About'", "describes an organisation")
    elif _IS.match(block.text) and line.count <= 80:
        roles = sorted(_ROLE_WORDS.intersection(line.words))
        if roles:
            labelling.settle(
                block,
                Label.AUTHOR_BIO,
                Reason.BIO_SHAPE,
                "introduces by name",
                f"the word '{roles[0]}'",
                "near the end",
            )


def _describes_organisation(line: Line) -> bool:
    return line.is_prose and len(_ORGANISATION_WORDS.intersection(line.words)) >= 2
