"""The top of a flattened page: category, title and stand-first, told by shape, place and what the article says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import GRAMMAR
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.labels import Label, Reason

_TITLE_WORDS = (2, 26)
_HEADLINE = 4  # words of a title that opens the page
_USUAL = 16  # words of a title; longer ones are rare
_TELLING = 3  # letters of words that say what a text is about, at least
_FIGURES = 4  # a line of which more than one sign in four is a digit is no title
_LEAST = 1.5  # score of a title: below, the page has likely lost it
_FAR = 20  # blocks from the title to the first paragraph
_GRAMMAR = 0.25  # share of function words in running text
_BODY_SAMPLE = 40  # paragraphs whose words are compared with the title's
_DEK_WORDS = (8, 60)
_CATEGORY_WORDS = 3
_ONLY_SIGNED = 1.2  # the score of being the one headline over a byline or a date
_HEAD = 2  # blocks in which the title of the window may stand
_HEAD_SEPARATOR = re.compile(r"\s+[|–—·»:-]+\s+")
_BREADCRUMB_SIGNS = (" > ", " › ", " » ", " / ", " → ")


def front_matter(labelling: Labelling) -> None:
    """Find the title of a page without markup, then the stand-first below and the category above it.

    Runs after the line model, which tells the first paragraph of the article from a notice above it. A title stands
    alone, as entries of menus do, so that the model's word against it does not count.
    """
    blocks = labelling.document.blocks
    title = likely_title(labelling)
    if title is None:
        return
    labelling.overrule(title, Label.TITLE, Reason.TITLE_SHAPE, "the best headline before the first paragraph")
    labelling.describe(title=title.text)
    _copies(labelling, blocks, title)
    _dek(labelling, blocks, title)
    _category(labelling, blocks, title)


def likely_title(labelling: Labelling) -> Block | None:
    """The best headline above the first paragraph that no rule has removed. What the line model removes may be it."""
    first = _first_paragraph(labelling, labelling.document.blocks)
    if first not in labelling.titles_above:
        labelling.titles_above[first] = _best_headline(labelling, first)
    return labelling.titles_above[first]


def _best_headline(labelling: Labelling, first: int) -> Block | None:
    blocks = labelling.document.blocks
    keys = labelling.scan.keys.tolist()
    context = _Context(
        first=first,
        contents=_contents(labelling.scan, first),
        article=_vocabulary(labelling, first),
        keys=keys,
        copies=Counter(keys),
        crumbs=frozenset(_last_crumb(block.text) for block in blocks[:first] if _has_path(block.text)),
        heads=_head_titles(blocks[:_HEAD]),
        signed=frozenset(
            block.index - back for block in blocks[:first] if _is_byline(labelling, block) for back in (1, 2, 3)
        ),
    )
    may_be = [block for block in blocks[:first] if _may_be_title(labelling, block, labelling.line(block))]
    scores = [_score(block, labelling.line(block), context) for block in may_be]
    signed = [at for at, block in enumerate(may_be) if _is_signed(labelling, block, context)]
    if len(signed) == 1:
        scores[signed[0]] += _ONLY_SIGNED
    best = max(range(len(may_be)), key=scores.__getitem__, default=None)
    return may_be[best] if best is not None and scores[best] > _LEAST else None


def _is_signed(labelling: Labelling, block: Block, context: _Context) -> bool:
    return block.index in context.signed and labelling.line(block).count >= _HEADLINE


@dataclass(frozen=True, slots=True)
class _Context:
    """What the page says about its candidates."""

    first: int  # block of the first paragraph
    contents: list[list[int]]  # words of each line above it that say what it is about, as hashes
    article: frozenset[int]  # words of the first paragraphs
    keys: Sequence[int]  # of each line
    copies: Counter[int]  # lines by their keys
    crumbs: frozenset[str]  # ends of breadcrumbs, as words
    heads: frozenset[str]  # parts of what may be the title of the window, as words
    signed: frozenset[int]  # blocks with a byline or a date right below


def _first_paragraph(labelling: Labelling, blocks: Sequence[Block]) -> int:
    for block in blocks:
        line = labelling.line(block)
        if block.index not in labelling.verdicts and _is_paragraph(line):
            return block.index
    return len(blocks)


def _is_paragraph(line: Line) -> bool:
    return line.is_prose and line.ends_sentence and line.function_share >= _GRAMMAR


def _may_be_title(labelling: Labelling, block: Block, line: Line) -> bool:
    verdict = labelling.verdicts.get(block.index)
    if (verdict is not None and verdict.reason is not Reason.LINE_MODEL) or block.role is Role.CELL:
        return False
    fewest, most = _TITLE_WORDS
    if not fewest <= line.count <= most or line.ends_full_stop or line.starts_lower or line.text[-1] in ":;,":
        return False
    if line.sentences > 2 or _FIGURES * sum(map(str.isdigit, line.text)) > len(line.text):
        return False
    return not line.is_label and not line.stock and CueKind.BYLINE not in line.opening


def _score(block: Block, line: Line, context: _Context) -> float:
    """Higher for the article's words, nearness to it, a byline below, a copy, a breadcrumb, a mark, the top."""
    content = set(context.contents[block.index])
    used = len(content & context.article)
    long_enough = line.count >= _HEADLINE
    score = 1.5 * used / max(1, len(content)) + log1p(min(used, _HEADLINE)) + 0.7 * long_enough - 1.8
    score -= 0.15 * max(0, line.count - _USUAL)
    score += 1.5 * max(0.0, 1.0 - (context.first - block.index) / _FAR)
    score += 0.5 * min(context.copies[context.keys[block.index]] - 1, 2) * long_enough
    score += 1.0 * (block.role is Role.HEADING) + 1.0 * (block.index == 0 and long_enough)
    if context.crumbs or context.heads:
        score += 1.0 * (line.key in context.crumbs) + 1.5 * (line.key in context.heads)
    return score + 0.7 * (block.index in context.signed)


