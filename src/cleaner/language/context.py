"""What the components know about the page around their text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from cleaner.sections.article import Article, ArticleBlock, ArticleSection

_KEY = "cleaner.context"


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page's shape over a `Doc`'s text. All empty for a text that came without a page."""

    title: tuple[int, int] | None = None
    sections: tuple[ArticleSection, ...] = ()
    blocks: tuple[ArticleBlock, ...] = ()
    outside: str | None = None  # words that stood beside the text and are not part of it (a question, a heading)

    @classmethod
    def of(cls, article: Article) -> PageContext:
        outside = None if article.title else article.metadata.title  # a title that only the page's head gives
        return cls(article.title, article.sections, article.blocks, outside)


def attach(doc: Doc, context: PageContext) -> Doc:
    """Lay a page's context beside a `Doc` that no component has seen yet."""
    doc.user_data[_KEY] = context
    return doc


def context_of(doc: Doc) -> PageContext:
    """The context laid beside a `Doc`, or an empty one: components also work on plain texts."""
    return doc.user_data.get(_KEY) or PageContext()
