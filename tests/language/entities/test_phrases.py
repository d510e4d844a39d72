"""Names made of names."""

from __future__ import annotations

import pytest
from spacy.language import Language

EXAMPLES = [
    ("asthma patients tire", "asthma patients|POPULATION|"),
    ("asthma medication helps", "asthma medication|DRUG|"),
    ("kidney problems", "kidney problems|CONDITION|D007674"),
    ("elbow pain", "elbow pain|SYMPTOM|"),
    ("zinc deficiency", "zinc deficiency|CONDITION|"),
    ("high-fiber fruits", "high-fiber fruits|FOOD|D005638"),
    ("gluten-free grains", "gluten-free grains|FOOD|D002523"),
    ("a soy-rich diet", "soy-rich diet|FOOD|"),
    ("mangosteen powder", "mangosteen powder|FOOD|"),
    ("healthy volunteers", "healthy volunteers|POPULATION|"),
    ("obese women", "obese women|POPULATION|"),
    ("trouble swallowing", "trouble swallowing|SYMPTOM|D003680"),
    ("difficulty concentrating", "difficulty concentrating|SYMPTOM|"),
    ("liver function tests", "liver function tests|TEST|D008111"),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_one_name(fast: Language, text: str, expected: str) -> None:
    mention, label, concept = expected.split("|")
    found = [(e.text, e.label_, e.kb_id_) for e in fast(text).ents]
    assert len(found) == 1
    assert found[0][:2] == (mention, label)
    if concept:
        assert found[0][2] == concept


@pytest.mark.parametrize("text", ["low-fat versions", "whole-fat is back", "trouble meeting needs"])
def test_no_name(fast: Language, text: str) -> None:
    assert not fast(text).ents
