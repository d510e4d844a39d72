"""What a scheduled run can be told: shown as a form, and checked before a run is created."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from cleaner.blocks import InputKind
from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.outputs.folder import Format
from cleaner.running.limits import LONGEST
from cleaner.running.run import RunOptions


class QualityGate(BaseModel):
    """When a run counts as failed although it ended."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    max_quarantined: float = Field(default=0.25, ge=0, le=1)
    """Largest share of pages without a record."""
    max_defects: float = Field(default=0.05, ge=0, le=1)
    """Largest share of pages this software is to blame for: failed, crashed, timeout."""
    min_pages: int = Field(default=10, ge=1)
    """Fewer pages are judged by neither share."""


class Processing(BaseModel):
    """How pages are cleaned and where the results go."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    output: Path = Path("output")
    """Folder for records, quarantine, ledger and reports."""
    format: Format = Format.JSON
    """One JSON file a page, or shards of JSONL."""
    mode: Mode = Mode.FULL
    """Which language pipeline runs."""
    kind: InputKind | None = None
    """Forces the kind of input; null: told from the content."""
    max_bytes: int = Field(default=20_000_000, ge=1)
    """Larger pages are quarantined."""
    vocabulary: Path | None = None
    """A vocabulary of your own (TSV)."""
    jobs: int = Field(default=0, ge=0, le=512)
    """Worker processes; 0: one a core."""
    batch_pages: int = Field(default=500, ge=1, le=10_000)
    """Pages a task: recorded together, and done again together after a crash of the run."""
    page_seconds: float = Field(default=60, gt=0, le=LONGEST)
    """Longest time for one page."""
    tables: bool = False
    """Write Parquet tables of all records, too."""
    gate: QualityGate = QualityGate()
    """When the run fails."""

    @field_validator("output", "vocabulary", mode="before")
    @classmethod
    def _named(cls, path: object) -> object:
        if path == "":  # to `Path`, the current folder
            raise ValueError("an empty name")
        return path

    def options(self, *, force: bool = False, prune: bool = False) -> RunOptions:
        """The library's form of these settings."""
        return RunOptions(
            output=self.output,
            config=Config(mode=self.mode, kind=self.kind, max_bytes=self.max_bytes, vocabulary=self.vocabulary),
            format=self.format,
            jobs=self.jobs,
            page_seconds=self.page_seconds,
            batch_pages=self.batch_pages,
            force=force,
            prune=prune,
        )


class CleanSettings(Processing):
    """A run over files, folders or glob patterns."""

    inputs: list[str] = Field(default=["samples"], min_length=1)
    """Files, folders (searched deeply) or glob patterns."""
    learn_sites: bool = False
    """Go through all pages first, to learn what their sites repeat: lines of templates, titles of pages."""
    force: bool = False
    """Clean unchanged pages, too."""
    prune: bool = False
    """Remove records of earlier runs whose input is gone from the inputs."""


class ReprocessSettings(Processing):
    """A run over pages that an output folder already knows."""

    quarantined: bool = True
    """Try again what is in quarantine."""
    stale: bool = True
    """Clean again what another version, configuration or vocabulary cleaned."""
