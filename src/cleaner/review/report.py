"""The report of a run: for machines (JSON), for people (Markdown, one paragraph)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from cleaner.contract.vocabulary import Mode
from cleaner.outputs.atomic import publish
from cleaner.outputs.folder import Format, OutputFolder


@dataclass(frozen=True, slots=True)
class SlowPage:
    """A page and how long it took."""

    uri: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Totals:
    """A run in numbers. `quarantined` counts pages without a record: those that failed now and those that stayed."""

    pages: int
    cleaned: int
    unchanged: int
    quarantined: int
    quarantined_now: dict[str, int]  # by reason
    quarantined_before: dict[str, int]  # by reason; also counted in `unchanged`
    warnings: dict[str, int]  # pages, by code
    facts: dict[str, int]  # sums over the cleaned pages
    busy_seconds: float  # work over all processes
    slowest: tuple[SlowPage, ...]

    def count(self, *reasons: str) -> int:
        """Pages without a record for one of these reasons."""
        return sum(self.quarantined_now.get(reason, 0) + self.quarantined_before.get(reason, 0) for reason in reasons)


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. `records`: in the output folder, from this run and earlier ones; `pruned`: pages whose input is
    gone, which were removed from it.
    """

    run: str
    inputs: tuple[str, ...]
    output: str
    format: Format
    mode: Mode
    fingerprint: str
    started: str
    seconds: float
    totals: Totals
    records: int
    pruned: int

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    def summary(self) -> str:
        """The run in a few lines of plain text, with where to look."""
        totals = self.totals
        lines = [
            f"{totals.pages:,} pages in {self.seconds:.1f} s: {totals.cleaned:,} cleaned, "
            f"{totals.unchanged:,} unchanged since the last run, {totals.quarantined:,} in quarantine",
        ]
        lines += [f"  {count:,} {reason}" for reason, count in self.reasons().items()]
        if self.pruned:
            lines.append(f"  {self.pruned:,} of earlier runs removed: their input is gone")
        lines.append(f"Records:    {self.output}/pages ({self.records:,} in all)")
        if totals.quarantined:
            lines.append(f"Quarantine: {self.output}/quarantine.jsonl")
        lines.append(f"Report:     {self.output}/report.md")
        return "\n".join(lines)

    def reasons(self) -> dict[str, int]:
        """Pages in quarantine by reason, most first."""
        names = {*self.totals.quarantined_now, *self.totals.quarantined_before}
        counts = {name: self.totals.count(name) for name in names}
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def as_markdown(self) -> str:
        totals = self.totals
        rate = f"{totals.pages / self.seconds:,.1f}" if self.seconds else "-"
        parts = [
            f"# Run {self.run}\n",
            f"From {', '.join(f'`{name}`' for name in self.inputs)} into `{self.output}` "
            f"({self.format}, {self.mode} mode, fingerprint `{self.fingerprint}`).\n",
            _table(
                ("pages", "cleaned", "unchanged", "in quarantine", "seconds", "pages/s"),
                [(totals.pages, totals.cleaned, totals.unchanged, totals.quarantined, f"{self.seconds:,.1f}", rate)],
            ),
        ]
        if totals.quarantined:
            parts += ["## Quarantine\n", _table(("reason", "pages"), list(self.reasons().items()))]
            parts.append(f"Each page with its message: `{self.output}/quarantine.jsonl`.\n")
        if totals.cleaned:
            facts = [
                (name.replace("_", " "), f"{total:,}", f"{total / totals.cleaned:,.1f}")
                for name, total in totals.facts.items()
            ]
            parts += ["## Cleaned pages\n", _table(("what", "total", "a page"), facts)]
        if totals.warnings:
            parts += ["## Warnings\n", _table(("code", "pages"), list(totals.warnings.items()))]
        if totals.slowest:
            slowest = [(page.uri, f"{page.seconds:.2f}") for page in totals.slowest]
            parts += ["## Slowest pages\n", _table(("page", "seconds"), slowest)]
        return "\n".join(parts)


def write_report(folder: OutputFolder, report: RunReport) -> None:
    """Write the report of the latest run, and keep it with those of earlier ones."""
    content = report.as_json().encode()
    publish(folder.runs / f"{report.run}.json", content, folder.scratch)
    publish(folder.root / "report.json", content, folder.scratch)
    publish(folder.root / "report.md", report.as_markdown().encode(), folder.scratch)


def _table(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
