"""The output contract: `CleanPage` and its parts. Everything an analyst reads is defined, and described, here.

Offsets are half-open and count Unicode code points. Unless a field says otherwise they point into `CleanPage.text`.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from cleaner.blocks import InputKind, PageKind, WarningCode
from cleaner.contract.vocabulary import (
    Bound,
    Certainty,
    DoseKind,
    DoseStep,
    EntityLabel,
    Experiencer,
    IntakeType,
    Mode,
    Polarity,
    SectionKind,
    StudyDesign,
    SubstanceSource,
    Temporality,
)
from cleaner.labels import Label, Reason

SCHEMA_VERSION: Final = "1.0.0"

Offset = Annotated[int, Field(ge=0)]
Ident = Annotated[str, Field(pattern=r"^[a-z]+[0-9]+$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Part(BaseModel):
    """What all parts share: immutable, no unknown fields, documented by docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(Part):
    """A place in `text` with its words."""

    start: Offset
    """First code point."""
    end: Offset
    """One past the last code point."""
    quote: str
    """`text[start:end]`, repeated so that the value can be read without the text."""


class Annotation(Span):
    """A span that something was read from."""

    id: Ident
    """Unique in the page, numbered in reading order."""
    section: Ident | None
    """The innermost section the span stands in; null only inside the page's title."""


class Source(Part):
    """Where the page came from."""

    uri: str
    """The input as it was named: a path, an address, or a file and the record inside it."""
    url: str | None
    """The web address of the page, where known."""
    kind: InputKind
    """How the input was written."""
    media_type: str
    """MIME type, from the content."""
    encoding: str
    """The character encoding the bytes were read with (WHATWG name)."""
    sha256: Sha256
    """Of the raw bytes."""
    bytes: Annotated[int, Field(ge=0)]
    """Length of the raw input."""
    fetched_at: str | None
    """When the page was fetched (ISO 8601), where the source says so."""


class Pipeline(Part):
    """What made this record. The same bytes and the same fingerprint give the same record, byte for byte."""

    version: str
    """Version of `cleaner`."""
    fingerprint: str
    """Hash over code version, configuration, vocabulary and models; where what is known of the page's site had a say,
    followed by `+` and the hash of that.
    """
    mode: Mode
    """Which language pipeline ran."""


class Metadata(Part):
    """What the page says of itself."""

    title: str | None
    """The page's title, without the site's name."""
    dek: str | None
    """The stand-first under the title."""
    category: str | None
    """Category or breadcrumb as printed."""
    authors: tuple[str, ...]
    """Names of the authors."""
    reviewed_by: tuple[str, ...]
    """Names of medical reviewers."""
    published: str | None
    """Date or time of publication (ISO 8601)."""
    modified: str | None
    """Date or time of the last change or review (ISO 8601)."""
    language: str | None
    """BCP 47 language of the text."""
    site_name: str | None
    """Name of the web site."""
    canonical_url: str | None
    """The address the page gives for itself."""


class RecognisedKind(Part):
    """What kind of page it is: by what it declares, its address and how it is built."""

    kind: PageKind
    """The kind."""
    confidence: float | None
    """The model's chance of the kind, 0 to 1; null where it was not asked."""
    evidence: tuple[str, ...]
    """The clues that spoke most for it, such as `type:newsarticle`, `path:product`, `prose share:7`."""


class TextBlock(Part):
    """A kept block: what a paragraph, an item, a cell of `text` is."""

    start: Offset
    """First code point."""
    end: Offset
    """One past the last code point."""
    label: Label
    """What it is."""
    level: int | None
    """Heading level 1-6, or depth of a list item from 1; null otherwise."""


class Section(Part):
    """A stretch of `text` under a heading. A parent's span covers its children's."""

    id: Ident
    """Unique in the page, numbered in reading order."""
    parent: Ident | None
    """The section this one stands in."""
    depth: Annotated[int, Field(ge=1)]
    """Place in the tree: 1 for the page's main sections, whatever their level, 2 for those directly in them."""
    level: Annotated[int, Field(ge=0, le=6)]
    """Heading level as the page gives it, 1-6; 0 for text before the first heading. Levels may skip, depths never."""
    heading: str | None
    """The heading's words; null for text before the first heading, for an unheaded disclaimer or list of sources, and
    for text that goes on after one."""
    kind: SectionKind
    """What the section is about."""
    start: Offset
    """Start of the heading."""
    end: Offset
    """End of the last kept block under it."""


