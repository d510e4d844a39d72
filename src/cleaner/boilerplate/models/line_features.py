"""What the line model sees: each block's own measures, its neighbours', and the page's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.lines_above import likely_title
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wordlists import function_words, rows
from cleaner.labels import Action, Label
from cleaner.markdown import MARKED_LINK

Matrix = NDArray[np.float32]

_PHONE = re.compile(r"\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_PHONE_FIGURES = 10
_ADDRESSES = ("@", "://", "www.", ".com", ".org")
_PRICE = re.compile(r"[$€£]\s?\d|\d\s?[€£]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGNS = re.compile(r"[|»›•·→▶✓★]")
_READER_WORDS = frozenset({"you", "your", "yours"})
_HOUSE_WORDS = frozenset({"we", "our", "us"})
_SHORT_ENOUGH_FOR_DATES = 200  # characters
_MOST_BLANK_LINES = 3
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


@dataclass(slots=True)  # not frozen: one is made for each line, and freezing triples its cost
class _Seen:
    """A block with what its own measures need to know."""

    block: Block
    line: Line
    text: str
    count: int  # words
    last: str  # sign, closing quotes aside
    label: Label | None  # given by a rule
    is_title: bool
    copies: int  # lines of the same words on the page
    article: float  # share of its longer words that other paragraphs use
    title: float  # share of its longer words that the title holds
    odds: list[float]  # of its words, where known


def _has_contact(seen: _Seen) -> bool:
    if any(sign in seen.text for sign in _ADDRESSES):
        return True
    return seen.line.figures >= _PHONE_FIGURES and _PHONE.search(seen.text) is not None


# Measures of a block by itself. Evidence names them, so they are worded for people.
_OWN: tuple[tuple[str, Callable[[_Seen], float]], ...] = (
    ("words", lambda s: log1p(s.count)),
    ("characters", lambda s: log1p(len(s.text))),
    ("one word", lambda s: s.count <= 1),
    ("up to 3 words", lambda s: s.count <= 3),
    ("up to 6 words", lambda s: s.count <= 6),
    ("up to 12 words", lambda s: s.count <= 12),
    ("over 25 words", lambda s: s.count > 25),
    ("over 60 words", lambda s: s.count > 60),
    ("ends a sentence", lambda s: s.line.ends_sentence),
    ("ends in a full stop", lambda s: s.last == "."),
    ("ends in a question mark", lambda s: s.last == "?"),
    ("ends in a colon", lambda s: s.last == ":"),
    ("ends in a comma", lambda s: s.last == ","),
    ("ends in an ellipsis", lambda s: s.text.endswith(("...", "…"))),
    ("begins in lower case", lambda s: s.line.starts_lower),
    ("begins with a figure", lambda s: s.text[0].isdigit()),
    ("all capitals", lambda s: s.text.isupper()),
    ("capitals", lambda s: s.line.capitals),
    ("function words", lambda s: s.line.function_share),
    ("sentences", lambda s: log1p(s.line.sentences)),
    ("commas", lambda s: s.text.count(",") / (s.count + 1)),
    ("figures", lambda s: s.line.figures / len(s.text)),
    ("a date", lambda s: len(s.text) < _SHORT_ENOUGH_FOR_DATES and s.line.date is not None),
    ("a year", lambda s: s.line.figures > 0 and _YEAR.search(s.text) is not None),
    ("contact details", _has_contact),
    ("a price", lambda s: s.line.figures > 0 and _PRICE.search(s.text) is not None),
    ("separators", lambda s: log1p(len(_SIGNS.findall(s.text)))),
    ("a copyright sign", lambda s: "©" in s.text),
    ("a headline's shape", lambda s: s.line.title_shaped),
    ("running text", lambda s: s.line.is_prose),
    ("an ambiguous stock word", lambda s: bool(s.line.ambiguous_stock)),
    ("begins with a stock phrase", lambda s: not _BOILER_CUES.isdisjoint(s.line.opening)),
    ("holds a stock phrase", lambda s: not _BOILER_CUES.isdisjoint(s.line.holds)),
    ("a biography's phrase", lambda s: CueKind.BIO in s.line.holds or CueKind.BIO in s.line.opening),
    ("a label of related links", lambda s: s.line.is_label),
    ("a heading by its mark", lambda s: s.block.role is Role.HEADING),
    ("a list item", lambda s: s.block.role is Role.LIST_ITEM),
    ("a table cell", lambda s: s.block.role is Role.CELL),
    ("blank lines above", lambda s: min(s.block.blank_lines_before, _MOST_BLANK_LINES)),
    ("printed elsewhere too", lambda s: log1p(s.copies - 1)),
    ("words of the article", lambda s: s.article),
    ("words of the title", lambda s: s.title),
    ("long words", lambda s: len(s.text) / (s.count + 1)),
    ("speaks to the reader", lambda s: not _READER_WORDS.isdisjoint(s.line.words)),
    ("speaks as the house", lambda s: not _HOUSE_WORDS.isdisjoint(s.line.words)),
    ("words of boilerplate", lambda s: sum(s.odds) / (s.count + 1)),
    ("a word of boilerplate", lambda s: max(s.odds, default=0.0)),
    ("a word of articles", lambda s: min(s.odds, default=0.0)),
    ("removed by a rule", lambda s: s.label is not None and s.label.action is Action.REMOVE),
    ("kept by a rule", lambda s: s.label in _KEPT_TYPES),
    ("a caption, date or byline", lambda s: s.label in _RECORDED_TYPES),
    ("the likely title", lambda s: s.is_title),
)
OWN = tuple(name for name, _ in _OWN)
_WINDOWED = (
    "words",
    "function words",
    "running text",
    "up to 6 words",
    "words of boilerplate",
    "removed by a rule",
    "words of the article",
    "ends a sentence",
)
_WINDOWS = (2, 5, 12)  # blocks to either side
_NEIGHBOURS = (-2, -1, 1, 2)
_PLACE = (
    "share of blocks above",
    "share of words above",
    "blocks above",
    "blocks below",
    "after the last paragraph",
    "before the first paragraph",
    "below the title",
)
_PAGE = (
    "words of the page",
    "blocks of the page",
    "share of the page in running text",
    "share of the blocks in running text",
    "words of boilerplate on the page",
)

NAMES = (
    *OWN,
    *(f"{name} ({abs(shift)} {'above' if shift < 0 else 'below'})" for shift in _NEIGHBOURS for name in OWN),
    *(f"{name} (within {width})" for width in _WINDOWS for name in _WINDOWED),
    *_PLACE,
    *_PAGE,
)


@cache
def word_odds() -> Mapping[str, float]:
    """How much more often a word stands in boilerplate than in articles (log odds), for words where it matters."""
    return {word: float(odds) for word, odds in rows("word_odds.tsv")}


def line_features(labelling: Labelling, odds: Mapping[str, float] | None = None) -> Matrix:
    """One row a block in document order, one column a name of `NAMES`. `odds` replaces the package's `word_odds`."""
    own = _own(labelling, word_odds() if odds is None else odds)
    neighbours = (_shifted(own, shift) for shift in _NEIGHBOURS)
    return np.hstack([own, *neighbours, _windows(own), _places(own), _page(own)])


