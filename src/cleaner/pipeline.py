"""A page's whole journey."""

from __future__ import annotations

from cleaner.boilerplate import label
from cleaner.boilerplate.memory.contribution import Contribution, contribution_of
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.config import Config
from cleaner.contract import CleanPage
from cleaner.language.understand import understand
from cleaner.reading import read
from cleaner.record import record
from cleaner.sections import assemble
from cleaner.sources import RawPage

DEFAULT = Config()


def clean_page(raw: RawPage, *, config: Config = DEFAULT, memory: PageMemory = NO_MEMORY) -> CleanPage:
    """Clean one page. Raises `PageError` with its reason where no record can be made of the input.

    The same `raw`, the same fingerprint of `config` and the same `memory` of the page's site give an equal record, in
    any process on any machine.
    """
    document = read(raw, config)  # bytes -> Blocks, HTML or flat text
    labelled = label(document, memory)  # keep / record / remove, each with a reason
    article = assemble(labelled)  # one canonical text, its sections; what was removed
    findings = understand(article, config)  # entities, abbreviations, dosages over that text
    return record(raw, article, findings, config, memory)


def learn_page(raw: RawPage, *, config: Config = DEFAULT) -> Contribution:
    """What one page says about its site; raises `PageError` as `clean_page` does.

    `SiteMemory.of` all contributions of a site, and its `page` gives the memory that a page is cleaned with.
    """
    return contribution_of(label(read(raw, config)), raw.uri)
