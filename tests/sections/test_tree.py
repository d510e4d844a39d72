"""The section tree: what opens a section, where it ends, what it is about."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_a_title_below_other_text_stands_in_no_section_either():
    article = assemble(
        page((BODY, "Notice."), (TITLE, "Iron"), (BODY, "Lead."), (HEADING, "Causes", 2), (BODY, "Why."))
    )
    assert article.title == (9, 13)
    assert [(s.kind.value, article.text[s.start : s.end]) for s in article.sections] == [
        ("lead", "Notice."),
        ("lead", "Lead."),
        ("causes", "Causes\n\nWhy."),
    ]


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


def test_a_disclaimer_above_the_first_heading_stands_inside_the_lead_and_holds_no_section():
    article = assemble(page((BODY, "a"), (DISCLAIMER, "Not advice."), (BODY, "b"), (HEADING, "Uses", 2), (BODY, "c")))
    assert [(s.id, s.parent, s.kind.value) for s in article.sections] == [
        ("s1", None, "lead"),
        ("s2", "s1", "disclaimer"),
        ("s3", None, "uses"),
    ]
    assert article.section_at(article.text.index("b")).id == "s1"


def test_sources_take_their_own_first_line_as_heading():
    article = assemble(
        page((BODY, "a"), (REFERENCES, "References"), (REFERENCES, "1. A study."), (REFERENCES, "2. Another."))
    )
    assert shape(article)[1] == ("s2", None, 2, "References", "references", "1. A study.\n\n2. Another.")


def test_text_after_headed_sources_is_none_of_them():
    article = assemble(
        page((HEADING, "Uses", 3), (BODY, "a"), (REFERENCES, "Sources"), (REFERENCES, "Roe"), (BODY, "b"))
    )
    assert shape(article) == [
        ("s1", None, 3, "Uses", "uses", "a"),
        ("s2", None, 3, "Sources", "references", "Roe"),
        ("s3", None, 3, None, "body", "b"),
    ]


def test_a_heading_labelled_with_its_sources_keeps_its_level():
    script = [(HEADING, "Uses", 2), (HEADING, "Skin", 3), (BODY, "a"), (REFERENCES, "Notes", 2), (REFERENCES, "Roe")]
    assert [(s.id, s.parent, s.level) for s in assemble(page(*script)).sections] == [
        ("s1", None, 2),
        ("s2", "s1", 3),
        ("s3", None, 2),
    ]


def test_a_headed_disclaimer_is_one_section():
    article = assemble(page((HEADING, "Disclaimer", 2), (DISCLAIMER, "Not advice."), (DISCLAIMER, "See a doctor.")))
    assert [(s.heading, s.kind) for s in article.sections] == [("Disclaimer", SectionKind.DISCLAIMER)]


def test_questions_under_one_heading_make_an_faq():
    rows = [(HEADING, "Good to know", 2)]
    for question in ("Is it safe?", "Does it hurt?", "How long does it last?"):
        rows += [(HEADING, question, 3), (BODY, "Answer.")]
    assert assemble(page(*rows)).sections[0].kind is SectionKind.FAQ


def test_a_heading_with_nothing_under_it_opens_no_section_and_is_warned_of():
    article = assemble(page((HEADING, "Empty", 2), (HEADING, "Emptier", 3), (HEADING, "Full", 2), (BODY, "a")))
    assert shape(article) == [
        ("s1", None, 0, None, "lead", "Empty\n\nEmptier"),
        ("s2", None, 2, "Full", "body", "a"),
    ]
    assert [w.code for w in article.warnings] == [WarningCode.EMPTY_SECTION] * 2


def test_depth_counts_sections_where_levels_skip():
    article = assemble(page((HEADING, "Uses", 3), (BODY, "a"), (HEADING, "Skin", 5), (BODY, "b")))
    assert [(s.level, s.depth) for s in article.sections] == [(3, 1), (5, 2)]


def test_a_part_is_about_what_its_section_is_about_unless_its_own_heading_says():
    rows = [(HEADING, "Side effects", 2), (HEADING, "Common", 3), (BODY, "a"), (HEADING, "Overdose", 3), (BODY, "b")]
    assert [s.kind.value for s in assemble(page(*rows)).sections] == ["side_effects", "side_effects", "overdose"]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Common symptoms of the flu include fever and a cough.", "symptoms"),
        ("The recommended dose is one tablet a day.", "dosage"),
        ("People speak of symptoms when they feel unwell.", "body"),
    ],
)
def test_the_first_sentence_tells_the_kind_where_the_heading_does_not(first, kind):
    assert assemble(page((HEADING, "Good to know", 2), (BODY, first))).sections[0].kind == kind


def test_a_heading_over_sources_only_heads_sources():
    article = assemble(page((HEADING, "Further notes", 2), (REFERENCES, "1. A study."), (REFERENCES, "2. Another.")))
    assert [(s.heading, s.kind) for s in article.sections] == [("Further notes", SectionKind.REFERENCES)]


def headings(table):
    lines = Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("table", ["kinds.tsv", "kinds_apart.tsv"])
def test_kinds_of_headings(table):
    rows = headings(table)
    wrong = [(heading, kind, str(found)) for kind, heading in rows if (found := kind_of_heading(heading)) != kind]
    assert len(rows) >= 150
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_the_tables_share_no_heading_and_hold_every_kind():
    tuned, apart = (
        {heading.casefold(): kind for kind, heading in headings(t)} for t in ("kinds.tsv", "kinds_apart.tsv")
    )
    both = tuned.keys() & apart.keys()
    assert len(both) < 0.25 * len(apart), both
    assert {*tuned.values()} == {*apart.values()} == {*SectionKind} - {SectionKind.LEAD}


labels = st.sampled_from([TITLE, HEADING, HEADING, BODY, BODY, DISCLAIMER, REFERENCES, Label.LIST_ITEM])
rows = st.tuples(labels, st.sampled_from(["Uses", "What is it?", "Sources", "a b", "Disclaimer"]), st.integers(1, 6))


@given(st.lists(rows, max_size=25))
def test_sections_nest_cover_the_text_and_hold_something(script):
    article = assemble(page(*script))
    by_id = {section.id: section for section in article.sections}
    assert [*by_id] == [f"s{number}" for number in range(1, len(by_id) + 1)]
    for section in article.sections:
        words = article.text[section.start : section.end]
        assert words == words.strip()
        assert article.text[section.heading_end : section.end].strip()
        assert section.heading in (None, article.text[section.start : section.heading_end])
        parent = by_id.get(section.parent)
        assert section.depth == (parent.depth + 1 if parent else 1)
        if parent:
            assert parent.start <= section.start < section.end <= parent.end
            assert parent.level < section.level
    for one, other in pairwise(article.sections):
        assert one.start < other.start
        assert one.end <= other.start or other.end <= one.end
    for block in article.blocks:
        covering = [s.id for s in article.sections if s.start <= block.start and block.end <= s.end]
        innermost = article.section_at(block.start)
        assert (innermost.id if innermost else None) == (covering[-1] if covering else None)
        assert bool(covering) != (block.label is Label.TITLE)
