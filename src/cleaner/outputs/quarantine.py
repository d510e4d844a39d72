"""`quarantine.jsonl`: the pages without a record, for people and for other programs."""

from __future__ import annotations

import json

from cleaner.outputs.atomic import publish
from cleaner.outputs.folder import OutputFolder
from cleaner.outputs.ledger import Ledger


def write_quarantine(folder: OutputFolder, ledger: Ledger) -> None:
    """Bring the file up to what the ledger says: one object a line, by URI; a page that succeeded is no longer in."""
    lines = [
        json.dumps(
            {"uri": entry.uri, "reason": entry.reason, "message": entry.message, "sha256": entry.sha256},
            ensure_ascii=False,
        )
        for entry in ledger.quarantined()
    ]
    publish(folder.quarantine, "".join(f"{line}\n" for line in lines).encode(), folder.scratch, durable=True)
