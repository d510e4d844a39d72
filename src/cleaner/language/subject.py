"""What a page is about: the concept that its title names, or that the text comes back to from its start on.

A page with a title is about what the title says and the text goes on about; one without is about the concept that
leaves all others behind. Where neither is so, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.contract import entities as contract
from cleaner.contract.parts import Span
from cleaner.contract.vocabulary import EntityLabel
from cleaner.sections.article import Article

# Whom a page speaks to and which part of the body it happens in are seldom what it is about.
_SETTING = frozenset({EntityLabel.POPULATION, EntityLabel.ANATOMY})
_ENOUGH = 3  # mentions that make a subject without a title
_AHEAD = 1.5  # times as many mentions as the next concept, without a title
_EARLY = 0.34  # share of the text in which a subject is first mentioned, without a title


def main_subject(
    mentions: Sequence[contract.Entity], concepts: Sequence[contract.ConceptSummary], article: Article
) -> contract.MainSubject | None:
    """The subject with the mention that shows it; None where no concept qualifies. `concepts`: most mentioned first."""
    titled = _in_title(mentions, concepts, article)
    chosen = titled or _outstanding(concepts, len(article.text))
    if chosen is None:
        return None
    linked = [m for m in mentions if m.concept is not None and m.concept.id == chosen.id]
    title = article.title or (0, 0)
    shown = next((m for m in linked if title[0] <= m.start < title[1]), linked[0])
    assert shown.concept is not None
    return contract.MainSubject(
        concept=shown.concept,
        label=chosen.label,
        mentions=chosen.mentions,
        share=round(chosen.mentions / sum(c.mentions for c in concepts), 3),
        in_title=titled is not None,
        evidence=Span(start=shown.start, end=shown.end, quote=shown.quote),
    )


def _in_title(
    mentions: Sequence[contract.Entity], concepts: Sequence[contract.ConceptSummary], article: Article
) -> contract.ConceptSummary | None:
    """The most mentioned concept of the title, settings last; the title may stand in the page's head alone."""
    named = [c for c in concepts if c.in_title]
    if not named and article.title is None and article.metadata.title:
        outside = f" {' '.join(article.metadata.title.casefold().split())} "
        quoted = {m.concept.id for m in mentions if m.concept is not None and _stands_in(m.quote, outside)}
        named = [c for c in concepts if c.id in quoted]
    return min(named, key=lambda c: (c.label in _SETTING, -c.mentions, c.first), default=None)


def _stands_in(quote: str, title: str) -> bool:
    at = title.find(quote.casefold())
    return at > 0 and not title[at - 1].isalnum() and not title[at + len(quote)].isalnum()


def _outstanding(concepts: Sequence[contract.ConceptSummary], length: int) -> contract.ConceptSummary | None:
    """The concept far ahead of all others, where the text mentions it early."""
    ranked = [c for c in concepts if c.label not in _SETTING]
    if not ranked or ranked[0].mentions < _ENOUGH or ranked[0].first > _EARLY * length:
        return None
    ahead = len(ranked) == 1 or ranked[0].mentions >= _AHEAD * ranked[1].mentions
    return ranked[0] if ahead else None
