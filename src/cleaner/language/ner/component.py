"""The component that lets the recogniser decide in research prose, and tells the arbiter what it believes elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.abbreviations import Definition
from cleaner.language.ner.features import Hints, Tokens, tokenize
from cleaner.language.ner.hints import Names, names_of, verdict_of
from cleaner.language.ner.link import Linker
from cleaner.language.ner.model import KIND_OF, Found, Kind, Recognizer, packaged
from cleaner.language.ner.network import Floats
from cleaner.language.ner.register import is_scientific
from cleaner.language.sentences import page_words, words_of
from cleaner.language.spans import longest, mention, register
from cleaner.language.vocabulary import store

_KEY = "cleaner.reading"
# What people eat stays the vocabulary's where a text is about eating.
_EATEN = frozenset({EntityLabel.NUTRIENT, EntityLabel.SUPPLEMENT, EntityLabel.FOOD})
_STRONG = frozenset({EntityLabel.ORGANISM})
_AMOUNT = re.compile(r"\d\s?(?:mg|mcg|µg|ug|g|iu|units?|ml)(?:/\S+)?\s(?:of\s)?\Z", re.IGNORECASE)
_BEFORE = 24  # characters that an amount right before a name takes at most
_EATING = frozenset({"diet", "diets", "dietary", "nutrition", "nutritional", "food", "foods", "meal", "meals"})
_CODE = re.compile(r"[A-Z]{1,4}[- ]?\d{3,}(?:-\d+)?[A-Z]?(?!\w)")  # names of substances under study
_NAMES = 300  # looked for at once; no page has more
_SURE = 1_000  # what a definition counts for
_OFTEN = 0.5  # times a name must have been found for each time that it was not
_SHORTEST = 2  # characters of a name that is looked for in the rest of the text


@Language.factory("recognizer", requires=["doc.ents"], assigns=["doc.ents", "span._.concept"])
def make_recognizer(nlp: Language, name: str) -> RecognizerComponent:
    register()
    vocabulary = store.packaged()
    return RecognizerComponent(packaged(), names_of(vocabulary), Linker(vocabulary))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser saw of a text that is no research prose, and its `belief` (tokens x its tags)."""

    tokens: Tokens
    hints: Hints
    belief: Floats


def reading_of(doc: Doc) -> Reading | None:
    """What the recogniser left beside a text; None where it has not been or has decided itself."""
    reading: Reading | None = doc.user_data.get(_KEY)
    return reading


class RecognizerComponent:
    """In research prose it decides over `doc.ents`; of any other text it leaves its reading."""

    def __init__(self, recognizer: Recognizer, names: Names, linker: Linker) -> None:
        self._recognizer = recognizer
        self._names = names
        self._linker = linker

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        tokens = tokenize(words.text)
        known = [(e.start_char, e.end_char, EntityLabel(e.label_)) for e in doc.ents]
        hints = self._names.hints(words, tokens, verdict_of(tokens, known))
        doc._.scientific = is_scientific(words)
        if doc._.scientific:
            found = self._recognizer.find(tokens, hints)
            doc.ents = self._decided(doc, _spread(words.text, _completed(words.text, found), doc._.abbreviations))
        else:
            doc.user_data[_KEY] = Reading(tokens, hints, self._recognizer.belief(tokens, hints))
        return doc

    def _decided(self, doc: Doc, found: list[Found]) -> list[Span]:
        """The recogniser's disorders and substances, and what else was found before where it does not touch them.

        Only what people eat, on a page about eating, and organisms may swallow them: "hepatitis B virus".
        """
        before = {(span.start_char, span.end_char): EntityLabel(span.label_) for span in doc.ents}
        spans: list[Span] = []
        for item in found:
            label = before.get((item.start, item.end))
            spans += self._span(doc, item, label if label and KIND_OF.get(label) is item.kind else None)
        strong = _STRONG if _EATING.isdisjoint(page_words(doc)) else _STRONG | _EATEN
        spans = longest([*spans, *(s for s in doc.ents if s.label_ in strong)])
        taken = {index for span in spans for index in range(span.start, span.end)}
        free = (span for span in doc.ents if taken.isdisjoint(range(span.start, span.end)))
        weak = (span for span in free if EntityLabel(span.label_) not in KIND_OF or _is_dosed(span))
        return longest([*spans, *weak])

    def _span(self, doc: Doc, item: Found, label: EntityLabel | None = None) -> Iterator[Span]:
        """The mention with the concept that the linker reads, and its label where none is given."""
        name = words_of(doc).text[item.start : item.end]
        read = self._linker.read(name, item.kind, doc._.abbreviations)
        span = mention(doc, item.start, item.end, label or read.label, read.concept)
        if span is not None:
            yield span


def _is_dosed(span: Span) -> bool:
    """A medicine right behind its amount, "6 mg/day ropinirole": passed over, its dose would go to another."""
    before = words_of(span.doc).text[max(0, span.start_char - _BEFORE) : span.start_char]
    return span.label_ == EntityLabel.DRUG and _AMOUNT.search(before) is not None


def _completed(text: str, found: list[Found]) -> list[Found]:
    """Substances under study to the end of their code, which is one name: "SM-5887"; none into a bracket left open."""
    out: list[Found] = []
    for item in (_closed(text, item) for item in found):
        code = _CODE.match(text, item.start) if item.kind is Kind.SUBSTANCE else None
        if not out or item.start >= out[-1].end:
            out.append(Found(item.start, max(item.end, code.end()) if code else item.end, item.kind))
    return out


def _closed(text: str, item: Found) -> Found:
    """ "Iron [5" of "Iron [5]": what opens a bracket and does not close it ends before it."""
    name = text[item.start : item.end]
    opened = max((name.rfind(mark) for mark, end in ("()", "[]") if name.count(mark) > name.count(end)), default=-1)
    kept = name[:opened].rstrip() if opened > 0 else name
    return Found(item.start, item.start + len(kept), item.kind)


def _spread(text: str, found: list[Found], definitions: tuple[Definition, ...]) -> list[Found]:
    """A name found often enough is one wherever it stands, and so is the short form that a page defines for it."""
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    for item in found:
        kinds[text[item.start : item.end]][item.kind] += 1
    longs = {(item.start, item.end): item.kind for item in found}
    defined = {d.short: longs[d.long_start, d.long_end] for d in definitions if (d.long_start, d.long_end) in longs}
    for short, kind in defined.items():
        kinds[short][kind] += _SURE
    names = [name for name in kinds if len(name) >= _SHORTEST][:_NAMES]
    if not names:
        return found
    taken = {index for item in found for index in range(item.start, item.end)}
    free: dict[str, list[Found]] = defaultdict(list)
    for match in _any_of(names).finditer(text):
        if taken.isdisjoint(range(match.start(), match.end())):
            kind = kinds[match.group()].most_common(1)[0][0]
            free[match.group()].append(Found(match.start(), match.end(), kind))
    out = list(found)
    for name, more in free.items():
        if kinds[name].total() >= _OFTEN * len(more):
            out += more
    return sorted(out, key=lambda item: item.start)


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
