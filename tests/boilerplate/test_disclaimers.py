"""What a page says it is not, and advice that reads like it."""

from __future__ import annotations

import pytest

from cleaner.boilerplate.wording.disclaiming import disclaims

DISCLAIMERS = [
    "This leaflet doesn’t replace advice from your doctor.",
    "I am only a gardener. Nothing on this website is medical advice.",
    "The answers on this forum are no substitute for a visit to your own pharmacist.",
    "This entry is meant to inform and does not replace an examination.",
    "This summary is for information only and should not be taken as medical advice.",
    "The content of this blog is not intended as a replacement for professional care.",
    "Information on this site should not be used for self-diagnosis.",
    "This fact sheet cannot take the place of a consultation.",
    "No authority has reviewed these statements.",
    "These statements have not been evaluated by the food authority.",
    "Our teas are foods and are not meant to treat or prevent any illness.",
    "This product is not intended to diagnose, treat, cure, or prevent any disease.",
    "Our calculator should never be relied on in place of a doctor.",
    "Dieser Text ersetzt keinen Besuch beim Arzt.",
    "Die Inhalte dieser Seite sind kein Ersatz für eine ärztliche Untersuchung.",
    "Die Angaben dienen der Information.",
]
ADVICE = [
    "Talk to your doctor before you take a supplement.",
    "Herbal teas do not replace advice from your doctor.",
    "A home test is not a substitute for an examination.",
    "The spray is not meant to treat acute attacks.",
    "The vaccine has not been evaluated in infants.",
    "This medicine should not be used without medical advice.",
    "If the pain does not stop, ask a pharmacist for advice.",
    "The information in the register was not complete.",
    "This report does not say how many doctors were asked.",
    "Do not use the cream for a diagnosis that a doctor has not made.",
    "Do not use the exercises in this guide without medical advice.",
    "The report does not say who is a doctor.",
    "Dieses Mittel ersetzt keine ärztliche Behandlung.",
    "Fragen Sie Ihren Arzt, bevor Sie das Mittel einnehmen.",
    "This site does not heal well without treatment.",
]


@pytest.mark.parametrize("text", DISCLAIMERS)
def test_a_page_says_what_it_is_not(text: str) -> None:
    assert disclaims(text)


@pytest.mark.parametrize("text", ADVICE)
def test_advice_is_part_of_the_article(text: str) -> None:
    assert disclaims(text) is None
