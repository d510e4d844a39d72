"""Questions and their answers, where a page sets them as such.

Three forms count: question headings in a section of kind FAQ or in a run of such headings; lines marked `Q:`; and, in
a section of kind FAQ without question headings, paragraphs that are a question. A single question as heading of an
ordinary section is a heading, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.contract.content import Faq
from cleaner.contract.parts import Span
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label
from cleaner.sections.article import Article, ArticleBlock, ArticleSection
from cleaner.sections.tree import is_run_of_questions

_Q = re.compile(r"\s*(?:Q|Question|Frage)\s*\d{0,3}\s*[:.)]\s*(?=\w|¿|[\"“(])")
_A = re.compile(r"\s*(?:A|Answer|Antwort)\s*\d{0,3}\s*[:.)]\s*(?=\S)")
_A_INSIDE = re.compile(r"\?\s+(?=(?:A|Answer|Antwort)\s*[:.]\s)")
_LONGEST_QUESTION = 400  # characters


@dataclass(frozen=True, slots=True)
class _Pair:
    question: tuple[int, int]
    answer: tuple[int, int]


def faqs(article: Article) -> tuple[Faq, ...]:
    """The page's question-answer pairs in reading order."""
    found = {pair.question[0]: pair for pair in (*_headings(article), *_marked(article), *_in_faq_sections(article))}
    pairs = [pair for _, pair in sorted(found.items()) if pair.answer[0] < pair.answer[1]]
    return tuple(_record(article, number, pair) for number, pair in enumerate(pairs, 1))


def _record(article: Article, number: int, pair: _Pair) -> Faq:
    start, end = pair.question
    section = article.section_at(start)
    return Faq(
        id=f"q{number}",
        section=section.id if section else None,
        start=start,
        end=end,
        quote=article.text[start:end],
        answer=Span(start=pair.answer[0], end=pair.answer[1], quote=article.text[pair.answer[0] : pair.answer[1]]),
    )


def _headings(article: Article) -> Iterator[_Pair]:
    """Sections headed by a question among their like: their sisters, or all sections of the page without parts."""
    kinds = {section.id: section.kind for section in article.sections}
    parents = {section.parent for section in article.sections}
    asks = is_run_of_questions([section.heading or "" for section in article.sections if section.id not in parents])
    asked_in = {section.parent for section in article.sections if is_question(section.heading or "")}
    sisters: dict[str | None, list[ArticleSection]] = {}
    for section in article.sections:
        if section.heading:
            sisters.setdefault(section.parent, []).append(section)
    for parent, sections in sisters.items():
        is_faq = asks or (parent is not None and kinds[parent] is SectionKind.FAQ)
        in_run = is_faq or is_run_of_questions([section.heading or "" for section in sections])
        for section in sections:
            words = article.text[section.start : section.heading_end]
            if (in_run and section.id not in asked_in and is_question(words)) or _Q.match(words):
                yield _pair(article, section.start, section.heading_end, section.heading_end, section.end)


def _marked(article: Article) -> Iterator[_Pair]:
    """Blocks that begin with `Q:`; the answer runs to the next such block or heading."""
    blocks = article.blocks
    for at, block in enumerate(blocks):
        words = article.text[block.start : block.end]
        if block.label is Label.HEADING or not _Q.match(words):
            continue
        inside = _A_INSIDE.search(words)
        if inside is not None:
            question_end = block.start + inside.start() + 1
            yield _pair(article, block.start, question_end, question_end, _answer_end(article, at))
        elif len(words) <= _LONGEST_QUESTION and (is_question(words) or _answers(article, at + 1)):
            yield _pair(article, block.start, block.end, block.end, _answer_end(article, at))


def _answers(article: Article, at: int) -> bool:
    blocks = article.blocks
    return at < len(blocks) and bool(_A.match(article.text[blocks[at].start : blocks[at].end]))


def _in_faq_sections(article: Article) -> Iterator[_Pair]:
    """Paragraphs that are a question, in FAQ sections that have no headings for them."""
    parents = {section.parent for section in article.sections}
    faq = [s for s in article.sections if s.kind is SectionKind.FAQ and s.id not in parents]
    at = 0
    for section in faq:
        while at < len(article.blocks) and article.blocks[at].start < section.heading_end:
            at += 1
        while at < len(article.blocks) and article.blocks[at].end <= section.end:
            block = article.blocks[at]
            if _is_question_block(article, block):
                end = _answer_end(article, at, stop_at_questions=True)
                yield _pair(article, block.start, block.end, block.end, min(end, section.end))
            at += 1


def _is_question_block(article: Article, block: ArticleBlock) -> bool:
    words = article.text[block.start : block.end]
    return block.label is not Label.TABLE and is_question(words)


def _answer_end(article: Article, at: int, *, stop_at_questions: bool = False) -> int:
    """End of the last block that answers the question in block `at`: the next question or heading stops it."""
    end = article.blocks[at].end
    for block in article.blocks[at + 1 :]:
        words = article.text[block.start : block.end]
        if block.label in (Label.HEADING, Label.DISCLAIMER, Label.REFERENCES) or _Q.match(words):
            break
        if stop_at_questions and _is_question_block(article, block):
            break
        end = block.end
    return end


def is_question(words: str) -> bool:
    """Whether a line is one question."""
    return len(words) <= _LONGEST_QUESTION and words.rstrip(' "”’»)').endswith(("?", "？"))


def _pair(article: Article, start: int, end: int, answer_start: int, answer_end: int) -> _Pair:
    """A pair whose spans are trimmed to their words, marks such as `Q:` left out."""
    return _Pair(_trimmed(article.text, start, end, _Q), _trimmed(article.text, answer_start, answer_end, _A))


def _trimmed(text: str, start: int, end: int, mark: re.Pattern[str]) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    found = mark.match(text, start, end)
    if found:
        start = found.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
