"""What stands around a sentence: the heading above it, the page's title, words given beside the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.contract.vocabulary import SectionKind, SubstanceSource
from cleaner.language.dosages.clause.mentions import Mention, Named, names_in, run_after, run_before
from cleaner.language.dosages.fields.administration import route_named
from cleaner.language.dosages.fields.kinds import Feature, heading_features, section_features
from cleaner.language.dosages.model import Substance
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.normal import normalise
from cleaner.language.dosages.text.numbers import merge
from cleaner.language.dosages.text.tokens import NUMBER, Token, scan
from cleaner.sections.article import ArticleSection

_LEADS = words("substance_leads.txt")
NameFinder = Callable[[str], Sequence[Named]]


class Route(NamedTuple):
    """A route that a heading names: the contract's word for it, and where it stands in the text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Around:
    """What a heading says of the kinds and the route of amounts under it, and the substance that a context names."""

    features: tuple[Feature, ...]
    substance: Substance | None = None
    citation: bool = False
    route: Route | None = None


NOWHERE = Around(())


def read_outside(words_beside: str, names: NameFinder) -> Around:
    """A question, a heading or a sentence that stood beside the text and is no part of it."""
    normal = normalise(words_beside)
    tokens = merge(scan(normal.text), normal.text)
    named = names_in(tokens, 0, len(tokens), names(words_beside), normal.text)
    mention = (
        next((m for m in named.candidates if not m.weak), None)
        or _named_by_place(tokens, named.other)
        or next((m for m in named.candidates if not m.food), None)
    )
    substance = None
    if mention is not None:
        first, last = tokens[mention.first].start, tokens[mention.last - 1].end
        quote = words_beside[normal.offset(first) : normal.offset(last)]
        substance = Substance(quote, None, None, mention.concept_id, SubstanceSource.CONTEXT, mention.label)
    return Around(heading_features(tokens), substance)


def _named_by_place(tokens: list[Token], other: frozenset[int]) -> Mention | None:
    """ "X: dosage", "the dose of X", "X 200 mg"."""
    last = len(tokens)
    runs: list[Mention | None] = []
    if last > 1 and tokens[-1].text == ":":
        runs.append(run_before(tokens, last - 1, 0))
    if any(token.text == ":" for token in tokens):
        runs.append(run_after(tokens, 0, last))
    for index, token in enumerate(tokens):
        if token.text in _LEADS:
            runs.append(run_after(tokens, index + 1, last))
        elif token.kind == NUMBER and index:
            runs.append(run_before(tokens, index, 0))
    return next((run for run in runs if run and other.isdisjoint(range(run.first, run.last))), None)


@dataclass(frozen=True, slots=True)
class Headings:
    """The sections of a page, asked by offset."""

    sections: tuple[ArticleSection, ...]
    starts: tuple[int, ...]
    by_id: dict[str, ArticleSection]
    known: dict[str, Around]

    @classmethod
    def of(cls, sections: tuple[ArticleSection, ...]) -> Headings:
        by_id = {section.id: section for section in sections}
        return cls(sections, tuple(section.start for section in sections), by_id, {})

    def at(self, offset: int) -> ArticleSection | None:
        """The innermost section around an offset."""
        last = bisect_right(self.starts, offset)
        return next((s for s in reversed(self.sections[:last]) if s.start <= offset < s.end), None)

    def around(self, section: ArticleSection | None) -> Around:
        """What a section speaks for, read once: its heading's words, else its kind, else the section around it."""
        if section is None:
            return NOWHERE
        if section.id not in self.known:
            self.known[section.id] = self._read(section)
        return self.known[section.id]

    def _read(self, section: ArticleSection) -> Around:
        citation = section.kind is SectionKind.REFERENCES
        normal = normalise(section.heading or "")
        tokens = merge(scan(normal.text), normal.text)
        hit = route_named(tokens, normal.text)
        route = None
        if hit is not None:
            first, last = tokens[hit.first].start, tokens[hit.last - 1].end
            route = Route(hit.value, section.start + normal.offset(first), section.start + normal.offset(last))
        own = heading_features(tokens)
        if own or section.parent is None:
            return Around((*own, *section_features(section.kind)), None, citation, route)
        return Around(self.around(self.by_id.get(section.parent)).features, None, citation, route)