def _own(labelling: Labelling, odds: Mapping[str, float]) -> Matrix:
    blocks = labelling.document.blocks
    lines = [_as_shown(labelling, block) for block in blocks]
    keys = Counter(line.key for line in lines)
    article = _article_words(lines)
    title_block = likely_title(labelling)
    title = frozenset() if title_block is None else _content(labelling.line(title_block))
    measures = [measure for _, measure in _OWN]
    found = np.zeros((len(blocks), len(measures)), dtype=np.float32)
    for row, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        seen = _seen(labelling, block, line, keys[line.key], article, title, block is title_block, odds)
        found[row] = [measure(seen) for measure in measures]
    return found


def _as_shown(labelling: Labelling, block: Block) -> Line:
    """The line without the targets of written links, which no browser shows."""
    return Line(MARKED_LINK.sub(r"\1", block.text)) if block.links else labelling.line(block)


def _article_words(lines: Sequence[Line]) -> Counter[str]:
    """In how many paragraphs each word stands."""
    article: Counter[str] = Counter()
    for line in lines:
        if line.is_prose:
            article.update(set(line.words))
    return article


def _content(line: Line) -> frozenset[str]:
    return frozenset([word for word in line.words if len(word) > 3]) - function_words()


def _seen(
    labelling: Labelling,
    block: Block,
    line: Line,
    copies: int,
    article: Counter[str],
    title: frozenset[str],
    is_title: bool,
    odds: Mapping[str, float],
) -> _Seen:
    verdict = labelling.verdicts.get(block.index)
    content = _content(line)
    itself = 1 if line.is_prose else 0
    return _Seen(
        block=block,
        line=line,
        text=line.text,
        count=len(line.words),
        last=line.text.rstrip("\"'”’»)]}*")[-1:] or " ",
        label=None if verdict is None else verdict.label,
        is_title=is_title,
        copies=copies,
        article=len([1 for word in content if article.get(word, 0) > itself]) / len(content) if content else 0.5,
        title=len(title & content) / len(content) if content else 0.0,
        odds=[odds[word] for word in line.words if word in odds],
    )


def _shifted(own: Matrix, shift: int) -> Matrix:
    """Each row's neighbour `shift` rows on; zeros beyond the page's ends."""
    out = np.zeros_like(own)
    if abs(shift) < len(own):
        if shift > 0:
            out[:-shift] = own[shift:]
        else:
            out[-shift:] = own[:shift]
    return out


def _windows(own: Matrix) -> Matrix:
    """Means of some measures over the blocks within some distances."""
    columns = own[:, [OWN.index(name) for name in _WINDOWED]]
    sums = np.vstack([np.zeros((1, columns.shape[1]), dtype=np.float32), np.cumsum(columns, axis=0, dtype=np.float32)])
    at = np.arange(len(own))
    parts = []
    for width in _WINDOWS:
        low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(own))
        parts.append((sums[high] - sums[low]) / (high - low)[:, None])
    return np.hstack(parts)


def _places(own: Matrix) -> Matrix:
    size = len(own)
    at = np.arange(size, dtype=np.float32)
    words = np.expm1(own[:, OWN.index("words")])
    above = np.cumsum(words) - words
    paragraphs = np.flatnonzero((own[:, OWN.index("running text")] > 0) & (own[:, OWN.index("removed by a rule")] == 0))
    first, last = (paragraphs[0], paragraphs[-1]) if len(paragraphs) else (size, -1)
    titles = np.flatnonzero(own[:, OWN.index("the likely title")])
    title = titles[0] if len(titles) else -1
    return np.stack(
        [
            at / max(1, size), above / max(1.0, float(words.sum())), np.log1p(at), np.log1p(size - 1 - at),
            at > last, at < first, at > title,
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def _page(own: Matrix) -> Matrix:
    words = np.expm1(own[:, OWN.index("words")])
    prose = own[:, OWN.index("running text")]
    total = max(1.0, float(words.sum()))
    odds = float((own[:, OWN.index("words of boilerplate")] * words).sum()) / total
    shares = (float((words * prose).sum()) / total, float(prose.mean()), odds)
    row = np.array([np.log1p(total), np.log1p(len(own)), *shares], dtype=np.float32)
    return np.tile(row, (len(own), 1))
