"""The canonical text and its section tree."""

from cleaner.sections.article import Article
from cleaner.sections.assemble import assemble

__all__ = ["Article", "assemble"]
