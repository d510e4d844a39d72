"""Everything a user can set, and the fingerprint over everything a result depends on."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from cleaner.blocks import InputKind
from cleaner.contract.vocabulary import Mode


class Config(BaseModel):
    """Settings of one pipeline. Hashable, picklable, the same in command and flow."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    mode: Mode = Mode.FULL
    """Which language pipeline runs."""
    kind: InputKind | None = None
    """Forces the kind of input; null: told from the content."""
    max_bytes: int = Field(default=20_000_000, ge=1)
    """Larger inputs are quarantined."""
    vocabulary: Path | None = None
    """A vocabulary of the user's own (TSV), added to the one in the package."""
