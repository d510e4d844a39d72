"""The output contract: models, closed vocabularies, JSON Schema."""

from cleaner.contract.page import SCHEMA_VERSION, CleanPage

__all__ = ["SCHEMA_VERSION", "CleanPage"]
