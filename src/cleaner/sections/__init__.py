"""The canonical text, its section tree, and what sections hold as such: questions with answers, entries of sources."""

from cleaner.sections.article import Article
from cleaner.sections.assemble import assemble
from cleaner.sections.questions import faqs
from cleaner.sections.sources import references

__all__ = ["Article", "assemble", "faqs", "references"]
