"""Ourselves, asked as the peers are."""

from __future__ import annotations

from functools import partial

from benchmarks import pages, passages
from benchmarks.compare.peer import Run
from cleaner.config import Config
from cleaner.contract.vocabulary import Mode


def main_text() -> Run:
    """Items `{"id", "body": bytes}`: finding the encoding is part of the work, and of the time."""
    return lambda page: pages.main_text(page, Config())["text"]


def entities(mode: Mode) -> Run:
    """Items `{"id", "text", "context"?}`; the whole language step runs, dosages included."""
    return lambda passage: passages.entity_records(passage, Config(mode=mode))["entities"]


entities_fast = partial(entities, Mode.FAST)
entities_full = partial(entities, Mode.FULL)


def negation() -> Run:
    """Items `{"id", "text", "entities": [{"start", "end", "label"}]}`; the answer is a flag for each."""
    config = Config(mode=Mode.FAST)
    return lambda passage: [entity["negated"] for entity in passages.assertion_records(passage, config)["entities"]]


def abbreviations() -> Run:
    """Items `{"id", "text"}`; the answer is pairs of short and long form."""
    return lambda passage: passages.abbreviation_records(passage, Config(mode=Mode.FAST))["pairs"]


def doses() -> Run:
    """Items `{"id", "text", "context"?}`; doses as in the annotation guideline of the dosage data."""
    return lambda passage: passages.dose_records(passage, Config(mode=Mode.FAST))["doses"]
