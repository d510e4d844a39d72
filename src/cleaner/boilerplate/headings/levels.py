"""Levels of headings where the page does not print them, or prints them against its own outline.

A flattened page prints levels at most as `#` marks and underlines. What else shows them to a reader: decimal numbers,
capitals over mixed case, a heading with nothing between it and the next, a numbered run, questions under "FAQ".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cleaner.blocks import Block
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.wordlists import rows
from cleaner.labels import Action, Label

_TOP = 2
_DEEPEST = 6
_RUN = 3  # numbered headings that make a list
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\s+\S")
_ORDINAL = re.compile(r"\W{0,2}(\d{1,2})\s?[.):–—-]\s*\S")
_WORD = 4  # letters in capitals that are no abbreviation
_CAPITALS = 2  # headings of either case that make case tell


@dataclass(slots=True)
class _Head:
    block: Block
    level: int
    printed: bool  # the page prints the level
    bare: bool  # nothing stands between this heading and the next one
    key: str  # its words

    @property
    def text(self) -> str:
        return self.block.text


def heading_levels(labelling: Labelling) -> None:
    """Set the levels of headings. Runs when it is known which blocks are headings."""
    heads = _heads(labelling)
    guessed = [head for head in heads if not head.printed]
    if len(guessed) == len(heads):
        if not _by_decimals(heads):
            _by_capitals(heads)
        _numbered_runs(heads)
        _parents(heads)
    else:
        _below_printed(heads)
        _lone_first_level(heads)
    _questions_under_their_heading(heads)
    for head in heads:
        labelling.levels[head.block.index] = min(_DEEPEST, head.level)


def _heads(labelling: Labelling) -> list[_Head]:
    heads: list[_Head] = []
    for block in labelling.document.blocks:
        label = labelling.label_of(block)
        if label is Label.HEADING:
            level = labelling.levels.get(block.index) or block.level
            printed = block.level is not None or block.place is not None
            key = labelling.line(block).key
            heads.append(_Head(block, level if printed and level else _TOP, printed, bare=True, key=key))
        elif heads and label.action is Action.KEEP:
            heads[-1].bare = False
    if heads:
        heads[-1].bare = False
    return heads


def _by_decimals(heads: Sequence[_Head]) -> bool:
    """ "2.1 Dose" stands under "2 Use"."""
    depths = [found[1].count(".") if (found := _DECIMAL.match(head.text)) else 0 for head in heads]
    if sum(depth > 0 for depth in depths) < _RUN - 1:
        return False
    for head, depth in zip(heads, depths, strict=True):
        head.level = _TOP + depth
    return True


def _by_capitals(heads: Sequence[_Head]) -> None:
    """Headings in capitals stand above those in mixed case, where the first heading is one of them."""
    loud = [_is_loud(head) for head in heads]
    if not loud or not loud[0] or min(sum(loud), len(loud) - sum(loud)) < _CAPITALS:
        return
    for head, is_loud in zip(heads, loud, strict=True):
        head.level = _TOP if is_loud else _TOP + 1


def _is_loud(head: _Head) -> bool:
    return head.text.isupper() and (sum(map(str.isalpha, head.text)) >= _WORD or " " in head.text)


def _numbered_runs(heads: Sequence[_Head]) -> None:
    """Headings numbered 1, 2, 3 stand under the one before the first, if that has no number."""
    numbers = [int(found[1]) if (found := _ORDINAL.match(head.text)) else None for head in heads]
    at = 0
    while at < len(heads):
        end = at
        while end < len(heads) and numbers[end] == end - at + 1 and heads[end].level == heads[at].level:
            end += 1
        if end - at >= _RUN and at > 0 and heads[at - 1].level == heads[at].level:
            for head in heads[at:end]:
                head.level += 1
        at = max(end, at + 1)


def _parents(heads: Sequence[_Head]) -> None:
    """A heading with nothing between it and the next of its level stands over that one and those that follow it.

    Its part ends where the next such heading stands, or one that closes an article.
    """
    parents = {
        at
        for at, head in enumerate(heads[:-1])
        if head.bare and head.level == heads[at + 1].level == _TOP and not (at and heads[at - 1].bare)
    }
    inside = asking = False  # asking: all headings of the part have been questions
    for at, head in enumerate(heads):
        is_question = head.text.rstrip().endswith("?")
        if at in parents:
            inside, asking = True, _is_over_questions(head) or heads[at + 1].text.rstrip().endswith("?")
        elif head.level > _TOP or not inside:
            continue
        elif head.key in _named("closing") or (asking and not is_question and heads[at - 1].level > _TOP):
            inside = False
        else:
            head.level += 1
            asking = asking and is_question


def _below_printed(heads: Sequence[_Head]) -> None:
    """Headings that only their shape makes, on a page that prints the levels of others."""
    above: int | None = None
    for head in heads:
        if head.printed:
            above = head.level
        elif above is not None:
            head.level = above + 1


def _lone_first_level(heads: Sequence[_Head]) -> None:
    """A single `h1` amid an article whose sections began below it is one of those sections."""
    first = [at for at, head in enumerate(heads) if head.level == 1]
    if len(first) == 1 and first[0] > 0:
        before = min(head.level for head in heads[: first[0]])
        after = heads[first[0] + 1 :]
        if after and min(head.level for head in after) <= before:
            heads[first[0]].level = before


def _questions_under_their_heading(heads: Sequence[_Head]) -> None:
    """ "FAQ" with nothing under it, then questions of its own level: they are its children."""
    at = 0
    while at < len(heads):
        head = heads[at]
        at += 1
        if head.bare and heads[at].level == head.level and _is_over_questions(head):
            level = head.level
            while at < len(heads) and _is_part(level, heads[at]):
                heads[at].level += 1
                at += 1


def _is_over_questions(head: _Head) -> bool:
    return any(head.key == phrase or head.key.startswith(f"{phrase} ") for phrase in _named("questions"))


def _is_part(level: int, head: _Head) -> bool:
    return head.level > level or (head.level == level and head.text.rstrip().endswith("?"))


@cache
def _named(what: str) -> frozenset[str]:
    return frozenset(phrase for does, phrase in rows("outline.tsv") if does == what)
