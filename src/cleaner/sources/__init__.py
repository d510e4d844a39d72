"""Where raw pages come from: files, folders, archives, standard input."""

from cleaner.sources.listing import MissingInputError, references
from cleaner.sources.loading import Loader
from cleaner.sources.naming import page_id
from cleaner.sources.raw import RawPage
from cleaner.sources.reference import PageRef

__all__ = ["Loader", "MissingInputError", "PageRef", "RawPage", "page_id", "references"]
