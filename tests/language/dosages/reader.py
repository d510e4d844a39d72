"""Reads one text the way a user of the component alone would."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from cleaner.language.context import PageContext, attach
from cleaner.language.dosages import reading_of
from cleaner.language.dosages.reading import Reading


@cache
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("dosages")
    return pipeline


def read(text: str, outside: str | None = None) -> Reading:
    pipeline = nlp()
    return reading_of(pipeline(attach(pipeline.make_doc(text), PageContext(outside=outside))))
