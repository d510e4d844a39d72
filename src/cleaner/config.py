"""Everything a user can set, and the fingerprint over everything a result depends on."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from cleaner import __version__
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
    """A vocabulary of the user's own (TSV or YAML), added to the one in the package."""


_PACKAGE = Path(__file__).parent
_SHELL = frozenset({"cli", "running", "review"})  # arranges runs and shows results: cannot change a record
_DEPENDENCIES = ("beautifulsoup4", "ftfy", "lxml", "numpy", "py3langid", "pydantic", "spacy")  # whose versions can
_FINGERPRINT_LENGTH = 16


@lru_cache(maxsize=8)
def fingerprint(config: Config) -> str:
    """A hash over all that a record depends on but its input: code, data and models of the package, its
    dependencies' versions, the configuration, and the content of the user's own vocabulary. 16 hex digits.
    """
    digest = hashlib.sha256(_code_hash())
    digest.update(config.model_dump_json(exclude={"vocabulary"}).encode())
    if config.vocabulary is not None:
        digest.update(config.vocabulary.read_bytes())
    return digest.hexdigest()[:_FINGERPRINT_LENGTH]


def with_memory(fingerprint: str, version: str | None) -> str:
    """The fingerprint of a page that the memory of its site has something to say about; `version`: of that memory."""
    return fingerprint if version is None else f"{fingerprint}+{version}"


@lru_cache(maxsize=1)
def _code_hash() -> bytes:
    digest = hashlib.sha256(__version__.encode())
    for name in _DEPENDENCIES:
        digest.update(f"{name}={version(name)}\n".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        relative = path.relative_to(_PACKAGE)
        if path.is_file() and path.suffix != ".pyc" and relative.parts[0] not in _SHELL:
            content = path.read_bytes()
            digest.update(f"{relative.as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.digest()
