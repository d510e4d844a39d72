"""Headings of marked-up pages beyond the heading tags.

A line that looks and works like a heading is one: short, set in bold or under a class that says so, a term of a
definition list, a button that opens a text, a list of one item, and in each case followed by what it heads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cleaner.blocks import Block, Place, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.wordlists import rows
from cleaner.labels import KEPT, REMOVED, Label, Reason

_MOST_WORDS = 16
_QUESTION_WORDS = 40
_COLON_WORDS = 4  # of a heading that ends in a colon
_PROSE = 8  # words of a block that a heading can stand over
_TERM_PROSE = 12  # words of a definition that make its term a heading rather than an entry
_DEFAULT_LEVEL = 2
_DEEPEST = 6
_SISTERS = 2
_NEAR = 4  # elements around two blocks of which they share one
_LINKED = 0.5  # link density of what is no text
_SIGNED = "-–—•*"
_BYLINE = frozenset({"by", "von", "por", "par"})
_KEPT = KEPT - {Label.CAPTION}
_LINES = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.CONTROL})
_TEXT = frozenset({Label.BODY, Label.LIST_ITEM, Label.QUOTE})  # what headings stand over


def markup_headings(labelling: Labelling) -> None:
    """Make headings of lines that work as such. Runs when it is known what is kept."""
    blocks = list(_candidates(labelling))
    if not blocks or blocks[0].place is None:
        return
    found = [sign for at in range(len(blocks)) if (sign := _sign(labelling, blocks, at))]
    sisters = Counter(sign.look for sign in found)
    accepted = {sign.block.index: sign for sign in found if sign.sure or sisters[sign.look] >= _SISTERS}
    levels = _levels(labelling, blocks, accepted)
    for index, sign in accepted.items():
        labelling.overrule(sign.block, Label.HEADING, sign.reason, sign.evidence, level=levels[index])


def headings_of_kept_text(labelling: Labelling) -> None:
    """Give text its heading back where only the model spoke against it and both stand in one element."""
    blocks = labelling.document.blocks
    for below, block in pairwise(reversed(blocks)):  # from the end: a heading may stand over another
        if labelling.labels[block.index] not in REMOVED or block.role is not Role.HEADING:
            continue
        verdict = labelling.verdicts.get(block.index)
        if verdict is None or verdict.reason is not Reason.BLOCK_MODEL or block.place is None or below.place is None:
            continue
        line = labelling.line(block)
        together = set(block.place.within[:_NEAR]) & set(below.place.within[:_NEAR])
        is_stock = line.stock or line.ambiguous_stock or line.is_label
        if together and not is_stock and below.link_density < _LINKED and _is_headed(labelling, block, below):
            labelling.overrule(block, Label.HEADING, Reason.TEXT_BELOW, "kept text stands right under it")


def _is_headed(labelling: Labelling, block: Block, below: Block) -> bool:
    """Whether what stands right under a heading is text, or a kept heading of a deeper level."""
    label = labelling.label_of(below)
    return label in _TEXT or (label is Label.HEADING and (block.level or 0) < (below.level or 0))


@dataclass(frozen=True, slots=True)
class _Sign:
    """What makes a heading of a block; `look` is shared by headings of one kind on a page."""

    block: Block
    reason: Reason
    evidence: str
    look: str
    sure: bool


def _candidates(labelling: Labelling) -> Iterator[Block]:
    """What is kept, and buttons, which may open what is kept."""
    for block, label in zip(labelling.document.blocks, labelling.labels, strict=True):
        kept = label in _KEPT or block.index not in labelling.verdicts
        if kept or (block.role is Role.CONTROL and block.place and block.place.path[-1:] == ("button",)):
            yield block


def _sign(labelling: Labelling, blocks: Sequence[Block], at: int) -> _Sign | None:
    block = blocks[at]
    place, line = block.place, labelling.line(block)
    if place is None or not 0 < line.count <= _QUESTION_WORDS or block.role not in _LINES:
        return None
    after = next((other for other in blocks[at + 1 : at + 3] if other.role is not Role.CONTROL), None)
    if after is None or after.place is None or labelling.label_of(after) not in _TEXT:
        return None
    if not _could_be_heading(labelling, block, line):
        return None
    if block.role is Role.CONTROL:
        if at and blocks[at - 1].role is Role.CONTROL:
            return None  # one of a row: tabs, tools
        return _button(labelling, block, place, after, line)
    if "dt" in place.path[-2:] and "dd" in after.place.path:
        told = line.is_question or labelling.line(after).count >= _TERM_PROSE
        return _Sign(block, Reason.TERM_HEADING, "a term over its explanation", "term", sure=False) if told else None
    if place.bold and _works_as_heading(labelling, blocks, at, after):
        first = not any(labelling.line(other).ends_sentence for other in blocks[max(0, at - 3) : at])
        inside = block.role is Role.LIST_ITEM
        look = "bold item" if inside else "bold"
        return _Sign(block, Reason.BOLD_HEADING, "all in bold over running text", look, sure=not first and not inside)
    if block.role is Role.LIST_ITEM and _is_alone(blocks, at, after) and _is_over_prose(labelling, after):
        return _Sign(block, Reason.LONE_ITEM_HEADING, "a list of one short item over running text", "item", sure=False)
    if block.role is Role.PARAGRAPH and _is_over_prose(labelling, after):
        return _by_class(block, place.hints - after.place.hints)
    return None


def _could_be_heading(labelling: Labelling, block: Block, line: Line) -> bool:
    """By its own words: short, one sentence, no lead-in, no link."""
    verdict = labelling.verdicts.get(block.index)
    if block.link_density > _LINKED:
        return False
    if verdict is not None and verdict.label not in (Label.BODY, Label.LIST_ITEM) and block.role is not Role.CONTROL:
        return False
    if line.starts_lower or not any(map(str.isalpha, line.text)):
        return False
    if line.text[0] in _SIGNED or line.words[0] in _BYLINE or lead_ins().issuperset(line.words):
        return False  # "- Ann", "By Ann", "Note"
    if line.is_question:
        return True
    numbered = line.text[0].isdigit()
    if line.count > _MOST_WORDS or line.sentences > 1 or line.text[-1] in ",;":
        return False
    if line.text.endswith(":"):
        return line.count <= _COLON_WORDS and not lead_ins().intersection(line.words)
    return not line.ends_full_stop or numbered


def _works_as_heading(labelling: Labelling, blocks: Sequence[Block], at: int, after: Block) -> bool:
    """Whether what follows a bold line is what it heads."""
    block = blocks[at]
    assert block.place is not None
    assert after.place is not None
    if block.role is Role.LIST_ITEM:
        return _is_same_item(block.place, after.place) and _is_over_prose(labelling, after)
    return after.role is Role.LIST_ITEM or _is_over_prose(labelling, after)


def _is_same_item(one: Place, other: Place) -> bool:
    """Whether a block goes on the list item that another begins."""
    if one.path[-1] == "li":
        return other.path[:-1] == one.path and other.path[-1] in ("p", "div") and other.within[1:2] == one.within[:1]
    return "li" in one.path[-3:] and other.path == one.path and other.within[:1] == one.within[:1]


def _is_alone(blocks: Sequence[Block], at: int, after: Block) -> bool:
    """Whether a list item has no neighbours in its list."""
    return after.role is Role.PARAGRAPH and (at == 0 or blocks[at - 1].role is not Role.LIST_ITEM)


def _is_over_prose(labelling: Labelling, after: Block) -> bool:
    return (
        after.role in (Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE)
        and not (after.place is not None and after.place.bold)
        and labelling.line(after).count >= _PROSE
    )


def _button(labelling: Labelling, block: Block, place: Place, after: Block, line: Line) -> _Sign | None:
    """A button of an accordion: the text it opens follows in the same container."""
    assert after.place is not None
    near = set(place.within[:4]) & set(after.place.within)
    told = place.hints & heading_words("control")
    if not near or not _is_over_prose(labelling, after) or not (told or line.is_question):
        return None
    evidence = f"a button under '{min(told)}'" if told else "a question on a button"
    return _Sign(block, Reason.BUTTON_HEADING, evidence, "button", sure=line.is_question)


def _by_class(block: Block, own: frozenset[str]) -> _Sign | None:
    """A block under class words that name a heading and that the text below does not share."""
    if sure := own & heading_words("sure"):
        return _Sign(block, Reason.CLASS_HEADING, f"stands under '{min(sure)}'", min(sure), sure=True)
    if among := own & heading_words("among"):
        return _Sign(block, Reason.CLASS_HEADING, f"stands under '{min(among)}'", min(among), sure=False)
    return None


def _levels(labelling: Labelling, blocks: Sequence[Block], accepted: dict[int, _Sign]) -> dict[int, int]:
    """One below the heading each stands under; above the first one, as most of the same look."""
    levels: dict[int, int] = {}
    orphans: list[_Sign] = []
    usual: dict[str, Counter[int]] = {}
    above: int | None = None
    for block in blocks:
        if sign := accepted.get(block.index):
            if above is None:
                orphans.append(sign)
            else:
                levels[block.index] = min(_DEEPEST, above + 1)
                usual.setdefault(sign.look, Counter())[levels[block.index]] += 1
        elif _is_heading(labelling, block):
            above = block.level or _DEFAULT_LEVEL
    for sign in orphans:
        common = usual.get(sign.look)
        levels[sign.block.index] = common.most_common(1)[0][0] if common else _DEFAULT_LEVEL
    return levels


def _is_heading(labelling: Labelling, block: Block) -> bool:
    verdict = labelling.verdicts.get(block.index)
    return verdict.label is Label.HEADING if verdict else block.role is Role.HEADING


@cache
def lead_ins() -> frozenset[str]:
    """Words of lines that lead into what follows."""
    return frozenset(word for row in rows("lead_ins.txt") for word in row[0].split())


@cache
def heading_words(force: str) -> frozenset[str]:
    """Words in a class that name a heading, by how much they say."""
    return frozenset(word for word, says in rows("heading_words.tsv") if says == force)
