"""The component that lets the arbiter decide over the mentions of a page for readers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.arbiter.features import Case
from cleaner.language.arbiter.model import Arbiter, packaged
from cleaner.language.ner.component import reading_of
from cleaner.language.ner.features import Tokens
from cleaner.language.ner.link import Linker
from cleaner.language.ner.model import KIND_OF, Kind
from cleaner.language.sentences import words_of
from cleaner.language.spans import fixed, longest, mention, register
from cleaner.language.vocabulary import store
from cleaner.language.vocabulary.store import ANY_CASE, LABELS, ConceptRecord, Vocabulary

_AMOUNT = re.compile(r"\d\s?(?:mg|mcg|µg|μg|ug|g|grams?|milligrams?|micrograms?|IU|units?|ml|mL)\b")
# What amounts are of, and whom they are for.
_MEASURED = frozenset(
    {
        EntityLabel.DRUG,
        EntityLabel.NUTRIENT,
        EntityLabel.SUPPLEMENT,
        EntityLabel.CHEMICAL,
        EntityLabel.FOOD,
        EntityLabel.POPULATION,
    }
)
_NUMBERS = {label.value: number for number, label in enumerate(LABELS)}


@Language.factory("arbiter", requires=["doc.ents"], assigns=["doc.ents", "span._.concept"])
def make_arbiter(nlp: Language, name: str) -> ArbiterComponent:
    register()
    return ArbiterComponent(packaged(), store.packaged())


class ArbiterComponent:
    """Rewrites `doc.ents` of texts that are no research prose. Works behind the recogniser, whose hints it reads."""

    def __init__(self, arbiter: Arbiter, vocabulary: Vocabulary) -> None:
        self._arbiter = arbiter
        self._vocabulary = vocabulary
        self._linker = Linker(vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        if reading is None or doc._.scientific:
            return doc
        rules = _Rules(list(doc.ents))
        spans = [(span.start_char, span.end_char, _NUMBERS[span.label_]) for span in rules.spans]
        decided = self._arbiter.decide(Case(reading.tokens, reading.hints, reading.belief, spans))
        settled = fixed(doc) | _measured(reading.tokens, rules.spans)
        own = [span for span in rules.spans if (span.start_char, span.end_char) in settled]
        taken = {index for span in own for index in range(span.start_char, span.end_char)}
        found = [span for item in decided for span in self._spans(doc, *item, rules)]
        free = (span for span in found if taken.isdisjoint(range(span.start_char, span.end_char)))
        doc.ents = longest([*own, *free])
        return doc

    def _spans(self, doc: Doc, start: int, end: int, number: int, rules: _Rules) -> Iterator[Span]:
        """The mentions that a decision makes.

        A name of several words that the vocabulary has keeps its label ("vitamin K" is slang for a drug, but seldom)
        and is not cut down to one of its words ("Common Cold" is no "Cold"); two substances that stand side by side
        stay two ("the antidote acetylcysteine").
        """
        label, touching = LABELS[number], rules.touching(start, end)
        same = [span for span in touching if span.label_ == label]
        if len(touching) == 1 and _is(touching[0], start, end) and self._is_said(touching[0]):
            yield touching[0]
        elif len(same) > 1 and KIND_OF.get(label) is Kind.SUBSTANCE:
            yield from same
        elif same and _covers(same[0], start, end) and (_is(same[0], start, end) or self._exact(same[0].text, label)):
            yield same[0]
        else:
            concept = self._concept(words_of(doc).text[start:end], label, doc) or rules.concept(start, end, label)
            made = mention(doc, start, end, label, concept)
            if made is not None:
                yield made

    def _is_said(self, span: Span) -> bool:
        return " " in span.text and self._exact(span.text, EntityLabel(span.label_)) is not None

    def _exact(self, name: str, label: EntityLabel) -> ConceptRecord | None:
        senses = self._vocabulary.lookup(name)
        return next((s.concept for s in senses if s.case == ANY_CASE and s.label == label), None)

    def _concept(self, name: str, label: EntityLabel, doc: Doc) -> ConceptRecord | None:
        """What the whole name is in the vocabulary; of disorders and substances, what the linker reads in it."""
        exact = self._exact(name, label)
        if exact is not None or label not in KIND_OF:
            return exact
        return self._linker.read(name, KIND_OF[label], doc._.abbreviations).concept


class _Rules:
    """The mentions of the rules by place. They do not overlap."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._starts = [span.start_char for span in spans]
        self._ends = [span.end_char for span in spans]

    def touching(self, start: int, end: int) -> list[Span]:
        return self.spans[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def concept(self, start: int, end: int, label: EntityLabel) -> ConceptRecord | None:
        """That of the same words, or of the mention with the same label that ends here: "the cotton rat" is a rat."""
        ending = [span for span in self.touching(start, end) if span.end_char == end and span.start_char >= start]
        span = next((s for s in ending if s.label_ == label or s.start_char == start), None)
        return span._.concept if span is not None else None


def _covers(span: Span, start: int, end: int) -> bool:
    return bool(span.start_char <= start and end <= span.end_char)


def _is(span: Span, start: int, end: int) -> bool:
    return bool(span.start_char == start and end == span.end_char)


def _measured(tokens: Tokens, spans: list[Span]) -> set[tuple[int, int]]:
    """Mentions of what is measured or who takes it, in sentences with an amount.

    Passages with doses are few among those the arbiter learned from, and a name lost there is a dose read wrong.
    """
    found = (bisect_right(tokens.starts, match.start()) - 1 for match in _AMOUNT.finditer(tokens.text))
    sentences = {tokens.sentence[index] for index in found}
    chosen = [(span.start_char, span.end_char) for span in spans if span.label_ in _MEASURED] if sentences else []
    return {place for place in chosen if tokens.sentence[bisect_right(tokens.starts, place[0]) - 1] in sentences}
