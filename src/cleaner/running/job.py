"""What goes to a worker process and what comes back: small, picklable."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cleaner.boilerplate.memory.contribution import Contribution
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.config import Config
from cleaner.contract import CleanPage
from cleaner.described import Described
from cleaner.errors import QuarantineReason
from cleaner.sources import PageRef

LOADED = "loaded"  # what a worker says before the first result that took a pipeline


class LoadError(Exception):
    """The pipeline cannot be loaded with these settings: no page is to blame."""


class Status(Described):
    """How a page came out of a run."""

    CLEANED = "cleaned", "A record was made."
    UNCHANGED = "unchanged", "Its content and the pipeline are those of its last result, which stands."
    QUARANTINED = "quarantined", "No record could be made."
    LEARNED = "learned", "What it says about its site is known; nothing was made of it yet."


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know once.

    With `pages`, records are written there as files (by way of `scratch`); without, they come back as bytes. They are
    one line each, or indented.
    `clean` and `learn` name the functions that clean a page and that learn from it, `module:function`.
    """

    config: Config
    pages: Path | None = None
    scratch: Path | None = None
    indent: bool = False
    clean: str = "cleaner.pipeline:clean_page"
    learn: str = "cleaner.pipeline:learn_page"


class Task(Described):
    """What is wanted of a page."""

    CLEAN = "clean", "Its record."
    LEARN = "learn", "What it says about its site."


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page to clean or to learn from, unless its content still has the hash `known_sha256`.

    `memory`: what is known of its site that bears on it.
    """

    ref: PageRef
    known_sha256: str | None = None
    memory: PageMemory = NO_MEMORY
    task: Task = Task.CLEAN


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A record in numbers, for the run's report. `warnings`: its codes, each once."""

    input_bytes: int
    characters: int
    removed_characters: int
    sections: int
    entities: int
    dosages: int
    related_links: int
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, page: CleanPage) -> PageFacts:
        return cls(
            input_bytes=page.source.bytes,
            characters=len(page.text),
            removed_characters=sum(len(removed.text) for removed in page.removed),
            sections=len(page.sections),
            entities=len(page.entities),
            dosages=len(page.dosages),
            related_links=len(page.related_links),
            warnings=tuple(sorted({warning.code.value for warning in page.warnings})),
        )


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of a page. Of a cleaned one, either `file` (name and bytes) or `line` is set."""

    uri: str
    page_id: str
    status: Status
    sha256: str | None = None
    seconds: float = 0.0
    reason: QuarantineReason | None = None
    message: str | None = None
    facts: PageFacts | None = None
    file: tuple[str, int] | None = None
    line: bytes | None = None
    contribution: Contribution | None = None  # of a page that was learned from
