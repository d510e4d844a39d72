"""Lists of links that a label stands over, on marked-up pages: "Related topics", "Recent posts", "You may also like".

Under such a label a link names a related page however short it is, which linked headlines elsewhere have to prove by
their length. Likewise behind a label on one line: "See also: T", "Previous post T".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.blocks import Block, Link, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.measures import folded
from cleaner.boilerplate.related.links import is_call, leads_to_page, names_topic, no_titles
from cleaner.boilerplate.related.pagers import neighbours
from cleaner.boilerplate.wording.cues import is_lead, label_length
from cleaner.labels import REMOVED, Label, Reason

_HEADING = Role.HEADING
_LABEL_WORDS = 8
_LONGEST = 80  # blocks of a list
_MOST_WORDS = 40  # of a title
_SURE_WORDS = 3  # of a link that names a page beside links of another look
_TITLE_WORDS = 5  # likewise beside headings that are links
_LINKED = 0.6  # share of a block inside links
_BODY = frozenset({"article", "main"})
_OPEN_TO_CHANGE = frozenset({Label.OTHER_BOILERPLATE, Label.NAVIGATION, Label.RELATED_LINKS, Label.LEGAL})
_MENUS = frozenset({"nav", "footer"})
_NEIGHBOURS = frozenset({"previous", "prev", "next"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One link in a list: `block.text[start:end]` is its title."""

    block: Block
    start: int
    end: int
    url: str | None

    @property
    def title(self) -> str:
        return self.block.text[self.start : self.end]


def labelled_regions(labelling: Labelling) -> None:
    """Label and record the links under labels and behind them. Runs when it is known what is removed."""
    blocks = labelling.document.blocks
    if not blocks or blocks[0].place is None:
        return
    recorded = {folded(title.title) for title in labelling.related}
    for block, below in zip(blocks, (*blocks[1:], None), strict=True):
        if labelling.labels[block.index] not in REMOVED and not _is_over_removed(labelling, block, below):
            continue
        if block.links:
            _behind_label(labelling, block, recorded)
        elif (label := _label(labelling, block)) is not None:
            _under_label(labelling, block, label, recorded)


def _is_over_removed(labelling: Labelling, block: Block, below: Block | None) -> bool:
    """Whether a heading that only the model kept stands over links that were removed."""
    if block.role is not _HEADING or below is None or not _is_removed(labelling, below):
        return False
    verdict = labelling.verdicts.get(block.index)
    return verdict is not None and verdict.reason is Reason.BLOCK_MODEL and below.link_density >= _LINKED


def _is_removed(labelling: Labelling, block: Block) -> bool:
    return labelling.labels[block.index] in REMOVED


def _label(labelling: Labelling, block: Block) -> str | None:
    """The words of a block that stands over related links: a known label, or the heading of a related region."""
    line, heading = labelling.line(block), block.role is _HEADING
    if not 0 < line.count <= _LABEL_WORDS or not (heading or (line.is_label and block.role is Role.PARAGRAPH)):
        return None
    if block.place and "header" in block.place.landmarks and not block.place.landmarks & _BODY:
        return None  # of a menu
    verdict = labelling.verdicts[block.index]
    marked = heading and verdict.label is Label.RELATED_LINKS and verdict.reason is Reason.MARKUP_WORD
    known = line.is_label or (heading and label_length(line.words, over_lists=True) > 1)
    if block.place and block.place.landmarks & _MENUS:
        heading &= len(line.words) > 1  # "More", "Latest": of a menu
    if marked or (known and (heading or len(line.words) > 1)):
        return block.text.strip(" :.…–—-")
    return None


def _under_label(labelling: Labelling, heading: Block, label: str, recorded: set[str]) -> None:
    members, entries = _region(labelling, heading)
    titles = list(_titles(labelling, entries))
    if not titles:
        return
    evidence = f"under the label '{label}'"
    _relabel(labelling, heading, f"label '{label}'", f"{len(titles)} titles under it")
    for member in members:
        _relabel(labelling, member, evidence)
    counts = Counter(folded(entry.title) for entry in entries)
    for entry in titles:
        _record(labelling, entry, label, recorded, copies=counts[folded(entry.title)])


def _relabel(labelling: Labelling, block: Block, *evidence: str) -> None:
    verdict = labelling.verdicts.get(block.index)
    if verdict is None:
        return
    is_kept_heading = block.role is Role.HEADING and verdict.reason is Reason.BLOCK_MODEL
    if verdict.label in _OPEN_TO_CHANGE or is_kept_heading:
        labelling.overrule(block, Label.RELATED_LINKS, Reason.LABELLED_LIST, *evidence)


def _region(labelling: Labelling, heading: Block) -> tuple[list[Block], list[_Entry]]:
    """The smallest element around a label that holds links to other pages, from the label on."""
    assert heading.place is not None
    following = _following(labelling, heading)
    entries = {block.index: found for block in following if (found := _entries(labelling, block))}
    for number in heading.place.within:
        members = [block for block in following if block.place and number in block.place.within]
        found = [entry for member in members for entry in entries.get(member.index, ())]
        if found:
            return members, found
    return [], []


