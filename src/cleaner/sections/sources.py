"""Lists of sources, parsed into entries with the identifiers they print or link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cleaner.contract.content import Reference
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label
from cleaner.sections.article import Article, ArticleBlock

_MARK = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s*(?=[^\W\d_]|[\"“'‘(\[])")
_LABEL = re.compile(
    r"(?:(?:content |article |story )?sources?|references?|quellen?|bibliography)\s*:\s*", re.IGNORECASE
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?#&]+", re.IGNORECASE)
_AFTER_DOI = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html|meta|summary|fulltext)|\.pdf|\.full)+$")  # in addresses
_PMID = re.compile(
    r"\bPMID\s*:?\s*(\d{1,8})\b|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})\b|ncbi\.nlm\.nih\.gov/pubmed/(\d{1,8})\b",
    re.IGNORECASE,
)
# An identifier and behind it the first author of the next entry: "... doi:10.1234/x Roe AB, ..."
_GLUED = re.compile(
    r"(?:10\.\d{4,9}/\S{1,200}|PMID:?\s*\d{5,8}\.?|https?://\S{1,300})\s+"
    r"(?=[A-Z][\w'’-]{1,40},? (?:[A-Z]\.?-?){1,3}(?:[,.]|\s(?:and|et)\b))"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_IDENTIFIER_HOST = re.compile(
    r"^(?:https?://)?(?:(?:dx\.)?doi\.org/|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/\d|pubmed\.ncbi\.nlm\.nih\.gov/\d)",
    re.IGNORECASE,
)
_ADDRESS_WORD = re.compile(
    r"(?:https?://|www\.)\S+|(?:doi:?)?10\.\d{4,9}/\S+|\d{1,8}[.;]?|(?:doi|pmid|pubmed|url|link|available|at|from|retrieved|accessed)[:.]?",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 300  # characters of a line that only says where the entry above is found
# A line on the page itself: "Review date: 5 May 2021", "Last updated by the editors".
_ON_THE_PAGE = re.compile(
    r"(?:(?:last|medically|page|content) )*(?:review(?:ed)?|updated?|published)(?: date| by| on|:)", re.IGNORECASE
)
_CLOSING = ".,;:'\"”’»"
_ENTRY_LABELS = frozenset({Label.REFERENCES, Label.BODY, Label.LIST_ITEM, Label.QUOTE, Label.TABLE})
_FEWEST_WORDS = 2
_LABEL_WORDS = 5  # of a line that leads into entries


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int
    end: int
    number: int | None


def references(article: Article) -> tuple[Reference, ...]:
    """The entries of the page's lists of sources, in reading order."""
    entries: list[_Entry] = []
    for block in _source_blocks(article):
        words = article.text[block.start : block.end]
        if entries and _is_address(words) and _same_section(article, entries[-1], block):
            entries[-1] = replace(entries[-1], end=block.end)  # the address of the entry above, on a line of its own
        else:
            entries += _entries(article, block)
    kept = [entry for entry in entries if _says_something(article.text[entry.start : entry.end])]
    return tuple(_record(article, number, entry) for number, entry in enumerate(kept, 1))


def _says_something(words: str) -> bool:
    count = len(words.split())
    is_label = words.endswith(":") and count <= _LABEL_WORDS
    return count >= _FEWEST_WORDS and not is_label and not _ON_THE_PAGE.match(words)


def _source_blocks(article: Article) -> Iterator[ArticleBlock]:
    """Blocks that are entries: labelled so, or in a section of sources; headings left out."""
    headings = {section.start for section in article.sections if section.heading}
    spans = [(s.start, s.end) for s in article.sections if s.kind is SectionKind.REFERENCES]
    at = reach = 0
    for block in article.blocks:
        while at < len(spans) and spans[at][0] <= block.start:
            reach = max(reach, spans[at][1])
            at += 1
        inside = block.start < reach
        if block.start in headings or block.label not in _ENTRY_LABELS:
            continue
        if block.label is Label.REFERENCES or inside:
            yield block


def _is_address(words: str) -> bool:
    return len(words) <= _LONGEST_ADDRESS and all(map(_ADDRESS_WORD.fullmatch, words.split()))


def _same_section(article: Article, entry: _Entry, block: ArticleBlock) -> bool:
    return article.section_at(entry.start) == article.section_at(block.start)


def _entries(article: Article, block: ArticleBlock) -> list[_Entry]:
    """One entry, or several where a block holds "1. … 2. … 3. …"."""
    text = article.text
    label = _LABEL.match(text, block.start, block.end)
    start = label.end() if label else block.start
    first = _MARK.match(text, start, block.end)
    if first is None:
        cuts = [found.end() for found in _GLUED.finditer(text, start, block.end)]
        return [
            _Entry(begin, _right_trimmed(text, begin, end), None)
            for begin, end in zip([start, *cuts], [*cuts, block.end], strict=True)
        ]
    number = _number(first)
    found = [(first.end(), number)]
    ends = []
    for mark in _MARK.finditer(text, first.end(), block.end):
        # Volumes and pages look like marks too: only the next number, behind white space, opens an entry.
        if _number(mark) == found[-1][1] + 1 and text[mark.start() - 1].isspace():
            ends.append(mark.start())
            found.append((mark.end(), _number(mark)))
    return [
        _Entry(begin, _right_trimmed(text, begin, end), own)
        for (begin, own), end in zip(found, [*ends, block.end], strict=True)
    ]


def _number(mark: re.Match[str]) -> int:
    return int(next(group for group in mark.groups() if group))


def _right_trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _record(article: Article, number: int, entry: _Entry) -> Reference:
    words = article.text[entry.start : entry.end]
    links = _links(article, entry)
    section = article.section_at(entry.start)
    return Reference(
        id=f"r{number}",
        section=section.id if section else None,
        start=entry.start,
        end=entry.end,
        quote=words,
        number=entry.number,
        doi=next(filter(None, map(_doi, (words, *links))), None),
        pmid=next(filter(None, map(_pmid, (words, *links))), None),
        url=next(_addresses(words, links), None),
    )


def _links(article: Article, entry: _Entry) -> list[str]:
    """Targets of the links inside an entry."""
    found = []
    low, high = article.visible_offset(entry.start), article.visible_offset(entry.end - 1)
    for block in article.blocks_between(entry.start, entry.end):
        source = article.document.blocks[block.source]
        found += [link.url for link in source.links if link.url and low <= source.start + link.start <= high]
    return found


def _doi(words: str) -> str | None:
    found = _DOI.search(words)
    if found is None:
        return None
    doi = found[0].rstrip(_CLOSING)
    while doi.endswith((")", "]")) and doi.count("(") + doi.count("[") < doi.count(")") + doi.count("]"):
        doi = doi[:-1].rstrip(_CLOSING)
    return _AFTER_DOI.sub("", doi.lower())


def _pmid(words: str) -> str | None:
    found = _PMID.search(words)
    return next(group for group in found.groups() if group) if found else None


def _addresses(words: str, links: list[str]) -> Iterator[str]:
    printed = (match[0].rstrip(_CLOSING + ")]") for match in _URL.finditer(words))
    for address in (*printed, *links):
        if address.lower().startswith(("http://", "https://", "www.")) and not _IDENTIFIER_HOST.match(address):
            yield address
