"""HTML to main text. An item is `{"id", "html": decoded text}`; the answer is the text, the title left out as far as
a package can: gold texts have none."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks.compare.peer import Run

_NOWHERE = "http://localhost/page"  # packages that download by themselves are given the page instead


def trafilatura(**settings: Any) -> Run:
    from trafilatura import extract

    return lambda page: extract(page["html"], include_comments=False, include_tables=True, **settings) or ""


trafilatura_precision = partial(trafilatura, favor_precision=True)
trafilatura_recall = partial(trafilatura, favor_recall=True)


def resiliparse() -> Run:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page["html"], main_content=True, alt_texts=False, links=False)


def justext() -> Run:
    from justext import get_stoplist, justext

    words = get_stoplist("English")
    return lambda page: "\n".join(part.text for part in justext(page["html"], words) if not part.is_boilerplate)


def readability() -> Run:
    from html_text import extract_text
    from readability import Document

    return lambda page: extract_text(Document(page["html"]).summary())


def newspaper() -> Run:
    from newspaper import Article

    def run(page: dict[str, Any]) -> str:
        article = Article(_NOWHERE, language="en", fetch_images=False)
        article.download(input_html=page["html"])
        article.parse()
        return article.text

    return run


def goose() -> Run:
    from goose3 import Goose

    extractor = Goose({"enable_image_fetching": False, "strict": False})
    return lambda page: extractor.extract(raw_html=page["html"]).cleaned_text


def boilerpy() -> Run:
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor(raise_on_failure=False)
    return lambda page: extractor.get_content(page["html"])


def whole_page() -> Run:
    from html_text import extract_text

    return lambda page: extract_text(page["html"])
