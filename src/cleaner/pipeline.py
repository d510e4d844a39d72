"""A page's whole journey."""

from __future__ import annotations

from cleaner.boilerplate import label
from cleaner.config import Config
from cleaner.contract import CleanPage
from cleaner.language.understand import understand
from cleaner.reading import read
from cleaner.record import record
from cleaner.sections import assemble
from cleaner.sources import RawPage

DEFAULT = Config()


def clean_page(raw: RawPage, *, config: Config = DEFAULT) -> CleanPage:
    """Clean one page. Raises `PageError` with its reason where no record can be made of the input.

    The same `raw` and the same fingerprint of `config` give an equal record, in any process on any machine.
    """
    document = read(raw, config)  # bytes -> Blocks, HTML or flat text
    labelled = label(document)  # keep / record / remove, each with a reason
    article = assemble(labelled)  # one canonical text, its sections; what was removed
    findings = understand(article, config)  # entities, abbreviations, dosages over that text
    return record(raw, article, findings, config)
