"""Names of organisations and journals: what they hold is no mention ("Journal of Bone and Mineral Research").

A name in capitals that stands amid running text counts; a line that is all in capitals, as headings are, does not.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from cleaner.language.vocabulary.words import rows

_JOINING = frozenset({"of", "for", "the", "and", "on", "in", "&", "'", "’", "s"})
_LONGEST = 12  # words looked at on each side


def in_organisation(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens `start` up to, not including, `end` are part of an organisation's name."""
    if not doc[start].text[0].isupper():
        return False
    first, last = _run_before(doc, start), _run_after(doc, end)
    if last - first == end - start:
        return False
    around = (*range(first, start), *range(end, last))
    named = any(doc[index].lower_ in _organising() and doc[index].text[0].isupper() for index in around)
    return named and (_is_running(doc, first - 1) or _is_running(doc, last))


def _run_before(doc: Doc, start: int) -> int:
    first = start
    for index in range(start - 1, max(-1, start - 1 - _LONGEST), -1):
        token = doc[index]
        if token.text[0].isupper() and (token.whitespace_ or token.is_alpha):
            first = index
        elif token.lower_ not in _JOINING:
            break
    return first


def _run_after(doc: Doc, end: int) -> int:
    last = end
    for index in range(end, min(len(doc), end + _LONGEST)):
        token = doc[index]
        if token.text[0].isupper():
            last = index + 1
        elif token.lower_ not in _JOINING:
            break
    return last


def _is_running(doc: Doc, index: int) -> bool:
    """Whether the word there is one of running text: in small letters."""
    return 0 <= index < len(doc) and doc[index].is_lower and doc[index].is_alpha


@cache
def _organising() -> frozenset[str]:
    return frozenset(word for word, *_ in rows(__package__, "data/organisations.txt"))
