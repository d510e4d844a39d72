"""Folding: what must read the same, and what must not."""

from __future__ import annotations

import pytest

from cleaner.language.vocabulary.words import Words, key

SAME = [
    ("vitamin B12", "Vitamin B-12"),
    ("vitamin B12", "vitamin B₁₂"),
    ("omega-3 fatty acids", "Omega 3 fatty acid"),
    ("Alzheimer's disease", "Alzheimer disease"),
    ("Alzheimer’s disease", "Alzheimer's disease"),
    ("anaemia", "anemia"),
    ("oestrogen", "estrogen"),
    ("haemorrhage", "hemorrhage"),
    ("dietary fibre", "dietary fiber"),
    ("tumours", "tumor"),
    ("diarrhoea", "diarrhea"),
    ("TNF-α", "TNF alpha"),
    ("β-carotene", "beta carotene"),
    ("Sjögren syndrome", "Sjogren syndrome"),
    ("kidney stones", "kidney stone"),
    ("biopsies", "biopsy"),
    ("headaches", "headache"),
    ("peaches", "peach"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("women", "woman"),
    ("tomatoes", "tomato"),
    ("toes", "toe"),
    ("viruses", "virus"),
    ("bacteria", "bacterium"),
]
DIFFERENT = [("virus", "viru s"), ("gas", "gays"), ("vitamin B1", "vitamin B12"), ("iron", "irons out")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_reads_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_reads_differently(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_words_keep_their_offsets() -> None:
    text = "Sjögren’s & 400IU"
    words = Words.of(text)
    assert words.surfaces == ["Sjögren’s", "400", "IU"]
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == words.surfaces
    assert words.gaps == [" & ", ""]