def _head_titles(blocks: Sequence[Block]) -> frozenset[str]:
    """The parts, as words, of first lines such as "Zinc and sleep | Harbour Street": tools that print all of a page
    begin with the title of its window, which has the headline and the name of the site."""
    parts = [part for block in blocks for part in _HEAD_SEPARATOR.split(block.text) if len(part) < len(block.text)]
    return frozenset(line.key for line in map(Line, parts) if line.count > 1)


def _has_path(text: str) -> bool:
    return any(map(text.__contains__, _BREADCRUMB_SIGNS))


def _last_crumb(text: str) -> str:
    """The words behind the last sign of a breadcrumb."""
    return Line(text[max(text.rfind(sign) for sign in _BREADCRUMB_SIGNS) + 1 :]).key


def _contents(scan: Scan, first: int) -> list[list[int]]:
    """The words of the lines before line `first` that say what a text is about, as hashes."""
    end = int(scan.firsts[first]) if first < scan.size else len(scan.hashes)
    telling = (scan.triggers[:end] & GRAMMAR == 0) & (scan.word_ends[:end] - scan.word_starts[:end] >= _TELLING)
    contents: list[list[int]] = [[] for _ in range(first)]
    for row, word in zip(scan.word_rows[:end][telling].tolist(), scan.hashes[:end][telling].tolist(), strict=True):
        contents[row].append(word)
    return contents


def _vocabulary(labelling: Labelling, first: int) -> frozenset[int]:
    """The words of the paragraphs from line `first` on, as hashes."""
    scan = labelling.scan
    chosen = np.zeros(scan.size, dtype=bool)
    chosen[first : first + _BODY_SAMPLE] = [line.is_prose for line in labelling.lines[first : first + _BODY_SAMPLE]]
    return frozenset(scan.hashes[chosen[scan.word_rows]].tolist())


def _copies(labelling: Labelling, blocks: Sequence[Block], title: Block) -> None:
    """Further copies of the title: alternative texts, breadcrumbs' ends, running heads."""
    keys = labelling.scan.keys
    for at in np.flatnonzero(keys == keys[title.index]).tolist():
        block = blocks[at]
        if block is not title:
            labelling.settle(block, Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, "the title again")


def _is_free(labelling: Labelling, block: Block) -> bool:
    """Whether no rule has decided. The model has no say here: what stands by the title is short, as menus are."""
    verdict = labelling.verdicts.get(block.index)
    return verdict is None or verdict.reason is Reason.LINE_MODEL


def _dek(labelling: Labelling, blocks: Sequence[Block], title: Block) -> None:
    """One sentence or two right under the title; a full paragraph there is the article's first."""
    fewest, most = _DEK_WORDS
    at = title.index + 1
    if at >= len(blocks) or not _is_free(labelling, blocks[at]):
        return
    block, line = blocks[at], labelling.line(blocks[at])
    follows = blocks[at + 1] if at + 1 < len(blocks) else None
    long_enough = fewest <= line.count <= most
    shaped = line.sentences <= 2 and not line.ends_sentence
    before_byline = follows is not None and _is_byline(labelling, follows)
    if long_enough and (shaped or before_byline) and line.text[-1] not in ":;," and line.function_share >= _GRAMMAR / 2:
        labelling.overrule(block, Label.DEK, Reason.DEK_SHAPE, "between the title and the article")
        labelling.describe(dek=block.text)


def _is_byline(labelling: Labelling, block: Block) -> bool:
    verdict = labelling.verdicts.get(block.index)
    return verdict is not None and verdict.label in (Label.BYLINE, Label.DATE)


def _category(labelling: Labelling, blocks: Sequence[Block], title: Block) -> None:
    """A breadcrumb anywhere above or just below the title; a word or two on the first line."""
    for block in blocks[: title.index + 2]:
        if not _is_free(labelling, block):
            continue
        line = labelling.line(block)
        crumbs = max(line.text.count(sign) for sign in _BREADCRUMB_SIGNS)
        if crumbs >= 2 or (crumbs and line.key.endswith(labelling.line(title).key)):
            labelling.overrule(block, Label.CATEGORY, Reason.BREADCRUMB_SHAPE, "a path of categories")
            labelling.describe(category=block.text)
    above = blocks[title.index - 1] if title.index else None
    if above is None or not _is_free(labelling, above) or title.index > 1:
        return
    line = labelling.line(above)
    if 0 < line.count <= _CATEGORY_WORDS and not line.ends_sentence and not line.starts_lower:
        labelling.overrule(above, Label.CATEGORY, Reason.CATEGORY_SHAPE, "a word or two above the title")
        labelling.describe(category=above.text)
