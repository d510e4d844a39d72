"""The top of a flattened page: category, title and stand-first, told by shape, place and what the article says."""

from __future__ import annotations

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
    """The best headline above the first paragraph that no rule has removed."""
    blocks = labelling.document.blocks
    first = _first_paragraph(labelling, blocks)
    scan = labelling.scan
    keys = scan.keys.tolist()
    context = _Context(
        first=first,
        article=_vocabulary(labelling, first),
        keys=keys,
        copies=Counter(keys),
        crumbs=frozenset(_last_crumb(block.text) for block in blocks[:first] if _has_path(block.text)),
        signed=frozenset(
            block.index - back for block in blocks[:first] if _is_byline(labelling, block) for back in (1, 2, 3)
        ),
    )
    best, best_score = None, _LEAST
    for block in blocks[:first]:
        line = labelling.line(block)
        if _may_be_title(labelling, block, line):
            score = _score(block, line, scan, context)
            if score > best_score:
                best, best_score = block, score
    return best


@dataclass(frozen=True, slots=True)
class _Context:
    """What the page says about its candidates."""

    first: int  # block of the first paragraph
    article: frozenset[int]  # words of the first paragraphs, as hashes
    keys: Sequence[int]  # of each line
    copies: Counter[int]  # lines by their keys
    crumbs: frozenset[str]  # ends of breadcrumbs, as words
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


def _score(block: Block, line: Line, scan: Scan, context: _Context) -> float:
    """Higher for the article's words, nearness to it, a byline below, a copy, a breadcrumb, a mark, the top."""
    words = slice(int(scan.firsts[block.index]), int(scan.firsts[block.index] + scan.counts[block.index]))
    telling = (scan.triggers[words] & GRAMMAR == 0) & (scan.word_ends[words] - scan.word_starts[words] >= _TELLING)
    content = set(scan.hashes[words][telling].tolist())
    used = len(content & context.article)
    long_enough = line.count >= _HEADLINE
    score = 1.5 * used / max(1, len(content)) + log1p(min(used, _HEADLINE)) + 0.7 * long_enough - 1.8
    score -= 0.15 * max(0, line.count - _USUAL)
    score += 1.5 * max(0.0, 1.0 - (context.first - block.index) / _FAR)
    score += 0.5 * min(context.copies[context.keys[block.index]] - 1, 2) * long_enough
    score += 1.0 * (block.role is Role.HEADING) + 1.0 * (block.index == 0 and long_enough)
    return score + 1.0 * (bool(context.crumbs) and line.key in context.crumbs) + 0.7 * (block.index in context.signed)


def _has_path(text: str) -> bool:
    return any(map(text.__contains__, _BREADCRUMB_SIGNS))


def _last_crumb(text: str) -> str:
    """The words behind the last sign of a breadcrumb."""
    return Line(text[max(text.rfind(sign) for sign in _BREADCRUMB_SIGNS) + 1 :]).key


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
