"""A record as bytes. The same record gives the same bytes."""

from __future__ import annotations

from cleaner.contract import CleanPage


def pretty(page: CleanPage) -> bytes:
    """One page's own file: for people to open."""
    return page.model_dump_json(indent=2).encode() + b"\n"


def line(page: CleanPage) -> bytes:
    """One line of a JSONL stream."""
    return page.model_dump_json().encode() + b"\n"
