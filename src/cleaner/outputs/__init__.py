"""What a run leaves behind: records, quarantine, ledger. Published in the order data, rename, ledger."""
