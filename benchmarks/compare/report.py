"""Markdown tables, and where they stand in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.compare.peer import Outcome
from benchmarks.files import InputError


@dataclass(frozen=True, slots=True)
class Column:
    """`best` picks the value to set in bold: `max`, `min`, or nothing."""

    title: str
    form: str = ".3f"
    best: str = "max"


class Apart(float):
    """A figure that is never the best of its column: one to hold the others against."""


class Seen(Apart):
    """A figure on texts that the measured was made with: shown with a star."""


Row = tuple[str, Sequence[float | None]]


def table(corner: str, columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """A Markdown table; a value that is None shows as `-`."""
    rows = list(rows)
    best = [_best(column, [values[at] for _, values in rows]) for at, column in enumerate(columns)]
    lines = [
        _line([corner, *(column.title for column in columns)]),
        _line(["---"] * (len(columns) + 1)),
        *(_line([name, *(_cell(*cell) for cell in zip(columns, values, best, strict=True))]) for name, values in rows),
    ]
    return "\n".join(lines)


def quality(outcome: Outcome, values: Iterable[float | None]) -> list[float | None]:
    """Figures of quality as a row shows them: ours with a star, those of a floor as no rivals."""
    kind = Seen if outcome.peer.ours else Apart if outcome.peer.floor else float
    return [None if value is None else kind(value) for value in values]


def missing(outcomes: Iterable[Outcome]) -> str:
    """The line about the peers that did not run; empty where all did."""
    absent = [f"{outcome.peer.name} ({outcome.missing})" for outcome in outcomes if outcome.missing]
    return f"Not measured: {', '.join(absent)}." if absent else ""


def crashes(outcomes: Iterable[Outcome]) -> str:
    """The line about the commonest reason for the crashes of each peer; empty where there were none."""
    said = []
    for outcome in outcomes:
        reasons = list(outcome.crashes.values())
        if reasons:
            commonest = max(sorted(set(reasons)), key=reasons.count)
            said.append(f"{outcome.peer.name} {len(reasons)} (`{commonest.replace('`', chr(39))}`)")
    return f"Crashed: {', '.join(said)}." if said else ""


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def markers(path: Path, name: str) -> tuple[int, int]:
    """Where the text between `<!-- compare NAME -->` and `<!-- /compare NAME -->` stands. Raises `InputError`."""
    opened, closed = f"<!-- compare {name} -->", f"<!-- /compare {name} -->"
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    text = path.read_text(encoding="utf-8")
    start, end = text.find(opened), text.find(closed)
    if not 0 <= start < end or text.count(opened) + text.count(closed) != 2:
        raise InputError(f"{path}: needs one line {opened} and after it one line {closed}")
    return start + len(opened), end


def write_between_markers(path: Path, name: str, content: str) -> None:
    """Put `content` where `markers` says. Raises `InputError`."""
    start, end = markers(path, name)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text[:start]}\n\n{content}\n\n{text[end:]}", encoding="utf-8")


def _best(column: Column, values: list[float | None]) -> str | None:
    """As shown: what rounds to the best is as good."""
    known = [value for value in values if value is not None and not isinstance(value, Apart)]
    if len(known) < 2 or column.best not in ("max", "min"):
        return None
    return format((max if column.best == "max" else min)(known), column.form)


def _cell(column: Column, value: float | None, best: str | None) -> str:
    if value is None:
        return "-"
    shown = format(float(value), column.form)
    if isinstance(value, Seen):
        return rf"{shown}\*"
    return f"**{shown}**" if shown == best else shown


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
