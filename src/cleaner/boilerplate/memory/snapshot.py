"""The memory of a site, frozen: made of all its pages' contributions at once, whatever order they come in."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cleaner.boilerplate.memory.contribution import LONGEST, OPENING, Contribution, key_of, opening_of
from cleaner.boilerplate.memory.page import PageMemory, TemplateLine
from cleaner.boilerplate.memory.template import FEWEST, Template, fewest_pages, repeated_lines, template
from cleaner.boilerplate.memory.zones import Zone, zones
from cleaner.labels import Action

_VERSION_LENGTH = 16


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """What is known of a site.

    `titles`: those of its pages, as joined words with the number of pages that tell them, by the hash of the opening.
    """

    site: str
    repeated: frozenset[int]
    template: Mapping[int, Template]
    titles: Mapping[int, tuple[tuple[str, int], ...]]

    @classmethod
    def of(cls, pages: Collection[Contribution]) -> Self:
        """Learn a site from the contributions of its pages, each once: they are gone through three times."""
        fewest = fewest_pages(len(pages))
        repeated = repeated_lines(pages, fewest)
        site = next((page.site for page in pages), "")
        return cls(site, repeated, template(pages, repeated, fewest), _lexicon(pages, repeated))

    @property
    def version(self) -> str:
        """A hash over all of it, 16 hex digits: equal for equal memories."""
        lines = sorted(
            (key, what.label, sorted(what.zones), what.evidence, what.name) for key, what in self.template.items()
        )
        content = json.dumps([self.site, sorted(self.repeated), lines, sorted(self.titles.items())], ensure_ascii=False)
        return sha256(content.encode()).hexdigest()[:_VERSION_LENGTH]

    def page(self, page: Contribution) -> PageMemory:
        """What bears on one page, so that its record changes with nothing else.

        Of the template the lines that the page would keep; of the titles those that may stand on it, its own aside.
        """
        lines = tuple(self._template_lines(page)) if self.template else ()
        names = page.names
        told = names | page.related  # by the page itself, which proves nothing to it
        titles = (
            title
            for opening in page.openings
            for title, pages in self.titles.get(opening, ())
            if title not in names and pages > (title in told)
        )
        found = PageMemory(self.site, lines, frozenset(titles))
        return found if found else PageMemory()

    def _template_lines(self, page: Contribution) -> Iterator[TemplateLine]:
        kept = [at for at, line in enumerate(page.lines) if line.label.action is Action.KEEP]
        known = [at for at in kept if page.lines[at].key in self.template]
        places = zones(page, self.repeated) if known else None
        for at in known:
            line = page.lines[at]
            what = self.template[line.key]
            if what.covers(line, places[at] if places else Zone.BODY):
                yield TemplateLine(at, line.key, what.label, what.evidence)


def _lexicon(pages: Iterable[Contribution], repeated: Set[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    """The titles of the site's pages: what they call themselves, and what other pages call them.

    A title that several pages bear is the site's name. A line above a page's first paragraph is its title only where no
    other page has it there, or two pages on one medicine would make titles of "Drug class" and "Generic name".
    """
    borne: Counter[str] = Counter()
    titles: set[str] = set()
    named: Counter[str] = Counter()
    for page in pages:
        borne.update(page.names)
        titles.add(page.title)
        named.update(page.related - page.names)
    own = {title for title, count in borne.items() if count < (FEWEST if title in titles else 2)}
    own = {title for title in own if _has_length(title) and key_of(title) not in repeated}
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for title in sorted(own | _whole(named.keys() - borne.keys(), own)):
        found[opening_of(title.split())].append((title, borne[title] + named[title]))
    return {opening: tuple(titles) for opening, titles in found.items()}


def _has_length(title: str) -> bool:
    return OPENING <= len(title.split()) <= LONGEST


def _whole(named: Set[str], own: Set[str]) -> set[str]:
    """Titles that pages name, without those that were read wrongly: titles cut short, and two titles in one."""
    starts: Counter[str] = Counter()
    for title in own | named:
        words = title.split()
        starts.update(" ".join(words[:length]) for length in range(OPENING, len(words)))
    return {title for title in named if not starts[title] and not _holds_another(title.split(), own)}


def _holds_another(words: list[str], own: Set[str]) -> bool:
    """Whether a title begins or ends with another."""
    cuts = range(OPENING, len(words))
    return any(" ".join(words[:at]) in own or " ".join(words[-at:]) in own for at in cuts)
