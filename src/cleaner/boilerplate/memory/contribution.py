"""What one page says about its site: its lines with what became of them, its title, the titles it names.

Read off a page that was labelled without memory. It depends on nothing but the page, so that a site's contributions
can come in any order and from any number of workers.
"""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Self
from zlib import crc32

from cleaner.blocks import LabelledBlock, LabelledDocument, Role
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.memory.site import site_of
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.labels import Action, Label

OPENING = 4  # words: shorter titles are names of topics, which stand in lists and sentences of articles
LONGEST = 24  # words of a title
_MOST_OPENINGS = 10_000  # of a page: one that is a single endless line has no more to say
_HEAD = 20  # lines from a title down to the first paragraph, at most
_SENTENCE = 6  # words
_LINKED = 0.8  # share of a paragraph inside one link that makes it a call to go elsewhere
_CALLS = {
    CueKind.NEWSLETTER: Label.NEWSLETTER,
    CueKind.AD: Label.AD,
    CueKind.SHARE: Label.SHARE,
    CueKind.COOKIE: Label.COOKIE,
    CueKind.COMMENTS: Label.COMMENTS,
}


@dataclass(frozen=True, slots=True)
class PageLine:
    """A block as its site remembers it.

    `key`: a hash of its words, 0 for none; `words`: how many, 255 at most; `prose`: running text; `sentence`: no
    heading and no entry of a list; `call`: what it calls readers to.
    """

    key: int
    label: Label
    words: int = 0
    prose: bool = False
    sentence: bool = False
    call: Label | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One page's part in the memory of its site.

    Titles are joined words: its own; lines above its first paragraph that may be its own, too; those of other pages.
    `openings` are hashes of the words with which a title could begin on it.
    """

    site: str
    title: str
    heads: frozenset[str]
    related: frozenset[str]
    lines: tuple[PageLine, ...]
    openings: frozenset[int]

    @property
    def names(self) -> frozenset[str]:
        """What the page calls itself, or may."""
        return self.heads | {self.title}

    def encoded(self) -> bytes:
        """As compact JSON, some 16 bytes a line."""
        names = sorted({str(name) for line in self.lines for name in (line.label, line.call) if name})
        number: dict[Label | None, int] = {Label(name): at for at, name in enumerate(names, start=1)}
        number[None] = 0
        signs = bytes(
            sign
            for line in self.lines
            for sign in (number[line.label], number[line.call], line.prose + 2 * line.sentence, line.words)
        )
        return json.dumps(
            {
                "site": self.site,
                "title": self.title,
                "heads": sorted(self.heads),
                "related": sorted(self.related),
                "labels": names,
                "keys": _packed(array("Q", (line.key for line in self.lines))),
                "signs": b64encode(signs).decode(),
                "openings": _packed(array("I", sorted(self.openings))),
            },
            ensure_ascii=False,
        ).encode()

    @classmethod
    def decoded(cls, content: bytes) -> Self:
        """What was `encoded`."""
        given = json.loads(content)
        labels = [None, *map(Label, given["labels"])]
        signs = b64decode(given["signs"])
        lines = []
        for key, label, call, shape, words in zip(
            _unpacked("Q", given["keys"]), *(signs[n::4] for n in range(4)), strict=True
        ):
            what = labels[label]
            assert what is not None
            lines.append(PageLine(key, what, words, bool(shape & 1), bool(shape & 2), labels[call]))
        openings = frozenset(_unpacked("I", given["openings"]))
        titles = frozenset(given["heads"]), frozenset(given["related"])
        return cls(given["site"], given["title"], *titles, tuple(lines), openings)


def contribution_of(labelled: LabelledDocument, uri: str) -> Contribution:
    """What a page, labelled without memory, contributes to its site. `uri` names it where it has no address."""
    lines = [Line(block.block.text) for block in labelled.blocks]
    named = [Line(title.title) for title in labelled.related]
    return Contribution(
        site=site_of(labelled.document.url or labelled.metadata.canonical_url, uri),
        title=Line(labelled.metadata.title or "").key,
        heads=frozenset(_heads(labelled, lines)),
        related=frozenset(line.key for line in named if OPENING <= len(line.words) <= LONGEST),
        lines=tuple(_page_line(block, line) for block, line in zip(labelled.blocks, lines, strict=True)),
        openings=frozenset(_openings(lines)),
    )


def key_of(words: str) -> int:
    """A 64-bit hash of a line's words, joined; 0 where it has none."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little") if words else 0


def opening_of(words: list[str]) -> int:
    """A hash of the words with which a title begins."""
    return crc32(" ".join(words[:OPENING]).encode())


def title_starts(line: Line) -> Iterator[int]:
    """The words of a line at which a title may begin: those that do not begin with a small letter."""
    last = len(line.words) - OPENING
    for at, (start, _) in enumerate(line.spans):
        if at > last:
            return
        if not line.text[start].islower():
            yield at


def _page_line(block: LabelledBlock, line: Line) -> PageLine:
    sentence = len(line.words) >= _SENTENCE and line.ends_sentence
    return PageLine(
        key_of(line.key), block.label, min(len(line.words), 255), line.is_prose, sentence, _call(block, line)
    )


def _call(block: LabelledBlock, line: Line) -> Label | None:
    """What a paragraph asks of its readers, by its words or because all of it is a link."""
    if block.block.role is not Role.PARAGRAPH:
        return None
    kinds = line.opening.keys() | line.holds.keys()
    found = next((label for kind, label in _CALLS.items() if kind in kinds), None)
    return found or (Label.AD if block.block.links and block.block.link_density >= _LINKED else None)


def _heads(labelled: LabelledDocument, lines: list[Line]) -> Iterator[str]:
    """Lines above the first paragraph with the shape of a title: flattened, a page does not say which is its own."""
    first = next((at for at, line in enumerate(lines) if line.is_prose), 0)
    for block, line in zip(
        labelled.blocks[max(0, first - _HEAD) : first], lines[max(0, first - _HEAD) :], strict=False
    ):
        if block.label.action is not Action.RECORD and len(line.words) >= OPENING and line.title_shaped:
            yield line.key


def _openings(lines: list[Line]) -> Iterator[int]:
    starts = ((line.words, at) for line in lines for at in title_starts(line))
    for words, at in islice(starts, _MOST_OPENINGS):
        yield opening_of(words[at : at + OPENING])


def _packed(numbers: array[int]) -> str:
    return b64encode(numbers.tobytes()).decode()


def _unpacked(kind: str, text: str) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(b64decode(text))
    return numbers
