"""The component in a spaCy pipeline."""

from __future__ import annotations

import spacy
from spacy.tokens import Span

from cleaner.contract.vocabulary import SubstanceSource
from cleaner.language.context import PageContext, attach
from cleaner.language.dosages import Dose, Quantity, RejectReason
from tests.language.dosages.reader import nlp, read


def test_it_is_a_registered_component_and_sets_spans_with_values() -> None:
    doc = nlp()("Take 400IU of vitamin D daily; ferritin was 12 ng/mL.")
    (span,) = doc.spans["dosages"]
    assert isinstance(span._.dosage, Dose)
    assert doc.text[span._.dosage.start : span._.dosage.end] == "400IU"
    assert span.label_ == span._.dosage.kind.value
    (reject,) = doc.spans["quantities"]
    assert isinstance(reject._.quantity, Quantity)
    assert reject._.quantity.reason is RejectReason.LAB


def test_a_text_without_amounts_has_empty_groups() -> None:
    doc = nlp()("No amounts here.")
    assert list(doc.spans["dosages"]) == []
    assert list(doc.spans["quantities"]) == []
    assert list(nlp()("").spans["dosages"]) == []


def test_substances_come_from_entities_with_their_concept() -> None:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "DRUG", "pattern": "Quorvastin", "id": "X1"},
            {"label": "FOOD", "pattern": "milk"},
            {"label": "NUTRIENT", "pattern": "calcium"},
        ]
    )
    pipeline.add_pipe("dosages")
    doc = pipeline("Quorvastin tablets are taken at 5 mg a day. A glass of milk has calcium in it, about 300 mg a cup.")
    first, second = (span._.dosage for span in doc.spans["dosages"])
    assert first.substance.text == "Quorvastin"
    assert second.substance.text == "calcium"


def test_concept_id_of_an_entity_is_kept() -> None:
    pipeline = nlp()
    doc = pipeline.make_doc("Take 5 mg of zorbamine daily.")
    doc.ents = [Span(doc, 4, 5, label="DRUG", kb_id="D000001")]
    dose = pipeline.get_pipe("dosages")(doc).spans["dosages"][0]._.dosage
    assert dose.substance.concept_id == "D000001"
    assert dose.substance.found_in is SubstanceSource.CLAUSE


def test_words_outside_the_text_name_a_substance_without_a_place() -> None:
    (dose,) = read("The usual dose is 50 mg twice daily.", outside="What is the dose of metformin?").doses
    assert dose.substance is not None
    assert (dose.substance.text, dose.substance.start) == ("metformin", None)
    assert dose.substance.found_in is SubstanceSource.CONTEXT


def test_an_earlier_sentence_of_the_paragraph_names_the_substance() -> None:
    pipeline = nlp()
    text = "Magnesium helps some people sleep. The usual dose is 200 mg at night.\n\nThe usual dose is 5 mg."
    doc = pipeline(attach(pipeline.make_doc(text), PageContext()))
    first, second = (span._.dosage for span in doc.spans["dosages"])
    assert first.substance.text == "Magnesium"
    assert first.substance.found_in is SubstanceSource.PARAGRAPH
    assert second.substance is None
