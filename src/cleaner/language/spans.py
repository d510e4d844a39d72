"""What the components write on a `Doc`: extension attributes, and the order between overlapping spans.

`span._.concept` is a `ConceptRecord` or None, `span._.assertion` an `Asserted` or None, `doc._.abbreviations` a tuple
of `Definition`, `doc._.scientific` whether the recogniser took the text for a research paper. A span's label is the
value of an `EntityLabel`, its `kb_id_` the id of its concept.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.store import ConceptRecord

_FIXED = "cleaner.fixed"  # what the user asked for, as offsets
_KEY = "cleaner.concepts"  # concepts by id, as far as the text mentions them


def register() -> None:
    """Declare the extensions; each component's factory calls it, so that each also works alone."""
    if not Span.has_extension("concept"):
        Span.set_extension("concept", getter=_concept)
    if not Span.has_extension("assertion"):
        Span.set_extension("assertion", default=None)
    if not Doc.has_extension("abbreviations"):
        Doc.set_extension("abbreviations", default=())
    if not Doc.has_extension("scientific"):
        Doc.set_extension("scientific", default=False)


def mention(doc: Doc, start: int, end: int, label: EntityLabel, concept: ConceptRecord | None) -> Span | None:
    """The span over characters `start` to `end`; None where they do not fall on token bounds."""
    if concept is None:
        return doc.char_span(start, end, label=label.value)
    doc.user_data.setdefault(_KEY, {})[concept.id] = concept
    return doc.char_span(start, end, label=label.value, kb_id=concept.id)


def fix(doc: Doc, start: int, end: int) -> None:
    """Say that no later component is to decide over the mention that stands here."""
    doc.user_data.setdefault(_FIXED, set()).add((start, end))


def fixed(doc: Doc) -> frozenset[tuple[int, int]]:
    """Where mentions stand that are not up for decision."""
    return frozenset(doc.user_data.get(_FIXED, ()))


def _concept(span: Span) -> ConceptRecord | None:
    found: ConceptRecord | None = span.doc.user_data.get(_KEY, {}).get(span.kb_id_)
    return found


def longest(spans: Iterable[Span]) -> list[Span]:
    """The spans without those that overlap a longer one, or an equal one that came earlier; in text order."""
    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
