"""Which of a page's many names is its title: the headline as printed, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.blocks import Block, Role

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:~/]+\s+|\s*[|»·•]\s*|:\s+")
_SAME = 0.7  # share of words two wordings of one title have in common
_LEADS = 0.4  # sites' names mostly stand behind the title
_LONGEST = 300
_NO_HEADLINE = frozenset({"nav", "footer", "aside", "dialog"})


def folded(text: str | None) -> str:
    """Lower-cased words without punctuation, for comparing titles."""
    return " ".join(_WORD.findall((text or "").lower()))


def choose_title(declared: Iterable[str | None], blocks: tuple[Block, ...], site_name: str | None) -> str | None:
    """The page's title.

    `declared` are the names the page gives itself, most trusted first. A printed headline that one of them confirms
    (equal, contained in it, or nearly so) wins, because it is what a reader sees; then a lone `h1`; then the declared
    names with the site's name cut off.
    """
    names = [name for name in dict.fromkeys(declared) if name and len(name) <= 2 * _LONGEST]
    site = folded(site_name)
    wholes = [folded(name) for name in names]
    headlines = [(block, key) for block in blocks if _could_be_headline(block) and (key := folded(block.text)) != site]
    confirmed = max(
        ((_confirmation(block, key, wholes), -block.index, block) for block, key in headlines),
        default=None,
        key=lambda found: found[:2],
    )
    if confirmed and confirmed[0] >= 1.0:
        return confirmed[2].text
    first_level = [block for block, _ in headlines if block.level == 1]
    if not names:
        return first_level[0].text if first_level else None
    if len(first_level) == 1:
        return first_level[0].text
    return without_site(names[0], site_name, names)


def _could_be_headline(block: Block) -> bool:
    place = block.place
    return (
        block.role is Role.HEADING
        and len(block.text) <= _LONGEST
        and place is not None
        and not place.landmarks & _NO_HEADLINE
    )


def _confirmation(block: Block, text: str, names: list[str]) -> float:
    """How well the declared names confirm a headline: 2 and more when equal, 1 to 2 when part of one, else below 1.
    `text` and `names` are folded."""
    if not text:
        return 0.0
    best = 0.0
    bonus = {1: 0.3, 2: 0.1}.get(block.level or 9, 0.0)
    for whole in names:
        if text == whole:
            best = max(best, 2.0)
        elif f" {text} " in f" {whole} ":
            # Part of "headline - site"; a short part is as likely the site's own name.
            share = len(text) / len(whole)
            if share >= 0.5 or (share >= 0.25 and block.level == 1):
                best = max(best, 1.0 + min(0.95, share + (_LEADS if whole.startswith(text) else 0.0)))
        elif f" {whole} " in f" {text} " and len(whole) >= 0.6 * len(text):
            best = max(best, 1.0 + len(whole) / len(text) / 2)
        elif _shared(text, whole) >= _SAME:
            best = max(best, 1.2)
    return best + bonus if best else 0.0


def _shared(one: str, other: str) -> float:
    """Words in both over words in either."""
    ones, others = set(one.split()), set(other.split())
    return len(ones & others) / max(1, len(ones | others))


def without_site(name: str, site_name: str | None, names: list[str]) -> str:
    """Cut the site's name off a title: known by name, or a tail that the other names do not have."""
    site = folded(site_name)
    others = [folded(other) for other in names if other != name]
    cuts = list(_SEPARATOR.finditer(name))
    for cut in reversed(cuts):
        head, tail = name[: cut.start()].strip(), name[cut.end() :].strip()
        if not head or not tail:
            continue
        if site and (folded(tail) == site or (len(site) > 3 and folded(tail).startswith(site))):
            return head
        if folded(head) in others:
            return head
    for cut in cuts:
        head, tail = name[: cut.start()].strip(), name[cut.end() :].strip()
        if site and head and tail and folded(head) == site:
            return tail
    if cuts and not site:
        last = cuts[-1]
        head, tail = name[: last.start()].strip(), name[last.end() :].strip()
        if "|" in last[0] or (len(tail.split()) <= 3 and len(head.split()) >= 4 and ":" not in last[0]):
            return head or name
    return name
