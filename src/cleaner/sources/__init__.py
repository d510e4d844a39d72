"""Where raw pages come from."""

from cleaner.sources.raw import RawPage

__all__ = ["RawPage"]
