"""Dates as pages print or declare them, to ISO 8601. Ambiguous orders (03/04/2024) are left alone."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?", re.I
)
_COMPACT = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")


def _load_months() -> dict[str, int]:
    months = {}
    for line in files(__package__).joinpath("months.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, *names = line.split("\t")
            months.update(dict.fromkeys(names, int(number)))
    return months


_MONTHS = _load_months()


def iso_date(text: str | None) -> str | None:
    """The first date in `text` as ISO 8601, with its time and zone where given; None without a certain date."""
    if not text:
        return None
    text = text[:200]
    if found := _ISO.search(text):
        year, month, day, time, zone = found.groups()
        if (plain := _valid(year, month, day)) is None:
            return None
        if not time:
            return plain
        zone = {"UTC": "Z", "GMT": "Z"}.get((zone or "").upper(), (zone or "").upper())
        return f"{plain}T{time}{zone}"
    if found := _COMPACT.search(text):
        return _valid(*found.groups())
    if (found := _MONTH_FIRST.search(text)) and (number := _MONTHS.get(found[1].lower())):
        return _valid(found[3], number, found[2])
    if (found := _DAY_FIRST.search(text)) and (number := _MONTHS.get(found[2].lower())):
        return _valid(found[3], number, found[1])
    if found := _DOTTED.search(text):
        return _valid(found[3], found[2], found[1])
    return None


def _valid(year: str, month: str | int, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1900 <= found.year <= 2100 else None
