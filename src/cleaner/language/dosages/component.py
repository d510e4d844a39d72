"""The spaCy component: `nlp.add_pipe("dosages")` on any pipeline, also on `spacy.blank("en")`.

It reads entities of dosable labels if earlier components set some, and works without. Doses stand in
`doc.spans["dosages"]`, each span with its `Dose` in `span._.dosage`; quantities that are no dose in
`doc.spans["quantities"]`, with their `Quantity` in `span._.quantity`. A span covers whole tokens; the exact offsets are
in the value object ("400IU" may be one token with the words around it).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from cleaner.language.context import context_of
from cleaner.language.dosages.clause.mentions import Named
from cleaner.language.dosages.model import Dose, Quantity
from cleaner.language.dosages.reading import Reading, read
from cleaner.language.tokenizer import TEXT

NAME = "dosages"
QUANTITIES = "quantities"
_KEY = "cleaner.dosages"

if not Span.has_extension("dosage"):
    Span.set_extension("dosage", default=None)
if not Span.has_extension("quantity"):
    Span.set_extension("quantity", default=None)


class DosageReader:
    """Reads the dosages of a `Doc`; the text and its tokens stay as they are."""

    def __init__(self, nlp: Language, name: str = NAME) -> None:
        self._nlp, self._name = nlp, name

    def __call__(self, doc: Doc) -> Doc:
        reading = read(doc.user_data.get(TEXT) or doc.text, named_in(doc), context_of(doc), self._names)
        doc.user_data[_KEY] = reading
        doc.spans[NAME] = SpanGroup(doc, name=NAME, spans=list(self._dosed(doc, reading.doses)))
        doc.spans[QUANTITIES] = SpanGroup(doc, name=QUANTITIES, spans=list(self._rejected(doc, reading.rejects)))
        return doc

    @staticmethod
    def _dosed(doc: Doc, doses: Iterable[Dose]) -> Iterable[Span]:
        for dose in doses:
            span = _span(doc, dose.start, dose.end, dose.kind.value)
            span._.dosage = dose
            yield span

    @staticmethod
    def _rejected(doc: Doc, rejects: Iterable[Quantity]) -> Iterable[Span]:
        for quantity in rejects:
            span = _span(doc, quantity.start, quantity.end, quantity.reason.value)
            span._.quantity = quantity
            yield span

    def _names(self, text: str) -> list[Named]:
        """The entities of words outside the text, by the components in front of this one."""
        doc = self._nlp.make_doc(text)
        for name, component in self._nlp.pipeline:
            if name == self._name:
                break
            doc = component(doc)
        return named_in(doc)


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None  # "expand" finds tokens for any non-empty stretch of the text
    return span


def named_in(doc: Doc) -> list[Named]:
    """The entities of a `Doc`."""
    return [Named(entity.start_char, entity.end_char, entity.label_, entity.kb_id_ or None) for entity in doc.ents]


def reading_of(doc: Doc) -> Reading:
    """What the component read from a `Doc` that went through it."""
    reading: Reading = doc.user_data[_KEY]
    return reading


@Language.factory(NAME)
def make_dosages(nlp: Language, name: str) -> DosageReader:
    """The factory behind `nlp.add_pipe("dosages")`."""
    return DosageReader(nlp, name)
