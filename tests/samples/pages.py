"""The sample pages, their cases and their records."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.contract import CleanPage
from cleaner.errors import PageError
from cleaner.pipeline import clean_page
from cleaner.sources import Loader, PageRef, RawPage, references

SAMPLES = Path(__file__).parents[2] / "samples"
CASES = Path(__file__).parent / "cases"
MAX_BYTES = 20_000_000

Case = dict[str, Any]


@cache
def cases() -> dict[str, Case]:
    """Name of the case -> its facts."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.toml"))}


def listed() -> list[PageRef]:
    """All pages of the folder."""
    return [ref for ref in references([str(SAMPLES)]) if not ref.path.endswith("README.md")]


def name_of(ref: PageRef) -> str:
    """How a case names a page: the file, and the record in it."""
    _, _, record = ref.uri.partition("#")
    return Path(ref.path).name + (f"#{record}" if record else "")


@cache
def raw(name: str) -> RawPage:
    """The raw page of that name."""
    file = SAMPLES / name.partition("#")[0]
    (found,) = [ref for ref in references([str(file)]) if name_of(ref) == name]
    return Loader(MAX_BYTES).load(found)


@cache
def outcome(name: str) -> CleanPage | PageError:
    """The page's record, or why there is none."""
    try:
        return clean_page(raw(name))
    except PageError as error:
        return error


def record(name: str) -> CleanPage:
    """The page's record."""
    found = outcome(name)
    assert isinstance(found, CleanPage), f"{name}: {found}"
    return found
