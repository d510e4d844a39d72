"""Other pages that a marked-up page points to: linked headlines outside the article, each recorded once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from urllib.parse import urlsplit

from cleaner.blocks import Block, Link, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.measures import folded
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wordlists import rows
from cleaner.labels import REMOVED, Action, Label, Reason

_MENUS = frozenset({"nav", "header", "footer", "dialog", "form"})
_SURE_WORDS = 5  # words of a link that name a page rather than a place in a menu
_LEAST_WORDS = 3  # likewise under a label, or in a heading
_MOST_WORDS = 40
_LINKED = 0.6  # share of the block inside the link
_REACH = 40  # blocks back to the heading over a list
_CALLS = frozenset({CueKind.NAVIGATION, CueKind.SHARE, CueKind.AD, CueKind.NEWSLETTER, CueKind.BIO})
_MENU = 3  # links of one look from which most of them have to be titles
_OPEN_TO_CHANGE = frozenset({Label.OTHER_BOILERPLATE, Label.NAVIGATION})


def linked_headlines(labelling: Labelling) -> None:
    """Label and record links to other pages among what was removed. Blocks of one card share a link: one title."""
    blocks = labelling.document.blocks
    if not blocks or blocks[0].place is None:
        return
    recorded = {folded(title.title) for title in labelling.related}
    labels = labelling.labels
    candidates = [block for block in blocks if block.links and labels[block.index] in REMOVED]
    found = [(block, link) for block in candidates if (link := _related_link(labelling, block))]
    menus = _menus(labelling, [block for block, _ in found])
    cards: dict[str, list[tuple[Block, Link]]] = defaultdict(list)
    for block, link in found:
        if block.role is Role.HEADING or _look(block) not in menus:
            cards[link.url or folded(block.text)].append((block, link))
    for members in cards.values():
        _record_card(labelling, members, recorded)


def _menus(labelling: Labelling, blocks: Sequence[Block]) -> set[object]:
    """The looks of removed links that are mostly too short for titles: lists of services, topics, terms."""
    titles: dict[object, list[bool]] = defaultdict(list)
    for block in blocks:
        line = labelling.line(block)
        titles[_look(block)].append(len(line.words) >= _SURE_WORDS or line.function_share > 0)
    return {look for look, counts in titles.items() if len(counts) >= _MENU and sum(counts) < len(counts) / 2}


def _look(block: Block) -> object:
    assert block.place is not None
    return block.role, block.place.path[-1], block.place.hints


def link_elsewhere(labelling: Labelling, block: Block, share: float) -> Link | None:
    """The first link of a block to another page, where the links to that page hold a share of the block's text."""
    for link in block.links:
        if leads_to_page(labelling, link):
            held = sum(one.end - one.start for one in block.links if one.url == link.url)
            return link if held >= share * len(block.text) else None
    return None


def leads_to_page(labelling: Labelling, link: Link) -> bool:
    """Whether a link leads to another page, or may do so on a page whose own address nobody knows."""
    own = _own_pages(labelling.document.url, labelling.metadata.canonical_url)
    if link.url is None:
        return own == ("", "")
    return link.url.startswith("http") and _page(link.url) not in own


def names_topic(url: str | None) -> bool:
    """Whether an address is that of a topic or a person rather than of a page to read: "/tag/zinc", "/authors/x"."""
    return not no_titles("path").isdisjoint((url or "").partition("?")[0].lower().split("/")[3:])


def is_call(line: Line) -> bool:
    """Whether the words of a link call on readers, or stand in menus, rather than name a page."""
    openings = (" ".join(line.words[:length]) for length in range(2, 5))
    return bool(line.stock or line.opening.keys() & _CALLS or no_titles("opens").intersection(openings))


@cache
def no_titles(place: str) -> frozenset[str]:
    """The words of `data/no_titles.tsv` for a place; several in one row where they are single words."""
    found = [words for where, words in rows("no_titles.tsv") if where == place]
    return frozenset(found if place == "opens" else " ".join(found).split())


@lru_cache(maxsize=16)
def _own_pages(url: str | None, canonical: str | None) -> tuple[str, str]:
    return _page(url), _page(canonical)


def _page(url: str | None) -> str:
    return url.partition("#")[0] if url else ""


def _related_link(labelling: Labelling, block: Block) -> Link | None:
    """The link of a removed block that may name a related page."""
    verdict = labelling.verdicts.get(block.index)
    if verdict is None or block.place is None:
        return None
    if verdict.reason is Reason.LABELLED_LIST:
        return None  # what stands under a label is told already
    if verdict.label is not Label.RELATED_LINKS:
        in_menu = ("nav" in block.place.landmarks and block.role is not Role.HEADING) or (
            block.place.landmarks & _MENUS and not block.place.landmarks & {"article", "main"}
        )
        if verdict.label not in _OPEN_TO_CHANGE or in_menu:
            return None
    link = link_elsewhere(labelling, block, _LINKED)
    if link is None or names_topic(link.url):
        return None
    if verdict.label is Label.RELATED_LINKS:
        return link
    return link if _same_site(labelling, link) else None


def _same_site(labelling: Labelling, link: Link) -> bool:
    """Whether a link stays on the site; elsewhere it needs a label to be an editorial link."""
    own = labelling.document.url or labelling.metadata.canonical_url
    return own is None or _site(link.url or "") == _site(own)


@lru_cache(maxsize=1_000)
def _site(url: str) -> list[str]:
    """The last two parts of an address' host."""
    return urlsplit(url).netloc.split(".")[-2:]


def _record_card(labelling: Labelling, members: Sequence[tuple[Block, Link]], recorded: set[str]) -> None:
    """The title is the card's heading, or else the first of its texts that is long enough to name a page."""
    named = [(block, link) for block, link in members if _names_a_page(labelling, block, link)]
    if not named:
        return
    block, link = next(((block, link) for block, link in named if block.role is Role.HEADING), named[0])
    title = block.text[link.start : link.end]
    key = folded(title)
    for member, _ in members:
        verdict = labelling.verdicts[member.index]
        if verdict.label in _OPEN_TO_CHANGE:
            evidence = ("a link to another page", *verdict.evidence)
            labelling.overrule(member, Label.RELATED_LINKS, Reason.LINKED_HEADLINE, *evidence)
    if key in recorded:
        return
    recorded.add(key)
    copies = sum(folded(member.text[one.start : one.end]) == key for member, one in members)
    labelling.relate(title, block.start + link.start, cue=_label_above(labelling, block), copies=copies, url=link.url)


def _names_a_page(labelling: Labelling, block: Block, link: Link) -> bool:
    title = Line(block.text[link.start : link.end])
    if len(title.words) > _MOST_WORDS or is_call(title):
        return False
    if title.ends_full_stop and block.role is not Role.HEADING:
        return False
    verdict = labelling.verdicts[block.index]
    told = link.url is not None  # where a link leads nobody knows, its length has to speak for it
    marked = block.role is Role.HEADING or (told and verdict.label is Label.RELATED_LINKS)
    return len(title.words) >= (_LEAST_WORDS if marked else _SURE_WORDS)


def _label_above(labelling: Labelling, block: Block) -> str | None:
    """The removed heading or label line that a list of links stands under."""
    blocks = labelling.document.blocks
    for above in reversed(blocks[max(0, block.index - _REACH) : block.index]):
        verdict = labelling.verdicts.get(above.index)
        if verdict is None or verdict.label.action is not Action.REMOVE:
            return None
        if not above.links and (above.role is Role.HEADING or labelling.line(above).is_label):
            return above.text.rstrip(" :")
    return None