class Faq(Annotation):
    """A question of the page and its answer. `start`, `end` and `quote` are the question, without a mark like `Q:`."""

    answer: Span
    """What the page answers, without a mark like `A:`; it may run over several blocks."""


class Reference(Annotation):
    """One entry of a list of sources, as printed."""

    number: int | None
    """The number it is printed under, by which the text may cite it."""
    doi: str | None
    """DOI where printed or linked: `10.1000/182`, lower case."""
    pmid: str | None
    """PubMed id where printed or linked: digits."""
    url: str | None
    """The first web address printed or linked, other than those of the DOI and the PubMed id."""


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


class Timing(Part):
    """How often, in FHIR Timing terms: `count` to `count_max` times every `period` to `period_max` `period_unit`."""

    count: float
    """Times in a period."""
    count_max: float | None
    """Upper end where a range is stated."""
    period: float
    """Length of the period."""
    period_max: float | None
    """Upper end where a range is stated ("every 4 to 6 hours")."""
    period_unit: Literal["s", "min", "h", "d", "wk", "mo", "a"]
    """UCUM unit of time."""
    when: tuple[str, ...]
    """Events of the day as worded: "at bedtime", "with meals"."""


class Duration(Part):
    """How long."""

    value: float
    """Length, or its lower end."""
    value_max: float | None
    """Upper end where a range is stated."""
    unit: Literal["s", "min", "h", "d", "wk", "mo", "a"]
    """UCUM unit of time."""


class Substance(Part):
    """What the amount is of. Offsets are null only where just the context outside `text` names it."""

    quote: str
    """As worded."""
    start: Offset | None
    """First code point."""
    end: Offset | None
    """One past the last code point."""
    concept_id: str | None
    """Concept of the mention, where linked."""
    found_in: SubstanceSource
    """How far from the amount it was found."""


class Evidence(Span):
    """Words that gave a field its value."""

    role: str
    """The field they speak for: `bound`, `per`, `timing`, `duration`, `route`, `form`, `substance`, `kind` ..."""


class Study(Part):
    """The study that an amount was given in, as its sentence or the ones before it tell.

    The words are in the dosage's `evidence`, under the roles `study_design`, `study_year` and `study_participants`.
    """

    design: StudyDesign | None
    """How it was made; null where not stated."""
    year: int | None
    """The year it was published or made in; null where not stated."""
    participants: int | None
    """How many people or animals took part; null where not stated."""


class Amount(Part):
    """A quantity that follows from the text."""

    low: float | None
    """Lower end; null where there is none."""
    high: float | None
    """Upper end; null where there is none."""
    unit: str
    """UCUM unit."""
    rule: str
    """How it was computed."""


class ReferenceComparison(Part):
    """How an amount a day compares with a reference intake. A fact about two numbers, no advice to anybody."""

    type: IntakeType
    """Which reference."""
    value_low: float
    """Its least value over the life stage."""
    value_high: float
    """Its greatest value over the life stage."""
    unit: str
    """UCUM unit, an amount a day."""
    life_stage: str
    """Whose reference: the population as worded, or adults."""
    assumed: bool
    """Whether the life stage is assumed because the text names none."""
    ratio_low: float | None
    """The amount's lower end over `value_high`."""
    ratio_high: float | None
    """The amount's upper end over `value_low`."""
    source: str
    """The table the reference stands in."""
    note: str | None
    """What the table says of its scope ("pharmacological sources only")."""


class Derived(Part):
    """Values computed from what the text says. Nothing here is stated by the page itself."""

    times_a_day: Amount | None
    """How often a day, unit `/d`."""
    mass: Amount | None
    """The mass of international units, where substance and form are known."""
    daily: Amount | None
    """Amount a day in the stated unit, where amount and timing are both stated and nothing else divides it."""
    daily_mass: Amount | None
    """The same in milligrams."""
    references: tuple[ReferenceComparison, ...]
    """Comparisons of the amount a day with the reference intakes of the nutrient."""
    duration_days: float | None
    """Length of use in days (a month counts 30, a year 365)."""


