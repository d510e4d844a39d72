"""From the entities of a `Doc` to the contract: mentions, abbreviations, and the concepts of the page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from cleaner.contract import entities as contract
from cleaner.contract.parts import Span
from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.abbreviations import Definition
from cleaner.language.assertion import AFFIRMED, Asserted
from cleaner.language.vocabulary.store import ConceptRecord
from cleaner.sections.article import Article


def entities(doc: Doc, article: Article) -> tuple[contract.Entity, ...]:
    """The mentions of a page in reading order."""
    text = doc.text  # spaCy joins its tokens anew at every access
    return tuple(
        contract.Entity(
            id=f"e{number}",
            start=span.start_char,
            end=span.end_char,
            quote=span.text,
            section=_section(article, span.start_char),
            label=EntityLabel(span.label_),
            concept=_concept(span._.concept),
            assertion=_assertion(text, span._.assertion or AFFIRMED),
        )
        for number, span in enumerate(doc.ents, 1)
    )


def abbreviations(doc: Doc, article: Article) -> tuple[contract.Abbreviation, ...]:
    """The short forms a page defines, where it defines them."""
    found: tuple[Definition, ...] = doc._.abbreviations
    return tuple(
        contract.Abbreviation(
            id=f"a{number}",
            start=definition.start,
            end=definition.end,
            quote=definition.short,
            section=_section(article, definition.start),
            short=definition.short,
            long=Span(start=definition.long_start, end=definition.long_end, quote=definition.long),
        )
        for number, definition in enumerate(found, 1)
    )


def concepts(mentions: Sequence[contract.Entity], article: Article) -> tuple[contract.ConceptSummary, ...]:
    """The concepts of a page: those of its title first among equals, the most mentioned first of all."""
    grouped: dict[str, list[contract.Entity]] = defaultdict(list)
    for mention in mentions:
        if mention.concept is not None:
            grouped[mention.concept.id].append(mention)
    summaries = [_summary(group, article) for group in grouped.values()]
    return tuple(sorted(summaries, key=lambda s: (-s.mentions, not s.in_title, s.first)))


def _summary(group: list[contract.Entity], article: Article) -> contract.ConceptSummary:
    first = group[0]
    assert first.concept is not None
    labels = Counter(mention.label for mention in group)
    title = article.title or (0, 0)
    return contract.ConceptSummary(
        id=first.concept.id,
        name=first.concept.name,
        label=max(labels, key=lambda label: labels[label]),
        mentions=len(group),
        in_title=any(title[0] <= mention.start < title[1] for mention in group),
        first=first.start,
        sections=tuple(dict.fromkeys(mention.section for mention in group if mention.section is not None)),
    )


def _concept(record: ConceptRecord | None) -> contract.Concept | None:
    if record is None:
        return None
    return contract.Concept(id=record.id, vocabulary=record.vocabulary, name=record.name, xrefs=record.xrefs)


def _assertion(text: str, asserted: Asserted) -> contract.Assertion:
    cue = asserted.cue
    return contract.Assertion(
        polarity=asserted.polarity,
        certainty=asserted.certainty,
        hypothetical=asserted.hypothetical,
        temporality=asserted.temporality,
        experiencer=asserted.experiencer,
        cue=Span(start=cue[0], end=cue[1], quote=text[cue[0] : cue[1]]) if cue else None,
    )


def _section(article: Article, offset: int) -> str | None:
    section = article.section_at(offset)
    return section.id if section else None
