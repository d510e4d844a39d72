"""Lists of related titles: a label on a line of its own, with headlines, topics and teasers in the lines under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.blocks import Block, Role
from cleaner.boilerplate.frontmatter.dates import DATE
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.related.titles import has_title_shape, relate
from cleaner.boilerplate.wording.cues import CueKind, is_lead, label_length
from cleaner.labels import Label, Reason

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_READING_TIME = re.compile(r"\d+\s*-?\s*min(?:ute)?s?\b(?:\s+read)?", re.IGNORECASE)
_SHORTEST = 4  # words of a title
_LONGEST = 80  # lines of a list
_LABEL = 8  # words
_HEADLINE = 6  # words that entries of a menu seldom have
_KICKER = 3  # words at most: a topic between two titles
_TITLE_CASE = 0.8  # share of longer words with a capital: such a line is a headline in spite of a full stop
_TWO_SENTENCES = 14  # words of a headline of two sentences, at most
_TEASER = 30  # words at most: what a card says of its page
_HEADING = 2  # words at most: of a menu's heading
_ROW = 3  # headlines in a row
_STRONG = frozenset({CueKind.NEWSLETTER, CueKind.LEGAL, CueKind.COMMENTS, CueKind.COOKIE, CueKind.REFERENCES})


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the article's paragraphs begin and end: in between, a list has to look more like one."""

    first_paragraph: int
    last_paragraph: int


def labelled_lists(labelling: Labelling) -> None:
    """Settle labels and what stands under them; record the titles."""
    blocks = labelling.document.blocks
    lines = labelling.lines
    if not any(line.may_open_label for line in lines):
        return
    page = _extent(lines)
    at = 0
    while at < len(blocks):
        block, line = blocks[at], lines[at]
        at += 1
        if (
            not line.may_open_label
            or block.index in labelling.verdicts
            or block.role is Role.CELL
            or not _is_label(line)
        ):
            continue
        if block.index < page.first_paragraph and line.count == 1:
            continue  # "More", "Video": entries of a menu
        if block.index > page.last_paragraph:
            members = _after_article(labelling, blocks, at)
        else:
            members = _within_article(labelling, blocks, at, above=block.index < page.first_paragraph)
        if _settle(labelling, block, line, members, above=block.index < page.first_paragraph):
            at += len(members)


def _is_label(line: Line) -> bool:
    """Whether a line is a label, or begins with one and ends in a colon: "Read more from our series:"."""
    if line.count > _LABEL or not line.may_open_label:
        return False
    return line.is_label or (line.text.endswith(":") and label_length(line.words) > 1)


def _extent(lines: Sequence[Line]) -> _Page:
    paragraphs = [at for at, line in enumerate(lines) if _is_paragraph(line)]
    return _Page(paragraphs[0], paragraphs[-1]) if paragraphs else _Page(len(lines), -1)


def _is_paragraph(line: Line) -> bool:
    """Whether a line is a paragraph of an article rather than a teaser."""
    return line.count > _TEASER and line.is_prose and line.function_share >= 0.25


def _within_article(labelling: Labelling, blocks: Sequence[Block], at: int, *, above: bool) -> list[Block]:
    """Headlines, topics and dates. The last headline is given back where a paragraph follows: it is its heading."""
    members: list[Block] = []
    for block in blocks[at : at + _LONGEST]:
        line = labelling.line(block)
        if block.index in labelling.verdicts or block.role is Role.CELL or not _is_plain_member(line):
            break
        if above and line.count <= _KICKER:
            break  # the next menu, or the article's category
        members.append(block)
    end = at + len(members)
    following = labelling.line(blocks[end]) if end < len(blocks) else None
    if len(members) == 1 and following is not None and end + 1 < len(blocks):
        is_card = _is_title(labelling.line(members[0])) and _is_call(labelling.line(blocks[end + 1]))
        if is_card and blocks[end].index not in labelling.verdicts:
            return [*members, blocks[end], blocks[end + 1]]  # a headline, its teaser and "Read more"
    opens_text = following is not None and (following.is_prose or (above and _opens_article(following)))
    if members and opens_text and not _under_topic(labelling, members):
        members.pop()
    while members and not _is_title(labelling.line(members[-1])) and not _ADDRESS.match(members[-1].text):
        members.pop()
    return members


def _under_topic(labelling: Labelling, members: Sequence[Block]) -> bool:
    """Whether the last member stands under the same topic as members before: then it is no heading."""
    topics = [labelling.line(member).key for member in members if labelling.line(member).count <= _KICKER]
    return len(members) > 1 and topics.count(labelling.line(members[-2]).key) > 1


def _opens_article(line: Line) -> bool:
    """Whether a line is what stands under an article's title: a byline, a date."""
    return CueKind.BYLINE in line.opening or CueKind.DATE in line.opening or DATE.match(line.text) is not None


