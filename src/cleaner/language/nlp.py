"""The language pipeline: our tokenizer and our components, in order."""

from __future__ import annotations

from importlib import import_module

import spacy
from spacy.language import Language

from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.language.tokenizer import NAME as PAGE_TOKENIZER

_MODULES = (
    "abbreviations",
    "vocabulary.finder",
    "ner.component",
    "phrases",
    "arbiter.component",
    "assertion",
    "dosages",
)


def build_nlp(config: Config) -> Language:
    """The pipeline of a configuration. Each component can also be added to any other pipeline by its name."""
    import_components()
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": PAGE_TOKENIZER}}})
    nlp.max_length = max(nlp.max_length, config.max_bytes)  # the default is for components that we do not have
    nlp.add_pipe("abbreviations")
    nlp.add_pipe("vocabulary", config={"user": str(config.vocabulary) if config.vocabulary else None})
    if config.mode is Mode.FULL:
        nlp.add_pipe("recognizer")
    nlp.add_pipe("phrases")
    if config.mode is Mode.FULL:
        nlp.add_pipe("arbiter")
    nlp.add_pipe("assertion")
    nlp.add_pipe("dosages")
    return nlp


def import_components() -> None:
    """Import every module that registers a factory."""
    for module in _MODULES:
        import_module(f"cleaner.language.{module}")
