"""What the line model measures of each block by itself: vectors over all blocks of a page at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.lines_above import likely_title
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import DATE_FIGURES, Line
from cleaner.boilerplate.models.line_runs import runs
from cleaner.boilerplate.models.line_words import Vector, said, vector
from cleaner.boilerplate.models.word_table import WordTable
from cleaner.boilerplate.scan.characters import CAPITAL, COMMA, FIGURE, LETTER, SIGN, SMALL, SPACE, Classes
from cleaner.boilerplate.scan.hashes import Indices
from cleaner.boilerplate.scan.lines import scanned_lines
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import AMBIGUOUS, HEAD, HOUSE, READER
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.labels import Action, Label
from cleaner.markdown import MARKED_LINK

_UP_TO = {1: "one word", 3: "up to 3 words", 6: "up to 6 words", 12: "up to 12 words"}
_OVER = {25: "over 25 words", 60: "over 60 words"}
_LAST_SIGNS = {
    ".": "ends in a full stop",
    "?": "ends in a question mark",
    ":": "ends in a colon",
    ",": "ends in a comma",
}
_FIRST_SIGNS = {SMALL: "begins in lower case", FIGURE: "begins with a figure", LETTER | FIGURE: "begins with no sign"}
_ADDRESSES = ("@", "://", "www.", ".com", ".org")
_PHONE = re.compile(r"\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_PHONE_FIGURES = 10
_PRICE = re.compile(r"[$€£]\s?\d|\d\s?[€£]")
_MONEY = ("$", "€", "£")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOSING = "\"'”’»)]}*"
_SHORT_ENOUGH_FOR_DATES = 200  # characters
_MOST_BLANK_LINES = 3
_LONG = 3  # letters of words whose capitals count, more than
_BOILER_CUES = frozenset(CueKind) - {
    CueKind.RELATED,
    CueKind.DISCLAIMER,
    CueKind.REFERENCES,
    CueKind.BYLINE,
    CueKind.DATE,
    CueKind.CREDIT,
}
_KEPT_TYPES = frozenset({Label.DISCLAIMER, Label.REFERENCES, Label.DEK})
_RECORDED_TYPES = frozenset({Label.CAPTION, Label.BYLINE, Label.DATE, Label.CATEGORY})


def measured(labelling: Labelling, table: WordTable) -> dict[str, Vector]:
    """Name -> one number a block, in document order. Evidence names the measures, so they are worded for people."""
    blocks = labelling.document.blocks
    scan, lines = _as_shown(labelling)
    title = likely_title(labelling)
    characters = _characters(scan, lines)
    decisions = _decisions(labelling)
    return {
        **_sizes(scan, lines),
        **_endings(scan, lines),
        **characters,
        **_phrases(scan, lines),
        **_roles(blocks),
        **said(scan, lines, None if title is None else title.index, table),
        **runs(scan, lines, decisions["removed by a rule"], characters["capitals"]),
        **decisions,
        "the likely title": _marked(len(blocks), () if title is None else (title.index,)),
    }


def _as_shown(labelling: Labelling) -> tuple[Scan, list[Line]]:
    """The lines without the targets of written links, which no browser shows."""
    blocks = labelling.document.blocks
    if not any(block.links for block in blocks):
        return labelling.scan, labelling.lines
    scan = Scan([MARKED_LINK.sub(r"\1", block.text) if block.links else block.text for block in blocks])
    return scan, scanned_lines(scan)


def _marked(size: int, at: Sequence[int]) -> Vector:
    """Ones at some places, zeros elsewhere."""
    vector = np.zeros(size, dtype=np.float32)
    vector[list(at)] = 1.0
    return vector


def _sizes(scan: Scan, lines: Sequence[Line]) -> dict[str, Vector]:
    words = vector(scan.counts)
    return {
        "words": np.log1p(words),
        **dict(zip(_UP_TO.values(), vector(words <= np.array([list(_UP_TO)]).T), strict=True)),
        **dict(zip(_OVER.values(), vector(words > np.array([list(_OVER)]).T), strict=True)),
        "sentences": np.log1p(vector([line.sentences for line in lines])),
        "function words": vector(scan.grammar),
        "running text": vector([line.is_prose for line in lines]),
        "a headline's shape": vector([line.title_shaped for line in lines]),
    }


def _endings(scan: Scan, lines: Sequence[Line]) -> dict[str, Vector]:
    texts = scan.texts
    last = np.array([text.rstrip(_CLOSING)[-1:] for text in texts])
    first = scan.classes[scan.line_starts]
    return {
        "ends a sentence": vector([line.ends_sentence for line in lines]),
        **dict(zip(_LAST_SIGNS.values(), vector(last == np.array([list(_LAST_SIGNS)]).T), strict=True)),
        "ends in an ellipsis": vector([text.endswith(("...", "…")) for text in texts]),
        **dict(zip(_FIRST_SIGNS.values(), vector(first & np.array([list(_FIRST_SIGNS)]).T > 0), strict=True)),
        "all capitals": vector([text.isupper() for text in texts]),
    }


def _characters(scan: Scan, lines: Sequence[Line]) -> dict[str, Vector]:
    words = vector(scan.counts) + 1
    figures = vector(scan.figures)
    return {
        "characters": np.log1p(scan.sizes).astype(np.float32),
        "long words": (scan.sizes / words).astype(np.float32),
        "commas": vector(scan.counted(COMMA)) / words,
        "figures": (figures / scan.sizes).astype(np.float32),
        "separators": np.log1p(vector(scan.counted(SIGN))),
        "capitals": _capitals(scan.classes, scan.rows, scan.size),
        "a copyright sign": vector(scan.holding("©")),
        "a price": _prices(scan),
        **_figured(scan, lines),
    }


def _capitals(classes: Classes, rows: Indices, size: int) -> Vector:
    """The share of each line's longer words that begin with a capital. `rows`: the line of each character."""
    spaces = np.flatnonzero(classes & SPACE)
    firsts = np.concatenate([[0], spaces[:-1] + 1])
    firsts = firsts[spaces - firsts > _LONG]
    first = classes[firsts]
    letters = np.bincount(rows[firsts[(first & LETTER) > 0]], minlength=size)
    capitals = np.bincount(rows[firsts[(first & CAPITAL) > 0]], minlength=size)
    return (capitals / np.maximum(letters, 1)).astype(np.float32)


