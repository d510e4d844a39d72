"""What the line model measures of each block by itself: vectors over all blocks of a page at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.lines_above import likely_title
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.models.line_words import Vector, said, vector
from cleaner.boilerplate.models.word_table import Indices, WordTable
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.labels import Action, Label
from cleaner.markdown import MARKED_LINK

_ADDRESSES = ("@", "://", "www.", ".com", ".org")
_PHONE = re.compile(r"\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_PHONE_FIGURES = 10
_PRICE = re.compile(r"[$€£]\s?\d|\d\s?[€£]")
_MONEY = re.compile(r"[$€£]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOSING = "\"'”’»)]}*"
_READER_WORDS = frozenset({"you", "your", "yours"})
_HOUSE_WORDS = frozenset({"we", "our", "us"})
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

_FEWEST_DATE_FIGURES = 4  # but for "3 days ago"

_COMMA, _FIGURE, _SIGN, _SPACE, _LETTER, _CAPITAL = 1, 2, 4, 8, 16, 32  # classes of characters
_SIGNS = "|»›•·→▶✓★"


def _class_of(character: str) -> int:
    if character.isalpha():
        return _LETTER | (_CAPITAL if character.isupper() else 0)
    if character.isspace():
        return _SPACE
    return {",": _COMMA, **dict.fromkeys("0123456789", _FIGURE), **dict.fromkeys(_SIGNS, _SIGN)}.get(character, 0)


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of each character by its code point; rarer scripts share the last one's."""
    return np.array([_class_of(chr(code)) for code in range(0x3000)] + [_LETTER], dtype=np.uint8)


def measured(labelling: Labelling, table: WordTable) -> dict[str, Vector]:
    """Name -> one number a block, in document order. Evidence names the measures, so they are worded for people."""
    blocks = labelling.document.blocks
    lines = [_as_shown(labelling, block) for block in blocks]
    title = likely_title(labelling)
    return {
        **_sizes(lines),
        **_endings(lines),
        **_characters(lines),
        **_phrases(lines),
        **_roles(blocks),
        **said(labelling, lines, title, table),
        **_decisions(labelling),
        "the likely title": _marked(len(blocks), () if title is None else (title.index,)),
    }


def _as_shown(labelling: Labelling, block: Block) -> Line:
    """The line without the targets of written links, which no browser shows."""
    return Line(MARKED_LINK.sub(r"\1", block.text)) if block.links else labelling.line(block)


def _marked(size: int, at: Sequence[int]) -> Vector:
    """Ones at some places, zeros elsewhere."""
    vector = np.zeros(size, dtype=np.float32)
    vector[list(at)] = 1.0
    return vector


def _sizes(lines: Sequence[Line]) -> dict[str, Vector]:
    words = vector([len(line.words) for line in lines])
    return {
        "words": np.log1p(words),
        "one word": (words <= 1).astype(np.float32),
        "up to 3 words": (words <= 3).astype(np.float32),
        "up to 6 words": (words <= 6).astype(np.float32),
        "up to 12 words": (words <= 12).astype(np.float32),
        "over 25 words": (words > 25).astype(np.float32),
        "over 60 words": (words > 60).astype(np.float32),
        "sentences": np.log1p(vector([line.sentences for line in lines])),
        "function words": vector([line.function_share for line in lines]),
        "running text": vector([line.is_prose for line in lines]),
        "a headline's shape": vector([line.title_shaped for line in lines]),
    }


def _endings(lines: Sequence[Line]) -> dict[str, Vector]:
    last = [line.text.rstrip(_CLOSING)[-1:] for line in lines]
    return {
        "ends a sentence": vector([line.ends_sentence for line in lines]),
        "ends in a full stop": vector([sign == "." for sign in last]),
        "ends in a question mark": vector([sign == "?" for sign in last]),
        "ends in a colon": vector([sign == ":" for sign in last]),
        "ends in a comma": vector([sign == "," for sign in last]),
        "ends in an ellipsis": vector([line.text.endswith(("...", "…")) for line in lines]),
        "begins in lower case": vector([line.starts_lower for line in lines]),
        "begins with a figure": vector([line.text[0].isdigit() for line in lines]),
        "begins with a sign": vector([not line.text[0].isalnum() for line in lines]),
        "all capitals": vector([line.text.isupper() for line in lines]),
    }


