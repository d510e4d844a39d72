"""Reads the canonical text with one spaCy pipeline: entities, abbreviations, dosages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language

from cleaner.blocks import Warn, WarningCode
from cleaner.config import Config
from cleaner.contract.dosages import Dosage
from cleaner.contract.entities import Abbreviation, ConceptSummary, Entity, MainSubject
from cleaner.language.context import PageContext, attach
from cleaner.language.dosages import dosages
from cleaner.language.entities import abbreviations, concepts, entities
from cleaner.language.identify import identify
from cleaner.language.nlp import build_nlp
from cleaner.language.subject import main_subject
from cleaner.sections.article import Article


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was read from one article."""

    language: str | None
    entities: tuple[Entity, ...] = ()
    concepts: tuple[ConceptSummary, ...] = ()
    main_subject: MainSubject | None = None
    abbreviations: tuple[Abbreviation, ...] = ()
    dosages: tuple[Dosage, ...] = ()
    warnings: tuple[Warn, ...] = ()


@lru_cache(maxsize=4)
def load(config: Config) -> Language:
    """The spaCy pipeline of a configuration, loaded once a process."""
    return build_nlp(config)


def understand(article: Article, config: Config) -> Findings:
    """Read entities, abbreviations and dosages from an English article; from another language, nothing."""
    language = identify(article.text, article.metadata.language)
    if language and language.split("-")[0].casefold() != "en":
        message = f"entities and dosages are read in English only; this page is in {language!r}"
        return Findings(language, warnings=(Warn(WarningCode.LANGUAGE_UNSUPPORTED, message),))
    nlp = load(config)
    doc = nlp(attach(nlp.make_doc(article.text), PageContext.of(article)))
    found = entities(doc, article)
    summaries = concepts(found, article)
    return Findings(
        language=language,
        entities=found,
        concepts=summaries,
        main_subject=main_subject(found, summaries, article),
        abbreviations=abbreviations(doc, article),
        dosages=dosages(doc, article),
    )
