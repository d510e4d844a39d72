"""What a recognised name is: its label, and the concept it refers to where that is no guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.abbreviations import Definition
from cleaner.language.ner import variants
from cleaner.language.ner.hints import disorders_ended
from cleaner.language.ner.known import Known, packaged_known, written
from cleaner.language.ner.model import KIND_OF, Kind
from cleaner.language.vocabulary.build.drugs import drug_stems
from cleaner.language.vocabulary.store import ConceptRecord, Sense, Vocabulary
from cleaner.language.vocabulary.words import key

_MESH = "MeSH"
_GENERAL = 20  # names of disorders that end with a word from which it says too little by itself
_BRACKET = re.compile(r"\s*\([^()]{1,12}\)")


class Reading(NamedTuple):
    label: EntityLabel
    concept: ConceptRecord | None


class Linker:
    """Looks names up as annotators read them, whole, as variants, then by their head."""

    def __init__(self, vocabulary: Vocabulary, known: Known | None = None) -> None:
        self._vocabulary = vocabulary
        self._known = packaged_known() if known is None else known
        self._ended = disorders_ended(vocabulary)

    def read(self, name: str, kind: Kind, definitions: tuple[Definition, ...] = ()) -> Reading:
        """The reading of a name; of a short form that the text defines, that of its long form."""
        forms = [d.long for d in definitions if name in (d.short, f"{d.short}s")][:1]
        for form in (*forms, name):
            sense = next(filter(None, self._senses(form, kind)), None)
            if sense is not None:
                return Reading(self._label(form, sense, kind), sense.concept)
        if kind is Kind.DISORDER:
            return Reading(EntityLabel.CONDITION, None)
        return Reading(EntityLabel.DRUG if name.lower().endswith(drug_stems()) else EntityLabel.CHEMICAL, None)

    def _label(self, name: str, sense: Sense, kind: Kind) -> EntityLabel:
        """A name that the vocabulary has keeps its label, whatever concept it is read as."""
        whole = self._exact(key(name), kind)
        return whole.label if whole is not None else sense.label

    def _senses(self, name: str, kind: Kind) -> Iterator[Sense | None]:
        """What a name may mean, the surest first. A concept that MeSH lacks comes last."""
        yield self._named(self._known.get((kind, written(name))), kind)
        whole = self._exact(key(name), kind)
        yield _of_mesh(whole)
        bare = key(_BRACKET.sub("", name))
        if not bare:
            return
        yield _of_mesh(self._exact(bare, kind))
        if kind is Kind.DISORDER:
            yield self._named(variants.ailing(bare), kind)
        others = variants.disorders(bare) if kind is Kind.DISORDER else variants.substances(bare)
        yield from (_of_mesh(self._exact(other, kind)) for other in others)
        if kind is Kind.DISORDER:
            yield from self._heads(bare)
        yield whole

    def _heads(self, name: tuple[str, ...]) -> Iterator[Sense | None]:
        """Readings of the name without its first words. One word left must not be a word that many names end with:
        which infection or neoplasm it is, the words before say."""
        for head in variants.heads(name):
            if len(head) > 1 or self._ended[self._vocabulary.numbers(head)[0]] < _GENERAL:
                yield self._named(self._known.get((Kind.DISORDER, " ".join(head))), Kind.DISORDER)
                yield _of_mesh(self._exact(head, Kind.DISORDER))

    def _exact(self, words: tuple[str, ...], kind: Kind) -> Sense | None:
        value = self._vocabulary.value(words)
        senses = self._vocabulary.senses(value) if value else ()
        return next((s for s in senses if KIND_OF.get(s.label) is kind), None)

    def _named(self, ident: str | None, kind: Kind) -> Sense | None:
        concept = self._vocabulary.by_id(ident) if ident else None
        label = EntityLabel.CONDITION if kind is Kind.DISORDER else EntityLabel.CHEMICAL
        return Sense(concept, label) if concept else None


def _of_mesh(sense: Sense | None) -> Sense | None:
    return sense if sense is not None and sense.concept.vocabulary == _MESH else None
