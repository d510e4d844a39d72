"""Terms whose meaning hangs on the page, and names that are parts of longer words. The first mention decides."""

from __future__ import annotations

import pytest
from spacy.language import Language

EXAMPLES = [
    ("Plaque narrows the arteries.", "Plaque", "CONDITION", "D058226"),
    ("Brush your teeth to remove plaque.", "plaque", "CONDITION", "D003773"),
    ("Eat enough protein.", "protein", "NUTRIENT", "D011506"),
    ("Never cut corns on your toes.", "corns", "CONDITION", "D002145"),
    ("Eat corn on the cob.", "corn", "FOOD", "D003313"),
    ("Oxygen-rich blood is red.", "blood", "ANATOMY", "D001769"),
    ("Wash your face with soap.", "face", "ANATOMY", "D005145"),
    ("A scan with gadolinium was done.", "gadolinium", "DRUG", "D005682"),
    ("It may cause hepatotoxicity.", "hepatotoxicity", "CONDITION", "D056486"),
]
ORDINARY = [
    "Plan to achieve and manage plain things at the peak of the day.",
    "They lead the way.",
    "A vessel at sea met weak evidence of pirates.",
    "We met at coffee shops.",
    "The man said no.",
    "A mutation changes the protein.",
    "She is director of the Asthma and Allergy Foundation in town.",
    "He wrote in the Journal of Bone and Mineral Research again.",
]


@pytest.mark.parametrize(("text", "name", "label", "concept"), EXAMPLES)
def test_reading(fast: Language, text: str, name: str, label: str, concept: str) -> None:
    found = {e.text: (e.label_, e._.concept.id if e._.concept else None) for e in fast(text).ents}
    assert found[name] == (label, concept)
    assert "Oxygen" not in found


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words(fast: Language, text: str) -> None:
    assert [e.text for e in fast(text).ents] == []
