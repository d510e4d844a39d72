"""What a record says of entities: mentions, their concepts and assertions, abbreviations, the page's subject."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cleaner.contract.parts import Annotation, Ident, Offset, Part, Span
from cleaner.contract.vocabulary import Certainty, EntityLabel, Experiencer, Polarity, Temporality


class Concept(Part):
    """What a mention refers to."""

    id: str
    """Identifier in its vocabulary: `D014807`."""
    vocabulary: str
    """`MeSH`, `DOID`, `HP`, `MONDO`, `CHEBI`, `UNII`, or `cleaner` for a concept of our own table."""
    name: str
    """Preferred name."""
    xrefs: tuple[str, ...]
    """The same concept elsewhere, as `VOCABULARY:ID`."""


class Assertion(Part):
    """How the text speaks of a mention."""

    polarity: Polarity
    """Affirmed or negated."""
    certainty: Certainty
    """Certain or hedged."""
    hypothetical: bool
    """Under an open condition ("if you have ...")."""
    temporality: Temporality
    """Current, or history."""
    experiencer: Experiencer
    """Whom it concerns."""
    cue: Span | None
    """The words that made it anything but plainly affirmed."""


class Entity(Annotation):
    """A mention of something of health interest."""

    label: EntityLabel
    """What kind of thing."""
    concept: Concept | None
    """What it refers to; null where no vocabulary has it, or the choice would be a guess."""
    assertion: Assertion
    """How the text speaks of it."""


class Abbreviation(Annotation):
    """A short form the page defines. `start`, `end` and `quote` are the short form where it is defined."""

    short: str
    """The short form."""
    long: Span
    """The long form it stands for."""


class ConceptSummary(Part):
    """One concept over the whole page."""

    id: str
    """Identifier in its vocabulary."""
    name: str
    """Preferred name."""
    label: EntityLabel
    """What kind of thing, by the majority of its mentions."""
    mentions: Annotated[int, Field(ge=1)]
    """How often it is mentioned."""
    in_title: bool
    """Whether the title mentions it."""
    first: Offset
    """Where it is first mentioned."""
    sections: tuple[Ident, ...]
    """The sections that mention it, in reading order."""


class MainSubject(Part):
    """What the page is about: the concept its title names, or the one the text comes back to from its start on."""

    concept: Concept
    """The concept."""
    label: EntityLabel
    """What kind of thing, by the majority of its mentions."""
    mentions: Annotated[int, Field(ge=1)]
    """How often it is mentioned."""
    share: Annotated[float, Field(gt=0, le=1)]
    """Its part of all mentions that have a concept."""
    in_title: bool
    """Whether the title names it: the one in the text or the one in the page's head."""
    evidence: Span
    """The mention that shows it: the title's, or the first."""
