"""Headlines in brackets between paragraphs, or stuck to their ends: how some magazines print links to other pages."""

from __future__ import annotations

import re
from functools import cache

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.related.titles import relate
from cleaner.boilerplate.wordlists import rows
from cleaner.labels import Label, Reason

_WORDS = (5, 20)
_FEWEST = 2  # lines on one page: a lone bracket may be a remark
_FEWEST_STUCK = 3  # ends of paragraphs, where remarks stand more often
_BRACKET = re.compile(r"[(\[]([^()\[\]]{20,200})[)\]]")
_STUCK = re.compile(r"(?<=[.!?”\"])\s+([(\[]([^()\[\]]{20,200}[.?!])[)\]])$")


def bracketed_titles(labelling: Labelling) -> None:
    """Settle lines that are one bracket, cut the like from ends of paragraphs, if the page has several of them."""
    blocks = [block for block in labelling.open_blocks() if block.role is Role.PARAGRAPH and block.text[-1] in ")]"]
    if len(blocks) < _FEWEST:
        return
    lines = [block for block in blocks if _is_bracketed(labelling, block)]
    if len(lines) >= _FEWEST:
        evidence = ("a headline in brackets on a line of its own", f"{len(lines)} such lines")
        for block in lines:
            if labelling.settle(block, Label.RELATED_LINKS, Reason.BRACKETED_TITLE, *evidence):
                relate(labelling, block, (1, len(block.text) - 1))
        return
    stuck = [(block, match) for block in blocks if (match := _STUCK.search(block.text)) and _is_headline(match[2])]
    if len(stuck) >= _FEWEST_STUCK:
        evidence = ("a headline in brackets behind a paragraph's last sentence", f"{len(stuck)} such brackets")
        for block, match in stuck:
            labelling.cut(block, *match.span(1), Label.RELATED_LINKS, Reason.BRACKETED_TITLE, *evidence)
            relate(labelling, block, match.span(2))


def _is_bracketed(labelling: Labelling, block: Block) -> bool:
    """Whether a line below a paragraph is one bracket around what could be a headline."""
    match = _BRACKET.fullmatch(block.text)
    return match is not None and _is_headline(match[1]) and _is_below_paragraph(labelling, block)


def _is_headline(text: str) -> bool:
    line = Line(text.strip())
    fewest, most = _WORDS
    if not fewest <= line.count <= most or not line.text[0].isupper() or line.sentences > 2:
        return False
    return not line.holds and not line.opening and _ties().isdisjoint(line.words)


@cache
def _ties() -> frozenset[str]:
    """Words by which a remark refers to the text around it."""
    return frozenset(word for row in rows("ties.txt") for word in row[0].split())


def _is_below_paragraph(labelling: Labelling, block: Block) -> bool:
    """Whether a paragraph stands right above: a list of remarks has none there."""
    blocks = labelling.document.blocks
    return block.index > 0 and labelling.line(blocks[block.index - 1]).is_prose
