"""What a section is about, from its heading or its first sentence. The cues are data: `kinds.tsv`, `openings.tsv`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from cleaner.contract.vocabulary import SectionKind

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.):]?|[ivx]+[.)]|step \d+:?|q\s*\d*\s*[:.)])\s+(?=\w)")
_EDGES = re.compile(r"^[^\w¿]+|[\s:.#…?]+$")
_SPACE = re.compile(r"\s+")
_LONGEST_HEADING = 300  # characters that are looked at
_LONGEST_OPENING = 160

Cues = tuple[tuple[SectionKind, re.Pattern[str]], ...]


@cache
def _cues(table: str, pattern: str) -> Cues:
    """Rows of a table in order, neighbours of one kind joined; `pattern` says where in a line the cues count."""
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        (SectionKind(kind), re.compile(pattern % "|".join(cue for _, cue in group)))
        for kind, group in groupby(rows, key=lambda row: row[0])
    )


@lru_cache(maxsize=4096)
def kind_of_heading(heading: str) -> SectionKind:
    """The kind of the first row of the table whose cue the heading holds; `body` where none does."""
    words = _plain(heading[:_LONGEST_HEADING])
    return _first(_cues("kinds.tsv", r"(?<!\w)(?:%s)(?!\w)"), words)


def kind_of_opening(paragraph: str) -> SectionKind:
    """The kind that the first words of a section state; `body` where they state none."""
    return _first(_cues("openings.tsv", r"^(?:%s)"), _plain(paragraph[:_LONGEST_OPENING]))


def _first(cues: Cues, words: str) -> SectionKind:
    return next((kind for kind, cue in cues if cue.search(words)), SectionKind.BODY)


def _plain(words: str) -> str:
    """Lower case, one space between words, straight apostrophes, no numbering, no marks at the edges."""
    lowered = _SPACE.sub(" ", words.casefold().replace("’", "'").replace("´", "'"))
    return _EDGES.sub("", _NUMBERING.sub("", lowered))