def _following(labelling: Labelling, heading: Block) -> list[Block]:
    """Removed blocks below a label, up to the next heading that is no link or the next part of the page."""
    assert heading.place is not None
    found: list[Block] = []
    for block in labelling.document.blocks[heading.index + 1 : heading.index + 1 + _LONGEST]:
        if not _is_removed(labelling, block) or labelling.label_of(block) not in _OPEN_TO_CHANGE:
            break
        if not block.links and (block.role is Role.HEADING or _label(labelling, block) is not None):
            break
        found.append(block)
    return found


def _entries(labelling: Labelling, block: Block) -> list[_Entry]:
    """The links of a block that is made of links to other pages."""
    if block.link_density < _LINKED or (block.place and no_titles("class") & block.place.hints):
        return []
    entries = [_Entry(block, link.start, link.end, link.url) for link in block.links if _is_page(labelling, link)]
    return [entry for entry in entries if _could_be_title(entry.title)]


def _is_page(labelling: Labelling, link: Link) -> bool:
    return leads_to_page(labelling, link) and not names_topic(link.url)


def _could_be_title(title: str) -> bool:
    line = Line(title)
    return (
        0 < len(line.words) <= _MOST_WORDS
        and not (is_call(line) or line.is_label)
        and any(character.isalpha() for character in title)
    )


def _titles(labelling: Labelling, entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """One title a page: its heading; else a link of the look that most words of the list have, or a longer one."""
    headed = [entry for entry in entries if entry.block.role is Role.HEADING]
    looks: dict[object, int] = defaultdict(int)
    for entry in entries:
        looks[_look(entry)] += _words(entry)
    chief = max(looks.values(), default=0)
    seen: set[str] = {entry.url for entry in headed if entry.url}
    yield from headed
    for entry in entries:
        if entry.block.role is Role.HEADING or entry.url in seen:
            continue
        of_chief_look = not headed and looks[_look(entry)] == chief
        if of_chief_look or _words(entry) >= (_TITLE_WORDS if headed else _SURE_WORDS):
            if entry.url:
                seen.add(entry.url)
            yield entry


def _words(entry: _Entry) -> int:
    return entry.title.count(" ") + 1


def _look(entry: _Entry) -> object:
    place = entry.block.place
    assert place is not None
    return entry.block.role, place.path[-1], place.hints


def _behind_label(labelling: Labelling, block: Block, recorded: set[str]) -> None:
    """ "See also: T" with T a link, or a link that says "Previous post T"."""
    for link in block.links:
        said = block.text[: link.start].rpartition(". ")[2].strip() if link.start else ""
        if not said and not _names_neighbour(block.text[link.start : link.end]):
            continue
        if not _is_page(labelling, link):
            continue
        before = Line(said)
        if before.words and before.is_label and (is_lead(before.words) or before.text.endswith(":")):
            entry, label = _Entry(block, link.start, link.end, link.url), before.text.rstrip(" :")
        elif (found := _pager(block, link)) is not None:
            entry, label = found
        else:
            continue
        if _could_be_title(entry.title):
            _relabel(labelling, block, f"label '{label}'")
            _record(labelling, entry, label, recorded)


def _names_neighbour(words: str) -> bool:
    """Whether the words of a link may be those of a pager."""
    lowered = words.lower()
    return "prev" in lowered or "next" in lowered


def _pager(block: Block, link: Link) -> tuple[_Entry, str] | None:
    """The page before or after: a label of two words and a title in one link, or one word where the class says so."""
    line = Line(block.text[link.start : link.end])
    if not line.words or not line.words[0].startswith(tuple(_NEIGHBOURS)):
        return None
    hints = block.place.hints if block.place else frozenset()
    length = label_length(line.words, over_lists=True)
    doubled = neighbours(line.text)
    if len(doubled) == 1:  # "PrevPrevious T", "Next T Next"
        start, end = doubled[0]
        label = "Next" if line.words[0].startswith("next") else "Previous"
        return _Entry(block, link.start + start, link.start + end, link.url), label
    if length == 0 or len(line.words) - length < _SURE_WORDS or (length == 1 and not hints & _NEIGHBOURS):
        return None
    start = link.start + line.spans[length - 1][1]
    start += len(block.text[start : link.end]) - len(block.text[start : link.end].lstrip(" :»«→←›‹-–"))
    label = block.text[link.start + line.spans[0][0] : link.start + line.spans[length - 1][1]]
    return _Entry(block, start, link.end, link.url), label


def _record(labelling: Labelling, entry: _Entry, label: str, recorded: set[str], *, copies: int = 1) -> None:
    key = folded(entry.title)
    if key not in recorded:
        recorded.add(key)
        labelling.relate(entry.title, entry.block.start + entry.start, cue=label, copies=copies, url=entry.url)
