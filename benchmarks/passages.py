"""Predictions over passages given as text: the language pipeline alone, with the words that stood around a passage."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

from benchmarks.files import Record
from cleaner.blocks import Block, Document, InputKind, PageMetadata, Role
from cleaner.config import Config
from cleaner.contract.dosages import Dosage
from cleaner.contract.entities import Entity
from cleaner.contract.vocabulary import EntityLabel, Polarity, SectionKind
from cleaner.labels import Label
from cleaner.language.context import PageContext, attach
from cleaner.language.dosages import dosages
from cleaner.language.entities import abbreviations, entities
from cleaner.language.understand import load
from cleaner.sections.article import Article, ArticleBlock, ArticleSection, Segment

MESH = "MeSH"
_LABELS = frozenset(EntityLabel)


def dose_records(record: Record, config: Config) -> Record:
    """`{"id", "doses"}` of `{"id", "text", "context"?}`; fields as in the annotation guideline of the dosage data."""
    doc = _read(record, config)
    return {"id": record["id"], "doses": [_dose(dosage) for dosage in dosages(doc, _article(record["text"]))]}


def entity_records(record: Record, config: Config) -> Record:
    """`{"id", "entities": [{"start", "end", "label", "ids", "mesh", "polarity", "certainty", "hypothetical"}]}`."""
    doc = _read(record, config)
    return {"id": record["id"], "entities": [_entity(entity) for entity in entities(doc, _article(record["text"]))]}


def abbreviation_records(record: Record, config: Config) -> Record:
    """`{"id", "pairs": [[short, long]]}` of `{"id", "text"}`."""
    found = abbreviations(_read(record, config), _article(record["text"]))
    return {"id": record["id"], "pairs": [[pair.short, pair.long.quote] for pair in found]}


def assertion_records(record: Record, config: Config) -> Record:
    """The same record, its `entities` (given spans) with `negated` set by the assertion rules."""
    nlp = load(config)
    doc = nlp.make_doc(record["text"])
    given = record["entities"]
    spans = [doc.char_span(e["start"], e["end"], label=_ours(e["label"]), alignment_mode="expand") for e in given]
    negated = [span is not None and _negated(nlp.get_pipe("assertion"), doc, span) for span in spans]
    return {
        **record,
        "entities": [{**entity, "negated": flag} for entity, flag in zip(given, negated, strict=True)],
    }


def _ours(label: str) -> str:
    """Clinical corpora know findings only: a label that is none of ours is read as a condition."""
    return label if label in _LABELS else EntityLabel.CONDITION.value


def _negated(component: Any, doc: Doc, span: Span) -> bool:
    """One span at a time: spans that overlap cannot stand in `doc.ents` together."""
    doc.set_ents([span])
    asserted = component(doc).ents[0]._.assertion
    return asserted is not None and asserted.polarity is Polarity.NEGATED


def _read(record: Record, config: Config) -> Doc:
    nlp = load(config)
    return nlp(attach(nlp.make_doc(record["text"]), PageContext(outside=record.get("context") or None)))


def _article(text: str) -> Article:
    """A passage as an article of one paragraph."""
    end = len(text)
    block = Block(index=0, text=text, role=Role.PARAGRAPH, start=0, end=end)
    return Article(
        document=Document(InputKind.TEXT, "utf-8", "text/plain", text, (block,)),
        metadata=PageMetadata(),
        text=text,
        segments=(Segment(0, 0, end),),
        blocks=(ArticleBlock(0, end, Label.BODY, None, 0),),
        sections=(ArticleSection("s1", None, 0, None, SectionKind.LEAD, 0, 0, end),),
        title=None,
        removed=(),
        related=(),
        warnings=(),
    )


def _entity(entity: Entity) -> dict[str, Any]:
    mesh = entity.concept.id if entity.concept and entity.concept.vocabulary == MESH else None
    return {
        "start": entity.start,
        "end": entity.end,
        "label": entity.label.value,
        "ids": [entity.concept.id] if entity.concept else [],
        "mesh": mesh,
        "polarity": entity.assertion.polarity.value,
        "certainty": entity.assertion.certainty.value,
        "hypothetical": entity.assertion.hypothetical,
    }


def _dose(dosage: Dosage) -> dict[str, Any]:
    timing, duration, substance = dosage.timing, dosage.duration, dosage.substance
    return {
        **dosage.model_dump(
            mode="json",
            include={"start", "end", "value_low", "value_high", "unit", "per", "route", "form", "bound", "kind"},
        ),
        "text": dosage.quote,
        "frequency": timing.model_dump(exclude_none=True, exclude={"when"}) if timing else None,
        "duration": duration.model_dump(exclude_none=True) if duration else None,
        "substance": {"text": substance.quote, "start": substance.start, "end": substance.end} if substance else None,
        "population": dosage.population.quote if dosage.population else None,
        "single": dosage.single,
        "as_needed": dosage.as_needed,
    }