def _prices(scan: Scan) -> Vector:
    """Sums of money."""
    return _marked(
        scan.size, [at for at in np.flatnonzero(scan.holding(*_MONEY)).tolist() if _PRICE.search(scan.texts[at])]
    )


def _figured(scan: Scan, lines: Sequence[Line]) -> dict[str, Vector]:
    """Dates, years and addresses; the first two need figures."""
    figures = scan.figures
    with_figures = np.flatnonzero(figures).tolist()
    years = np.flatnonzero(figures >= DATE_FIGURES).tolist()
    phones = np.flatnonzero(figures >= _PHONE_FIGURES).tolist()
    contact = scan.holding(*_ADDRESSES)
    contact[[at for at in phones if _PHONE.search(scan.texts[at])]] = True
    return {
        "a date": _marked(scan.size, [at for at in with_figures if _holds_date(lines[at])]),
        "a year": _marked(scan.size, [at for at in years if _YEAR.search(scan.texts[at])]),
        "contact details": vector(contact),
    }


def _holds_date(line: Line) -> bool:
    if len(line.text) >= _SHORT_ENOUGH_FOR_DATES:
        return False
    return line.date is not None


def _phrases(scan: Scan, lines: Sequence[Line]) -> dict[str, Vector]:
    openings = [line.opening for line in lines]
    parts = [line.holds for line in lines]
    return {
        "an ambiguous stock word": vector(scan.known_lines & AMBIGUOUS > 0),
        "begins with a stock phrase": vector(
            [bool(found) and not _BOILER_CUES.isdisjoint(found) for found in openings]
        ),
        "holds a stock phrase": vector([not _BOILER_CUES.isdisjoint(found) for found in parts]),
        "a biography's phrase": vector(
            [CueKind.BIO in opening or CueKind.BIO in part for opening, part in zip(openings, parts, strict=True)]
        ),
        "a label of related links": vector(scan.known_lines & HEAD > 0),
        "speaks to the reader": vector(scan.line_triggers & READER > 0),
        "speaks as the house": vector(scan.line_triggers & HOUSE > 0),
    }


def _roles(blocks: Sequence[Block]) -> dict[str, Vector]:
    return {
        "a heading by its mark": vector([block.role is Role.HEADING for block in blocks]),
        "a list item": vector([block.role is Role.LIST_ITEM for block in blocks]),
        "a table cell": vector([block.role is Role.CELL for block in blocks]),
        "blank lines above": np.minimum(vector([block.blank_lines_before for block in blocks]), _MOST_BLANK_LINES),
    }


def _decisions(labelling: Labelling) -> dict[str, Vector]:
    size = len(labelling.document.blocks)
    labels = {index: verdict.label for index, verdict in labelling.verdicts.items()}
    return {
        "removed by a rule": _marked(size, [i for i, label in labels.items() if label.action is Action.REMOVE]),
        "kept by a rule": _marked(size, [i for i, label in labels.items() if label in _KEPT_TYPES]),
        "a caption, date or byline": _marked(size, [i for i, label in labels.items() if label in _RECORDED_TYPES]),
    }
