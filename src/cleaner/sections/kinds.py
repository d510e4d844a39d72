"""What a section is about, from its heading. The cues are data: `kinds.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from cleaner.contract.vocabulary import SectionKind

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.):]?|[IVX]+[.)]|step \d+:?)\s+(?=\w)", re.IGNORECASE)
_EDGES = re.compile(r"^\W+|[\s:.]+$")


@cache
def _cues() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    rows = files(__package__).joinpath("kinds.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple((SectionKind(kind), re.compile(rf"\b(?:{cue})\b")) for kind, cue in pairs)


def kind_of_heading(heading: str) -> SectionKind:
    """The kind of the first row of the table whose cue the heading holds; `body` where none does."""
    words = _EDGES.sub("", _NUMBERING.sub("", heading.casefold().replace("’", "'")))
    return next((kind for kind, cue in _cues() if cue.search(words)), SectionKind.BODY)


def question_share(headings: list[str]) -> float:
    """Share of headings that are questions, 0 to 1."""
    return sum(heading.rstrip().endswith("?") for heading in headings) / max(1, len(headings))
