"""How mentions are spoken of. In the examples the mention stands in brackets, its marks behind the bar.

`!` negated, `?` hedged, `~` hypothetical, `h` historical, `o` somebody else's; nothing: plainly affirmed.
"""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.language import Language

from cleaner.contract.vocabulary import Certainty, Experiencer, Polarity, Temporality
from cleaner.language.nlp import import_components

EXAMPLES = [
    # denied benefit is no denial of the disease
    "There is currently no cure for [MS].",
    "The vitamin does not cure [MS].",
    "No vaccine prevents [malaria].",
    "No routine screening exists for [prostate cancer].",
    # denied presence, use, causation
    "People without [asthma|!] sleep well.",
    "Vaccines do not cause [autism|!].",
    "Vaccines don't cause [autism|!].",
    "There is no evidence of [infection|!].",
    "No link between fish oil and [autism|!] was found.",
    "He denies [nausea|!], [vomiting|!] or [fever|!].",
    "[Pneumonia|!] was ruled out.",
    "It is free of [gluten|!].",
    "Rabbits have not been known to cause [rabies|!].",
    "He has no [fever|!], but he has a [cough].",
    "No. 1 for [headache] relief",
    "not only [anxiety] but fear",
    # a limit, a comparison, an answer, a duty to look are no denials
    "You should not take more than 45 mg of [iron].",
    "Do not exceed the limit for [zinc].",
    "No, [ibuprofen] does not thin the blood.",
    "[Bleeding] must be ruled out.",
    "[Cancer|?] cannot be ruled out.",
    "Choose foods with no or lower amounts of [sugar].",
    # a denied benefit does not deny the complaint
    "Unlike [aspirin|!], it does not reduce [inflammation].",
    "Sleeping pills are not a treatment for [sleep apnea].",
    "The drops do not in themselves relieve [itching].",
    # a denial ends with its object, its clause and its list
    "Do not give [aspirin|!] to children with [flu].",
    "No patients with [flu|!] were seen.",
    "Diets without [meat|!] supply [iron].",
    "Without [salt|!] or [sugar|!] it tastes bland.",
    "Without enough light bones weaken, and the risk of [rickets] grows.",
    "In babies: no tears, [sunken eyes], a [dry mouth].",
    "He has no [fever|!], [chills|!], [cough|!].",
    "See a doctor about [weight loss] that you cannot explain, or a [lump].",
    # substance P is no shorthand for a past state
    "It releases substance P, a messenger of [pain].",
    # uncertain claims; their subjects are certain
    "High doses may cause [hypercalcemia|?].",
    "Obesity is linked to [diabetes|?].",
    "Studies suggest that [calcium] may reduce [obesity|?].",
    "Researchers ask whether [tea] can prevent [cancer|?].",
    "Can exercise prevent [dementia|?]?",
    "[Depression] may be treated with drugs.",
    "You may need [aspirin].",
    "It could help people with [asthma].",
    # conditions
    "If you have [asthma|~], ask your doctor.",
    "Avoid it if you are allergic to [aspirin|~].",
    "Avoid it unless you have [anemia|~].",
    "If it touches skin, it causes a [rash|~].",
    "Take any [breathlessness|~] that you may have seriously.",
    "Call when you feel [dizzy|~].",
    "Call if you have:\n- [fever|~]\n- [chills|~]",
    # time and person
    "She had a history of [stroke|h].",
    "a family history of [cancer|o]",
    # a list flattened into its line belongs to what introduces it, as far as its items go
    "Call us if your child has any of these: - [Wheezing|~]. - [Fever|~] after a bath. - A [lump|~] in the neck.",
    "Signs may include: - [Fatigue|?] - [Cough|?], even after rest - [Chills|?]",
    "Bring these: - [Insulin]. - No [aspirin|!] - [Antacids]. - A list of tests.",
    "Long contact may result in [skin numbness|?] or [pain|?]; [tremor|?]; [blindness|?]; or [seizures|?].",
    # what may occur stands before it
    "[Seizures|?] may also occur.",
    "[Numbness|?], [tingling|?], and [burning|?] may be present.",
    "Scars of [acne] may appear.",
    "[Tremor|?] may develop later.",
    "Smokers may develop [emphysema|?].",
    # how often compared to others is no doubt
    "Short sleepers are more likely to develop [hypertension].",
    "Find out whether you have [high blood pressure|~].",
    "Signs may include: - [Cough|?] - [Fatigue|?] [Gout] can be painful.",
    # a bracket keeps what it says to itself; what is treated is no part of a doubt about the treatment
    "The signs (an absence of [fever|!]) and [cough] matter.",
    "Treatment may include medicines to relieve [pain].",
    "There may be other medicines for [gout].",
    "How might [gout] be treated?",
    "[Seizures|?] are also possible.",
    "Have you ever had [gout|?]?",
]
MARKS = re.compile(r"\[([^\]|]+)(?:\|([!?~ho]*))?\]")


@pytest.fixture(scope="module")
def reader() -> Language:
    import_components()
    nlp = spacy.blank("en")
    nlp.add_pipe("assertion")
    return nlp


@pytest.mark.parametrize("example", EXAMPLES)
def test_assertion(reader: Language, example: str) -> None:
    text, spans, expected = "", [], []
    last = 0
    for match in MARKS.finditer(example):
        text += example[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        expected.append(match[2] or "")
        text += match[1]
        last = match.end()
    text += example[last:]
    doc = reader.make_doc(text)
    doc.ents = [doc.char_span(start, end, "CONDITION") for start, end in spans]
    marks = [_marks(span._.assertion) for span in reader.get_pipe("assertion")(doc).ents]
    assert marks == expected


def test_cue_stands_in_the_text(fast: Language) -> None:
    doc = fast("High doses of vitamin D may cause hypercalcemia.")
    asserted = {e.text: e._.assertion for e in doc.ents}
    start, end = asserted["hypercalcemia"].cue
    assert doc.text[start:end] == "may"
    assert asserted["vitamin D"].cue is None


def _marks(asserted: object) -> str:
    marks = {
        "!": asserted.polarity is Polarity.NEGATED,
        "?": asserted.certainty is Certainty.HEDGED,
        "~": asserted.hypothetical,
        "h": asserted.temporality is Temporality.HISTORICAL,
        "o": asserted.experiencer is Experiencer.OTHER,
    }
    return "".join(mark for mark, is_set in marks.items() if is_set)
