"""The pages of a made-up site, as HTML and as flattened text, with what each piece of them is.

Every page prints the same menus, promotions and footer. Headings, lists of signs, advice, an emergency notice and a
disclaimer are repeated as well, and belong to the articles. Titles of other pages, one in six of them not in the crawl,
stand glued to one another, as flatteners leave them; some are mentioned in sentences, which stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from html import escape
from importlib.resources import files
from random import Random
from typing import Any

HOST = "harbour-street.example"


class Fate(StrEnum):
    """What should become of a piece."""

    CONTENT = "content"
    BOILERPLATE = "boilerplate"
    EITHER = "either"  # bylines and dates, which leave the text for the metadata


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page. `glued`: follows the piece before on the same line."""

    text: str
    fate: Fate
    tag: str = "p"
    glued: bool = False


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page with its truth. `related`: the titles of other pages that it prints as links, each once."""

    url: str
    title: str
    pieces: tuple[Piece, ...]
    related: tuple[str, ...]

    @property
    def text(self) -> str:
        """The page flattened: a line a block."""
        return "".join(f"{' ' if piece.glued else chr(10)}{piece.text}" for piece in self.pieces).strip()

    @property
    def html(self) -> str:
        """The page marked up by somebody who thinks in boxes: no landmark, no telling class."""
        body = "".join(f"{' ' if piece.glued else chr(10)}{_marked_up(piece)}" for piece in self.pieces)
        head = f"<title>{escape(self.title)} | Harbour Street Health</title>"
        return f'<!doctype html><html lang="en"><head>{head}</head><body><div class="b1">{body}</div></body></html>'


def site(count: int, seed: int = 0) -> list[SitePage]:
    """The first `count` pages of a crawl, 200 at most; the same for the same seed."""
    words = _words()
    random = Random(seed)
    named = [(title.format(topic=topic[0]), topic) for title in words["titles"] for topic in words["topics"]]
    random.shuffle(named)
    titles = [title for title, _ in named[: max(12, count + count // 5)]]
    return [_page(number, title, topic, titles, random) for number, (title, topic) in enumerate(named[:count])]


def _page(number: int, title: str, topic: list[str], titles: list[str], random: Random) -> SitePage:
    others = [other for other in random.sample(titles, min(len(titles), 9)) if other != title]
    inside, below = others[:2], others[2 : random.randint(5, 8)]
    pieces = (
        *_top(title, random),
        *_article(topic, inside if random.random() < 0.5 else [], titles, random),
        *_bottom(below, labelled=random.random() < 0.5),
    )
    shown = {piece.text for piece in pieces}
    return SitePage(
        url=f"https://www.{HOST}/articles/{number}",
        title=title,
        pieces=pieces,
        related=tuple(other for other in others if other in shown),
    )


def _top(title: str, random: Random) -> Iterator[Piece]:
    words = _words()
    yield from (Piece(entry, Fate.BOILERPLATE) for entry in words["menu"])
    if random.random() < 0.4:
        yield Piece(words["promos"][3], Fate.BOILERPLATE)
    yield Piece(title, Fate.CONTENT, "h1")
    yield from (Piece(author, Fate.EITHER) for author in words["authors"])
    yield Piece(f"{random.randint(1, 28)} March 20{random.randint(18, 25)}", Fate.EITHER)
    yield from (Piece(tool, Fate.BOILERPLATE) for tool in words["tools"])


def _article(topic: list[str], inside: list[str], titles: list[str], random: Random) -> Iterator[Piece]:
    words = _words()
    headings = sorted(random.sample(words["headings"], random.randint(2, 4)), key=words["headings"].index)
    yield Piece(_paragraph(topic, random), Fate.CONTENT)
    for number, heading in enumerate(headings):
        yield Piece(heading, Fate.CONTENT, "h2")
        for _ in range(random.randint(1, 3)):
            yield Piece(_paragraph(topic, random), Fate.CONTENT)
        yield from _repeated_content(topic, titles, random)
        if number == 0:
            yield from (Piece(other, Fate.BOILERPLATE, "a", glued=True) for other in inside)
        if random.random() < 0.3:
            yield Piece(random.choice([*words["promos"][:3], words["promos"][4]]), Fate.BOILERPLATE)
    if random.random() < 0.4:
        heading, text = words["emergency"]
        yield from (Piece(heading, Fate.CONTENT, "h2"), Piece(text, Fate.CONTENT))
    yield Piece(words["disclaimer"], Fate.CONTENT)


def _repeated_content(topic: list[str], titles: list[str], random: Random) -> Iterator[Piece]:
    """What looks like template or like a link, and is neither."""
    words = _words()
    if random.random() < 0.2:
        sentence = random.choice(words["mentions"])
        title, other = random.sample(titles, 2)
        yield Piece(_filled(sentence, topic, random, title=title, other=other), Fate.CONTENT)
    if random.random() < 0.2:
        yield Piece(words["advice"], Fate.CONTENT)
    if random.random() < 0.2:
        yield from (Piece(f"• {sign}", Fate.CONTENT) for sign in random.sample(words["signs"], 4))


def _bottom(below: list[str], *, labelled: bool) -> Iterator[Piece]:
    words = _words()
    if labelled:
        yield Piece(words["labels"][0], Fate.BOILERPLATE, "b")
    for number, other in enumerate(below):
        yield Piece(other, Fate.BOILERPLATE, "a", glued=number > 0 or labelled)
    yield from (Piece(text, Fate.BOILERPLATE) for text in words["promos"][:2])
    yield from (Piece(text, Fate.BOILERPLATE) for text in words["tail"])


def _paragraph(topic: list[str], random: Random) -> str:
    chosen = random.sample(_words()["sentences"], random.randint(2, 4))
    return " ".join(_filled(sentence, topic, random) for sentence in chosen)


def _filled(sentence: str, topic: list[str], random: Random, **titles: str) -> str:
    _, cause, part, sign = topic
    numbers = {"n": random.randint(2, 9), "m": random.randint(12, 90)}
    return sentence.format(cause=cause, part=part, sign=sign, **numbers, **titles)


def _marked_up(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.tag == "a":
        return f'<a href="/articles/by-title">{text}</a>'
    if piece.tag == "p":
        return f'<div class="x3">{text}</div>'
    return f"<{piece.tag}>{text}</{piece.tag}>"


@cache
def _words() -> dict[str, Any]:
    content = (files(__package__) / "words.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(content)
    return words