def _is_plain_member(line: Line) -> bool:
    if line.is_label or line.stock or line.ambiguous_stock:
        return False
    if line.count <= _KICKER or _ADDRESS.fullmatch(line.text):
        return True
    if line.opening or line.holds:
        return False
    return has_title_shape(line.text) or (line.capitals >= _TITLE_CASE and line.count <= _TEASER)


def _after_article(labelling: Labelling, blocks: Sequence[Block], at: int) -> list[Block]:
    """After the last paragraph anything of a card's size belongs to the list, until another block opens."""
    members: list[Block] = []
    for block in blocks[at : at + _LONGEST]:
        line = labelling.line(block)
        if block.index in labelling.verdicts or block.role is Role.CELL or _ends_list(line):
            break
        if _opens_menu(labelling, members, line):
            break
        members.append(block)
    if not any(_is_title(labelling.line(member)) for member in members):
        return []
    return members


def _opens_menu(labelling: Labelling, members: Sequence[Block], line: Line) -> bool:
    """Whether a word or two stand under headlines that followed one another without a topic between: another list's
    heading."""
    if not 0 < line.count <= _HEADING or line.figures or _is_separator(line) or line.ends_sentence:
        return False
    above = [labelling.line(member) for member in members[-_ROW:]]
    return len(above) == _ROW and all(map(_is_title, above))


def _ends_list(line: Line) -> bool:
    if line.count > _TEASER or "©" in line.text or line.text.startswith("About "):
        return True
    if line.is_label and not _is_separator(line):
        return True
    return not _STRONG.isdisjoint(line.stock | line.opening.keys() | line.holds.keys())


def _is_separator(line: Line) -> bool:
    """Whether a line ends a card: a date, a reading time, "Read more"."""
    if _READING_TIME.fullmatch(line.text) or _is_call(line):
        return True
    return line.count <= 2 * _SHORTEST and line.date is not None and not line.is_question


def _is_call(line: Line) -> bool:
    """Whether a line calls on readers to open the page of its card."""
    return line.key == "read more"


def _is_title(line: Line) -> bool:
    if _is_separator(line) or (line.text.isupper() and line.count <= 2 * _SHORTEST):
        return False
    question = line.text.endswith("?")
    long_enough = line.count >= _SHORTEST - question
    if line.capitals >= _TITLE_CASE and line.count <= _TEASER:
        return long_enough
    brief = line.sentences == 1 or line.count <= _TWO_SENTENCES
    return long_enough and brief and has_title_shape(line.text)


def _settle(labelling: Labelling, label: Block, line: Line, members: Sequence[Block], *, above: bool) -> bool:
    """False where the label stands over nothing and could as well be a heading or a link.

    `above` the article lists run into menus: there only what no menu says is a title.
    """
    titles = _titles(labelling, members)
    if above:
        titles = [title for title in titles if _is_headline(labelling.line(title))]
    if not titles and not _is_certain(line, label):
        return False
    words = label.text.strip(" :.…–—-")
    evidence = f"label '{words}'"
    labelling.settle(label, Label.RELATED_LINKS, Reason.LABELLED_LIST, evidence, f"{len(titles)} titles under it")
    for member in members:
        labelling.settle(member, Label.RELATED_LINKS, Reason.LABELLED_LIST, f"under the label '{words}'")
    for title in titles:
        relate(labelling, title, (0, len(title.text)), cue=words)
    return True


def _is_certain(line: Line, label: Block) -> bool:
    return is_lead(line.words) or ":" in label.text


def _titles(labelling: Labelling, members: Sequence[Block]) -> list[Block]:
    """The headline of each card. Where dates or "Read more" end the cards, the last headline before; else each one."""
    lines = [labelling.line(member) for member in members]
    if len(members) == 1 and _ADDRESS.match(lines[0].text):
        return list(members)
    candidates = [_is_title(line) and not line.opening and not _ADDRESS.match(line.text) for line in lines]
    if sum(_is_separator(line) for line in lines) < 2:
        return _once(labelling, [member for member, good in zip(members, candidates, strict=True) if good])
    found: list[Block] = []
    last: Block | None = None
    for member, line, good in zip(members, lines, candidates, strict=True):
        if good:
            last = member
        elif _is_separator(line) and last is not None:
            found.append(last)
            last = None
    return _once(labelling, found)


def _is_headline(line: Line) -> bool:
    """Whether a line is longer than entries of a menu, asks, or exclaims."""
    return line.count >= _HEADLINE or line.ends_sentence


def _once(labelling: Labelling, titles: Sequence[Block]) -> list[Block]:
    """Each title's first copy."""
    return list({labelling.line(title).key: title for title in reversed(titles)}.values())[::-1]
