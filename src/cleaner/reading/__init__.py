"""Raw bytes to Blocks: `read` is the only door in."""

from cleaner.reading.reader import read

__all__ = ["read"]
