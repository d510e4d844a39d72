"""The component that adds what the recogniser finds to what the vocabulary found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.abbreviations import Definition
from cleaner.language.ner.features import tokenize
from cleaner.language.ner.link import Linker
from cleaner.language.ner.model import KIND_OF, Found, Kind, Recognizer, packaged, verdict_of
from cleaner.language.ner.register import is_scientific
from cleaner.language.sentences import words_of
from cleaner.language.spans import longest, mention, register
from cleaner.language.vocabulary import store
from cleaner.language.vocabulary.words import HYPHENS, key, rows

# What the recogniser was taught to tell; nutrients and supplements stay the vocabulary's.
_DECIDED = frozenset(KIND_OF) - {EntityLabel.NUTRIENT, EntityLabel.SUPPLEMENT}
_NAMES = 300  # looked for at once; no page has more
_SHORTEST = 2  # characters of a name that is looked for in the rest of the text


@Language.factory("recognizer", requires=["doc.ents"], assigns=["doc.ents", "span._.concept"])
def make_recognizer(nlp: Language, name: str) -> RecognizerComponent:
    register()
    return RecognizerComponent(packaged(), Linker(store.packaged()))


class RecognizerComponent:
    """Adds disorders and substances to `doc.ents`; in research papers it also decides over those found before."""

    def __init__(self, recognizer: Recognizer, linker: Linker) -> None:
        self._recognizer = recognizer
        self._linker = linker

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        tokens = tokenize(words.text)
        known = [(e.start_char, e.end_char, EntityLabel(e.label_)) for e in doc.ents]
        found = self._recognizer.find(tokens, verdict_of(tokens, known))
        found = _spread(words.text, found, doc._.abbreviations)
        doc.ents = self._decided(doc, found) if is_scientific(words) else self._added(doc, found)
        return doc

    def _added(self, doc: Doc, found: list[Found]) -> list[Span]:
        """What was found before, and mentions that touch none of it."""
        spans = list(doc.ents)
        taken = {index for span in spans for index in range(span.start_char, span.end_char)}
        for item in found:
            free = taken.isdisjoint(range(item.start, item.end)) and not _is_hyphened(words_of(doc).text, item)
            if free and key(words_of(doc).text[item.start : item.end]) not in _unnamed():
                spans += self._span(doc, item)
        return longest(spans)

    def _decided(self, doc: Doc, found: list[Found]) -> list[Span]:
        """The recogniser's disorders and substances, and what else was found before."""
        same = {(span.start_char, span.end_char): span for span in doc.ents}
        spans = [span for span in doc.ents if EntityLabel(span.label_) not in _DECIDED]
        for item in found:
            before = same.get((item.start, item.end))
            if before is not None and KIND_OF.get(EntityLabel(before.label_)) is item.kind:
                spans.append(before)
            else:
                spans += self._span(doc, item)
        return longest(spans)

    def _span(self, doc: Doc, item: Found) -> Iterator[Span]:
        name = words_of(doc).text[item.start : item.end]
        long = next((d.long for d in doc._.abbreviations if name in (d.short, f"{d.short}s")), name)
        label, concept = self._linker.read(long, item.kind)
        span = mention(doc, item.start, item.end, label, concept)
        if span is not None:
            yield span


def _is_hyphened(text: str, item: Found) -> bool:
    """ "oxygen-rich blood": a part of a longer word names nothing by itself."""
    return text[item.end : item.end + 1] in HYPHENS and text[item.end + 1 : item.end + 2].isalnum()


def _spread(text: str, found: list[Found], definitions: tuple[Definition, ...]) -> list[Found]:
    """A name found once is one wherever it stands, and so is the short form that a page defines for it."""
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    for item in found:
        kinds[text[item.start : item.end]][item.kind] += 1
        kinds.update(
            {
                d.short: Counter({item.kind: 1})
                for d in definitions
                if (d.long_start, d.long_end) == (item.start, item.end)
            }
        )
    names = [name for name in kinds if len(name) >= _SHORTEST][:_NAMES]
    if not names:
        return found
    taken = {index for item in found for index in range(item.start, item.end)}
    out = list(found)
    free = (m for m in _any_of(names).finditer(text) if taken.isdisjoint(range(m.start(), m.end())))
    out.extend(Found(m.start(), m.end(), kinds[m.group()].most_common(1)[0][0]) for m in free)
    return sorted(out, key=lambda item: item.start)


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _unnamed() -> frozenset[tuple[str, ...]]:
    return frozenset(key(row[0]) for row in rows(__package__, "unnamed.txt"))
