"""What the ledger says to a run, and what a run says to the ledger."""

from __future__ import annotations

from cleaner.errors import QuarantineReason
from cleaner.outputs.folder import Format, OutputFolder
from cleaner.outputs.ledger import Entry, PageStatus, Shard
from cleaner.running.job import PageResult, Status

# Reasons that may pass without the page or the pipeline changing. Such pages are tried again in every run, and keep the
# record of an earlier one: a disk that is away for a night must not cost the records of all its pages.
PASSING = frozenset({QuarantineReason.UNREADABLE, QuarantineReason.TIMEOUT, QuarantineReason.CRASHED})
_KEPT = "; its record of an earlier run is kept"


class Books:
    """The bookkeeping of one run over one output folder."""

    def __init__(self, folder: OutputFolder, form: Format, run: str, *, force: bool) -> None:
        self._folder = folder
        self._form = form
        self._run = run
        self._force = force

    def settled_hash(self, last: Entry | None, fingerprint: str) -> str | None:
        """The content hash for which a page's last result still stands, if there is one. `fingerprint`: the page's."""
        if last is None or self._force or last.fingerprint != fingerprint:
            return None
        if last.reason is not None:
            return None if last.reason in PASSING else last.sha256
        return last.sha256 if self._has_record(last) and (last.size is None) == (self._form is Format.JSONL) else None

    def entry(self, result: PageResult, shard: Shard | None, last: Entry | None, fingerprint: str) -> Entry:
        """What a page's result makes of its last entry."""
        if result.status is Status.UNCHANGED and last is not None:
            return last
        message, output, size = result.message, None, None
        if result.file is not None:
            output, size = self._folder.name(self._folder.pages / result.file[0]), result.file[1]
        elif result.status is Status.CLEANED and shard is not None:
            output = shard.name
        elif result.reason in PASSING and last is not None and self._has_record(last):
            message, output, size = f"{message}{_KEPT}", last.output, last.size
        return Entry(
            uri=result.uri,
            page_id=result.page_id,
            sha256=result.sha256,
            fingerprint=fingerprint,
            status=PageStatus.CLEANED if result.status is Status.CLEANED else PageStatus.QUARANTINED,
            reason=result.reason,
            message=message,
            output=output,
            size=size,
            run=self._run,
        )

    def _has_record(self, entry: Entry) -> bool:
        if entry.output is None:
            return False
        path = self._folder.root / entry.output
        # Page files are not synced one by one: after a power cut a file may be shorter than it was written.
        return path.exists() and entry.size in (None, path.stat().st_size)