def _characters(lines: Sequence[Line]) -> dict[str, Vector]:
    texts = [line.text for line in lines]
    text = " ".join([*texts, ""])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = _classes()
    classes = known[np.minimum(codes, len(known) - 1)]
    sizes = np.array([len(text) for text in texts])
    rows = np.repeat(np.arange(len(lines)), sizes + 1)  # of each character
    words = vector([len(line.words) for line in lines]) + 1
    figures = _counted(classes, _FIGURE, rows)
    return {
        "characters": np.log1p(sizes).astype(np.float32),
        "long words": (sizes / words).astype(np.float32),
        "commas": _counted(classes, _COMMA, rows) / words,
        "figures": (figures / sizes).astype(np.float32),
        "separators": np.log1p(_counted(classes, _SIGN, rows)),
        "capitals": _capitals(classes, rows),
        "a copyright sign": vector(["©" in text for text in texts]),
        "a price": _prices(lines, text),
        **_figured(lines, figures.tolist(), [sign for sign in _ADDRESSES if sign in text]),
    }


def _counted(classes: NDArray[np.uint8], wanted: int, rows: Indices) -> Vector:
    """How many characters of a class each line has. `rows`: the line of each character."""
    return np.bincount(rows[(classes & wanted) > 0], minlength=rows[-1] + 1).astype(np.float32)


def _capitals(classes: NDArray[np.uint8], rows: Indices) -> Vector:
    """The share of each line's longer words that begin with a capital."""
    spaces = np.flatnonzero(classes & _SPACE)
    firsts = np.concatenate([[0], spaces[:-1] + 1])
    firsts = firsts[spaces - firsts > _LONG]
    first = classes[firsts]
    size = rows[-1] + 1
    letters = np.bincount(rows[firsts[(first & _LETTER) > 0]], minlength=size)
    capitals = np.bincount(rows[firsts[(first & _CAPITAL) > 0]], minlength=size)
    return (capitals / np.maximum(letters, 1)).astype(np.float32)


def _prices(lines: Sequence[Line], text: str) -> Vector:
    """Sums of money, looked for on pages that print a currency's sign."""
    if _MONEY.search(text) is None:
        return np.zeros(len(lines), dtype=np.float32)
    return vector([_PRICE.search(line.text) is not None for line in lines])


def _figured(lines: Sequence[Line], figures: Sequence[float], signs: Sequence[str]) -> dict[str, Vector]:
    """Dates, years and addresses; the first two need figures. `signs`: those of addresses that the page prints."""
    counted = list(zip(lines, figures, strict=True))
    return {
        "a date": vector([_holds_date(line, count) for line, count in counted]),
        "a year": vector(
            [count >= _FEWEST_DATE_FIGURES and _YEAR.search(line.text) is not None for line, count in counted]
        ),
        "contact details": vector(
            [
                any(map(line.text.__contains__, signs))
                or (count >= _PHONE_FIGURES and _PHONE.search(line.text) is not None)
                for line, count in counted
            ]
        ),
    }


def _holds_date(line: Line, figures: float) -> bool:
    if not figures or len(line.text) >= _SHORT_ENOUGH_FOR_DATES:
        return False
    return (figures >= _FEWEST_DATE_FIGURES or "ago" in line.words) and line.date is not None


def _phrases(lines: Sequence[Line]) -> dict[str, Vector]:
    openings = [line.opening for line in lines]
    parts = [line.holds for line in lines]
    return {
        "an ambiguous stock word": vector([bool(line.ambiguous_stock) for line in lines]),
        "begins with a stock phrase": vector([not _BOILER_CUES.isdisjoint(found) for found in openings]),
        "holds a stock phrase": vector([not _BOILER_CUES.isdisjoint(found) for found in parts]),
        "a biography's phrase": vector(
            [CueKind.BIO in opening or CueKind.BIO in part for opening, part in zip(openings, parts, strict=True)]
        ),
        "a label of related links": vector([line.is_label for line in lines]),
        "speaks to the reader": vector([not _READER_WORDS.isdisjoint(line.words) for line in lines]),
        "speaks as the house": vector([not _HOUSE_WORDS.isdisjoint(line.words) for line in lines]),
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
