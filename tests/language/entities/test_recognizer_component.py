"""What the component makes of what the recogniser finds: codes completed, names spread over the text, overlaps."""

from __future__ import annotations

import pytest
import spacy

from cleaner.language.ner.component import RecognizerComponent, reading_of
from cleaner.language.ner.features import Hints, Tokens
from cleaner.language.ner.hints import names_of
from cleaner.language.ner.link import Linker
from cleaner.language.ner.model import TAGS, Found, Kind, Recognizer
from cleaner.language.ner.model import packaged as recognizer
from cleaner.language.nlp import import_components
from cleaner.language.vocabulary.store import packaged

RESEARCH = (
    "\n" + "Results were significantly reduced in both groups of treated rats, and we observed it in controls. " * 8
)


class Finds(Recognizer):
    """Finds the given words where they first stand, or at each of the given places."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def find(self, tokens: Tokens, hints: Hints) -> list[Found]:
        starts = [(tokens.text.index(word), word) for word in self._words]
        return [Found(start, start + len(word), _kind(word)) for start, word in sorted(starts)]


def _kind(word: str) -> Kind:
    return Kind.DISORDER if word.endswith("itis") else Kind.SUBSTANCE


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("We gave SM-5887 to rats.", ("SM",), ["SM-5887"]),
        ("We gave SM to rats.", ("SM",), ["SM"]),
        ("Blorine fell. Then Blorine rose.", ("Blorine",), ["Blorine", "Blorine"]),
        ("Zort fell. Zort, Zort and Zort rose.", ("Zort",), ["Zort"]),  # found too seldom to be one everywhere
        ("Odd blorine (OBL) fell, OBL rose, OBL, OBL and OBL.", ("Odd blorine",), ["Odd blorine"] + 5 * ["OBL"]),
        ("Zyxitis patients came.", ("Zyxitis",), ["Zyxitis"]),
        ("Needs of blorine [5] grow.", ("blorine [5",), ["blorine"]),
        ("Take blorine (III) salt.", ("blorine (III) salt",), ["blorine (III) salt"]),
    ],
)
def test_research_prose(text: str, words: tuple[str, ...], expected: list[str]) -> None:
    import_components()
    nlp = spacy.blank("en")
    nlp.add_pipe("abbreviations")
    component = RecognizerComponent(Finds(*words), names_of(packaged()), Linker(packaged()))
    doc = component(nlp(text + RESEARCH))
    assert doc._.scientific
    assert [entity.text for entity in doc.ents if entity.end_char <= len(text)] == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Patients changed from 6 mg/day ropinirole.", True),
        ("Patients took 6 mg of ropinirole.", True),
        ("Patients changed to ropinirole.", False),
    ],
)
def test_a_medicine_right_behind_its_amount_stays_where_research_prose_passes_it_over(text: str, kept: bool) -> None:
    import_components()
    nlp = spacy.blank("en")
    for name in ("abbreviations", "vocabulary"):
        nlp.add_pipe(name)
    component = RecognizerComponent(Finds(), names_of(packaged()), Linker(packaged()))
    found = [entity.text for entity in component(nlp(text + RESEARCH)).ents]
    assert ("ropinirole" in found) is kept


def test_of_pages_for_readers_it_leaves_what_it_saw() -> None:
    import_components()
    nlp = spacy.blank("en")
    for name in ("abbreviations", "vocabulary"):
        nlp.add_pipe(name)
    doc = nlp("A heart attack or zyxitis can hurt you.")
    found = [entity.text for entity in doc.ents]
    component = RecognizerComponent(recognizer(), names_of(packaged()), Linker(packaged()))
    reading = reading_of(component(doc))
    assert [entity.text for entity in doc.ents] == found == ["heart attack"]
    assert reading is not None
    assert reading.belief.shape == (len(reading.tokens.starts), TAGS)
