"""What a run leaves behind: records, quarantine, ledger. Published in the order data, rename, ledger."""

from cleaner.outputs.folder import Format, OutputBusyError, OutputFolder
from cleaner.outputs.ledger import Entry, Ledger, PageStatus

__all__ = ["Entry", "Format", "Ledger", "OutputBusyError", "OutputFolder", "PageStatus"]
