"""What is found, as what, with which concept: one line an example."""

from __future__ import annotations

import pytest
from spacy.language import Language

# text, then mention|label|concept for each mention in order
EXAMPLES = [
    ("Vitamin D helps the body.", ["Vitamin D|NUTRIENT|D014807"]),
    ("Vitamin D3/calcium tablets", ["Vitamin D3|NUTRIENT|D002762", "calcium|NUTRIENT|D002118"]),
    ("It may cause hypercalcemia.", ["hypercalcemia|CONDITION|D006934"]),
    ("It may cause hypercalcaemia.", ["hypercalcaemia|CONDITION|D006934"]),
    ("An MRI with gadolinium", ["MRI|TEST|D008279", "gadolinium|DRUG|D005682"]),
    ("It affects the CNS.", ["CNS|ANATOMY|D002490"]),
    ("Lipitor and atorvastatin", ["Lipitor|DRUG|D000069059", "atorvastatin|DRUG|D000069059"]),
    ("take Tylenol or Advil", ["Tylenol|DRUG|D000082", "Advil|DRUG|D007052"]),
    ("St. John's wort and ginkgo", ["St. John's wort|SUPPLEMENT|D020902", "ginkgo|SUPPLEMENT|D020441"]),
    ("a heart attack", ["heart attack|CONDITION|D009203"]),
    ("high blood pressure", ["high blood pressure|CONDITION|D006973"]),
    ("a water pill", ["water pill|DRUG|D004232"]),
    ("H. pylori bacteria", ["H. pylori|ORGANISM|D016480", "bacteria|ORGANISM|D001419"]),
    ("Alzheimer's runs in families", ["Alzheimer's|CONDITION|D000544"]),
    ("older adults who eat fish", ["older adults|POPULATION|D000368", "fish|FOOD|D005399"]),
    # what looks like a name and is none
    ("This can lead to problems.", []),
    ("lead in drinking water", ["lead|CHEMICAL|D007854", "drinking water|FOOD|D060766"]),
    ("it burns calories", []),
    ("a foot away, 20 feet", []),
    ("AS WE CAN SEE, IT IS ALL OVER", []),
    ("as well as can be", []),
    ("blood-based tests", []),
    ("non-diabetic people", []),
    ("alcohol-free days", []),
    ("Jane Doe, MS, RD", []),
    ("The MS Office suite", []),
    ("MS is a form of sclerosis", ["MS|CONDITION|D009103", "sclerosis|CONDITION|D012598"]),
    ("the EPA said", []),
    ("anti-inflammatory effects", []),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_finds(fast: Language, text: str, expected: list[str]) -> None:
    assert [f"{e.text}|{e.label_}|{e.kb_id_}" for e in fast(text).ents] == expected


def test_page_defines_short_forms(fast: Language) -> None:
    doc = fast("Multiple sclerosis (MS) is chronic. People with MS tire. Motor neuron diseases (MNDs): an MND is rare.")
    assert [(e.text, e.kb_id_) for e in doc.ents if e.text.startswith("M") and len(e.text) < 5] == [
        ("MS", "D009103"),
        ("MS", "D009103"),
        ("MNDs", "D016472"),
        ("MND", "D016472"),
    ]


def test_short_form_of_something_else_is_not_a_disease(fast: Language) -> None:
    doc = fast("She holds a Master of Science (MS). The MS took two years.")
    assert not [e for e in doc.ents if e.text == "MS"]


def test_name_goes_across_the_bracket_that_defines_its_short_form(fast: Language) -> None:
    doc = fast("A prostate-specific antigen (PSA) blood test measures PSA.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("prostate-specific antigen (PSA) blood test", "TEST"),
        ("PSA", "CHEMICAL"),
    ]
