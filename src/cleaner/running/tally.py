"""Counting a run's pages while they come in, from several threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from threading import Lock
from typing import TypeVar

from cleaner.errors import QuarantineReason
from cleaner.outputs.ledger import Entry
from cleaner.review.report import SlowPage, Totals
from cleaner.running.job import PageFacts, PageResult, Status

_Name = TypeVar("_Name", bound=str)
_SLOWEST = 5
_SUMMED = tuple(field.name for field in fields(PageFacts) if field.name != "warnings")


class Tally:
    """Adds up results."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._statuses: Counter[Status] = Counter()
        self._reasons: Counter[QuarantineReason] = Counter()
        self._standing: Counter[QuarantineReason] = Counter()
        self._warnings: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()
        self._slowest: list[SlowPage] = []
        self._busy = 0.0

    def add(self, results: Sequence[PageResult], entries: Sequence[Entry]) -> None:
        """A batch's results, and the entries that its pages have in the ledger now."""
        with self._lock:
            for result, entry in zip(results, entries, strict=True):
                if entry.reason is not None and result.reason is None:
                    self._standing[entry.reason] += 1
                self._statuses[result.status] += 1
                self._busy += result.seconds
                if result.reason is not None:
                    self._reasons[result.reason] += 1
                if result.facts is not None:
                    self._warnings.update(result.facts.warnings)
                    self._facts.update({name: getattr(result.facts, name) for name in _SUMMED})
            slow = [SlowPage(result.uri, round(result.seconds, 3)) for result in results]
            self._slowest = sorted((*self._slowest, *slow), key=lambda page: (-page.seconds, page.uri))[:_SLOWEST]

    def totals(self) -> Totals:
        """The sums so far."""
        with self._lock:
            return Totals(
                pages=self._statuses.total(),
                cleaned=self._statuses[Status.CLEANED],
                unchanged=self._statuses[Status.UNCHANGED],
                quarantined=self._statuses[Status.QUARANTINED] + self._standing.total(),
                quarantined_now=_by_size(self._reasons),
                quarantined_before=_by_size(self._standing),
                warnings=_by_size(self._warnings),
                facts={name: self._facts[name] for name in _SUMMED},
                busy_seconds=round(self._busy, 3),
                slowest=tuple(self._slowest),
            )


def _by_size(counts: Counter[_Name]) -> dict[str, int]:
    return {str(name): count for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}