class Dosage(Annotation):
    """An amount of something taken, given, advised, limited or contained. The span is the amount with its unit."""

    kind: DoseKind
    """What the statement does."""
    bound: Bound
    """How the numbers bound the amount."""
    value_low: float | None
    """Lower end; null for an upper bound."""
    value_high: float | None
    """Upper end; null for a lower bound. Equal to `value_low` for one amount."""
    unit: str
    """UCUM unit of the amount alone; counted things in braces: `{tablet}`."""
    per: str | None
    """UCUM denominator, dot-joined, behind its number if that is not 1: `d` for a total a day, `kg.d`, `mL`, `0.8.mL`;
    null for an amount per administration."""
    timing: Timing | None
    """How often; null where not stated."""
    duration: Duration | None
    """How long; null where not stated."""
    single: bool
    """A single dose."""
    step: DoseStep | None
    """Which part of a schedule it is; null where not stated."""
    as_needed: bool
    """Taken when needed (PRN)."""
    route: str | None
    """Route of administration where stated: `oral`, `iv`, `im`, `topical` ..."""
    form: str | None
    """Dose form where stated: `tablet`, `capsule`, `patch` ..."""
    substance: Substance | None
    """What it is an amount of; null where the text does not say."""
    population: Span | None
    """Whom it is for, as worded."""
    equivalent_to: Ident | None
    """The dosage this one repeats in another unit: "400 IU (10 mcg)"."""
    study: Study | None
    """The study it was given in; null where none is told of, and for kinds other than `intervention`."""
    derived: Derived
    """Computed values."""
    evidence: tuple[Evidence, ...]
    """The words each field was read from."""


class RelatedLink(Part):
    """Another page that this page points its readers to."""

    title: str
    """Its title as printed (a title cut short keeps its ellipsis)."""
    url: str | None
    """Its address, resolved, where the input has one."""
    label: str | None
    """The words it stood under: `Related Article`."""
    copies: Annotated[int, Field(ge=1)]
    """How often the title was printed there."""


class Removed(Part):
    """Words of the input that are not in `text`."""

    label: Label
    """What they are."""
    reason: Reason
    """The rule that removed them."""
    evidence: tuple[str, ...]
    """What the rule saw, in words."""
    text: str
    """The words."""
    source_start: Offset
    """First code point in the visible text: a flat text as decoded; of HTML, its blocks one a line."""
    source_end: Offset
    """One past the last code point in the visible text."""


class PageWarning(Part):
    """Something to know before trusting the record."""

    code: WarningCode
    """For machines."""
    message: str
    """For people."""


class CleanPage(Part):
    """One cleaned page."""

    schema_version: Literal["1.0.0"]
    """Version of this contract (semantic versioning)."""
    page_id: str
    """Stable name of the page: from its URI, not from its content."""
    source: Source
    """Where the page came from."""
    pipeline: Pipeline
    """What made this record."""
    metadata: Metadata
    """What the page says of itself."""
    page_kind: RecognisedKind
    """What kind of page it is."""
    text: str
    """The clean text; offsets point into it. Blank lines part blocks, line breaks part items and rows, tabs cells."""
    text_sha256: Sha256
    """Of `text` in UTF-8."""
    blocks: tuple[TextBlock, ...]
    """What each piece of `text` is, in order."""
    sections: tuple[Section, ...]
    """The section tree in reading order."""
    faqs: tuple[Faq, ...]
    """Questions with their answers: of FAQ sections, of runs of question headings, of lines marked `Q:` and `A:`."""
    references: tuple[Reference, ...]
    """The entries of the page's lists of sources, in reading order."""
    abbreviations: tuple[Abbreviation, ...]
    """Short forms the page defines."""
    entities: tuple[Entity, ...]
    """Mentions in reading order; none overlap."""
    concepts: tuple[ConceptSummary, ...]
    """The concepts mentioned, most mentioned first."""
    main_subject: MainSubject | None
    """What the page is about; null where no concept of the title or ahead of all others says so."""
    dosages: tuple[Dosage, ...]
    """Dosage statements in reading order."""
    related_links: tuple[RelatedLink, ...]
    """Other pages pointed to, once each."""
    removed: tuple[Removed, ...]
    """All words of the input that are not in `text`, in their order."""
    warnings: tuple[PageWarning, ...]
    """Things to know before trusting the record."""
