"""The section tree: what opens a section, where it ends, what it is about."""

from __future__ import annotations

import pytest

from cleaner.blocks import WarningCode
from cleaner.contract.vocabulary import SectionKind
from cleaner.labels import Label
from cleaner.sections import assemble
from cleaner.sections.kinds import kind_of_heading
from tests.sections.pages import page

TITLE, DEK, HEADING, BODY = Label.TITLE, Label.DEK, Label.HEADING, Label.BODY
DISCLAIMER, REFERENCES = Label.DISCLAIMER, Label.REFERENCES


def shape(article):
    return [
        (s.id, s.parent, s.level, s.heading, s.kind.value, article.text[s.heading_end : s.end].strip())
        for s in article.sections
    ]


def test_text_before_the_first_heading_is_a_section_and_the_title_stands_in_none():
    article = assemble(page((TITLE, "Iron"), (DEK, "Short."), (BODY, "Lead."), (HEADING, "Causes", 2), (BODY, "Why.")))
    assert shape(article) == [
        ("s1", None, 0, None, "lead", "Short.\n\nLead."),
        ("s2", None, 2, "Causes", "causes", "Why."),
    ]
    assert article.title == (0, 4)
    assert article.section_at(0) is None
    assert article.section_at(article.text.index("Why")).id == "s2"


def test_children_stand_inside_their_parents_also_over_skipped_levels():
    article = assemble(
        page(
            (HEADING, "Treatment", 2),
            (BODY, "a"),
            (HEADING, "Surgery", 4),
            (BODY, "b"),
            (HEADING, "Drugs", 3),
            (BODY, "c"),
            (HEADING, "Outlook", 2),
            (BODY, "d"),
        )
    )
    assert [(s.id, s.parent) for s in article.sections] == [("s1", None), ("s2", "s1"), ("s3", "s1"), ("s4", None)]
    treatment = article.sections[0]
    assert article.text[treatment.start : treatment.end].endswith("c")


def test_a_closing_disclaimer_is_a_section_beside_the_last_one():
    article = assemble(page((HEADING, "Conclusion", 2), (BODY, "End."), (DISCLAIMER, "Not medical advice.")))
    assert shape(article)[1] == ("s2", None, 2, None, "disclaimer", "Not medical advice.")
    assert article.text[article.sections[0].start : article.sections[0].end] == "Conclusion\n\nEnd."


def test_a_disclaimer_amid_a_section_stands_inside_it_and_the_section_goes_on():
    article = assemble(page((HEADING, "Uses", 2), (BODY, "a"), (DISCLAIMER, "Not advice."), (BODY, "b")))
    assert [(s.id, s.parent, s.kind) for s in article.sections] == [
        ("s1", None, SectionKind.USES),
        ("s2", "s1", SectionKind.DISCLAIMER),
    ]
    assert article.section_at(article.text.index("b")).id == "s1"


def test_sources_take_their_own_first_line_as_heading():
    article = assemble(
        page((BODY, "a"), (REFERENCES, "References"), (REFERENCES, "1. A study."), (REFERENCES, "2. Another."))
    )
    assert shape(article)[1] == ("s2", None, 2, "References", "references", "1. A study.\n\n2. Another.")


def test_a_headed_disclaimer_is_one_section():
    article = assemble(page((HEADING, "Disclaimer", 2), (DISCLAIMER, "Not advice."), (DISCLAIMER, "See a doctor.")))
    assert [(s.heading, s.kind) for s in article.sections] == [("Disclaimer", SectionKind.DISCLAIMER)]


def test_questions_under_one_heading_make_an_faq():
    rows = [(HEADING, "Good to know", 2)]
    for question in ("Is it safe?", "Does it hurt?", "How long does it last?"):
        rows += [(HEADING, question, 3), (BODY, "Answer.")]
    assert assemble(page(*rows)).sections[0].kind is SectionKind.FAQ


def test_a_heading_with_nothing_under_it_is_warned_of():
    article = assemble(page((HEADING, "Empty", 2), (HEADING, "Full", 2), (BODY, "a")))
    assert [w.code for w in article.warnings] == [WarningCode.EMPTY_SECTION]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What is vitamin K?", "overview"),
        ("Symptoms", "symptoms"),
        ("Signs and symptoms of anemia", "symptoms"),
        ("3. What causes gout?", "causes"),
        ("Who is at risk?", "risk_factors"),
        ("How is celiac disease diagnosed?", "diagnosis"),
        ("Treatment options", "treatment"),
        ("How much magnesium do I need?", "dosage"),
        ("Recommended daily intake", "dosage"),
        ("Possible side effects", "side_effects"),
        ("Drug interactions", "interactions"),
        ("Can it be prevented?", "prevention"),
        ("Outlook (prognosis)", "outlook"),
        ("Complications", "complications"),
        ("How does metformin work?", "how_it_works"),
        ("Pregnancy and breastfeeding", "pregnancy"),
        ("Food sources of iron", "nutrition"),
        ("Clinical trials", "research"),
        ("Frequently asked questions", "faq"),
        ("When to see a doctor", "seek_care"),
        ("The bottom line", "conclusion"),
        ("Conclusion", "conclusion"),
        ("Disclaimer:", "disclaimer"),
        ("References", "references"),
        ("Quellen", "references"),
        ("Nebenwirkungen", "side_effects"),
        ("Vitamin D and the skin", "body"),
    ],
)
def test_kinds_of_headings(heading, kind):
    assert kind_of_heading(heading) == kind
