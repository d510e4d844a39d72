"""Where one page is found: small enough to hand to another process, which then reads the bytes itself."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.described import Described
from cleaner.errors import QuarantineReason


class Container(Described):
    """What kind of file a page is in."""

    FILE = "file", "A file that is one page."
    JSONL = "jsonl", "One JSON object a line, each a page."
    WARC = "warc", "A web archive; each response is a page."
    STDIN = "stdin", "Standard input is one page."


ARCHIVES = frozenset({Container.JSONL, Container.WARC})


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no page where one was expected."""

    reason: QuarantineReason
    message: str


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page to clean.

    `offset` is where its record begins: in the content of a JSONL file (decompressed), in the bytes of a WARC file
    (as stored). A `problem` stands for what could not be listed; reading such a reference raises it.
    """

    uri: str
    path: str
    container: Container = Container.FILE
    offset: int = 0
    problem: Problem | None = None
