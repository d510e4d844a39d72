"""The language pipeline: a blank English tokenizer and our components, in order."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from cleaner.config import Config

_MODULES = ("abbreviations", "vocabulary.finder", "assertion", "dosages")
# Marks that part words in pages and that the tokenizer would keep inside a token: "D3/calcium", "risk—and", "B12(a)".
_INFIXES = (r"[/()\[\]{}<>=+|•·…–—‑~\"“”]", r"(?<=[^\W\d_])[-:,;](?=[^\W_])", r"(?<=[^\W_])[-:;](?=[^\W\d_])")


def build_nlp(config: Config) -> Language:
    """The pipeline of a configuration. Each component can also be added to any other pipeline by its name."""
    import_components()
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES]).finditer
    nlp.add_pipe("abbreviations")
    nlp.add_pipe("vocabulary", config={"user": str(config.vocabulary) if config.vocabulary else None})
    nlp.add_pipe("assertion")
    nlp.add_pipe("dosages")
    return nlp


def import_components() -> None:
    """Import every module that registers a factory."""
    for module in _MODULES:
        import_module(f"cleaner.language.{module}")
