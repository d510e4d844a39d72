"""What the memory of a site has to say about one of its pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cleaner.labels import Label

_VERSION_LENGTH = 8


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of the page that is part of the site's template: the block's position and the hash of its words."""

    block: int
    key: int
    label: Label
    evidence: str


@dataclass(frozen=True, slots=True)
class PageMemory:
    """The part of a site's memory that bears on one page: nothing, for most pages.

    `titles` are those of other pages of the site that may stand on this one, as words joined by spaces.
    """

    site: str = ""
    lines: tuple[TemplateLine, ...] = ()
    titles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lines or self.titles)

    @property
    def version(self) -> str | None:
        """A hash over all of it, 8 hex digits: part of the fingerprint of the page's record. None: no part of it."""
        return sha256(self.encoded().encode()).hexdigest()[:_VERSION_LENGTH] if self else None

    def encoded(self) -> str:
        """As JSON, equal for equal values."""
        lines = [[line.block, line.key, line.label, line.evidence] for line in self.lines]
        return json.dumps([self.site, lines, sorted(self.titles)], ensure_ascii=False)

    @classmethod
    def decoded(cls, text: str) -> Self:
        """What was `encoded`."""
        site, lines, titles = json.loads(text)
        found = (TemplateLine(block, key, Label(label), evidence) for block, key, label, evidence in lines)
        return cls(site, tuple(found), frozenset(titles))


NO_MEMORY = PageMemory()
