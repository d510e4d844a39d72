"""What a recognised name is: its label, and the concept it refers to where that is no guess."""

from __future__ import annotations

from functools import cache

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner.model import KIND_OF, Kind
from cleaner.language.vocabulary.store import ANY_CASE, ConceptRecord, Sense, Vocabulary
from cleaner.language.vocabulary.words import key, rows

_BUILD = "cleaner.language.vocabulary.build"


class Linker:
    """Looks names up whole, then by their head: "severe hypertension" is hypertension."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def read(self, name: str, kind: Kind) -> tuple[EntityLabel, ConceptRecord | None]:
        words = key(name)
        for first in range(len(words)):
            sense = self._sense(words[first:], kind)
            if sense is not None:
                return sense.label, sense.concept
        if kind is Kind.DISORDER:
            return EntityLabel.CONDITION, None
        return (EntityLabel.DRUG if name.lower().endswith(_stems()) else EntityLabel.CHEMICAL), None

    def _sense(self, words: tuple[str, ...], kind: Kind) -> Sense | None:
        value = self._vocabulary.value(words)
        senses = self._vocabulary.senses(value) if value else ()
        return next((s for s in senses if s.case == ANY_CASE and KIND_OF.get(s.label) is kind), None)


@cache
def _stems() -> tuple[str, ...]:
    return tuple(stem.removeprefix("-") for stem, *_ in rows(_BUILD, "drug_stems.txt"))
