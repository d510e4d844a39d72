"""Questions with their answers: which count, and where each begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.labels import Label
from cleaner.sections import assemble, faqs
from tests.sections.pages import page

HEADING, BODY, ITEM, DISCLAIMER = Label.HEADING, Label.BODY, Label.LIST_ITEM, Label.DISCLAIMER


def pairs(*rows):
    return [(faq.quote, faq.answer.quote) for faq in faqs(assemble(page(*rows)))]


CASES = {
    "question headings in an FAQ section": (
        [
            (HEADING, "FAQs", 2),
            (HEADING, "Is it safe?", 3),
            (BODY, "Yes."),
            (ITEM, "For adults."),
            (HEADING, "Why?", 3),
            (BODY, "Because."),
        ],
        [("Is it safe?", "Yes.\n\nFor adults."), ("Why?", "Because.")],
    ),
    "a heading in an FAQ section that asks nothing": (
        [(HEADING, "FAQ", 2), (HEADING, "Still unsure?", 3), (BODY, "Ask."), (HEADING, "Contact", 3), (BODY, "Here.")],
        [("Still unsure?", "Ask.")],
    ),
    "a run of question headings": (
        [
            (HEADING, "What is iron?", 2),
            (BODY, "A metal."),
            (HEADING, "Who needs it?", 2),
            (BODY, "All."),
            (HEADING, "Too much?", 2),
            (BODY, "Harms."),
        ],
        [("What is iron?", "A metal."), ("Who needs it?", "All."), ("Too much?", "Harms.")],
    ),
    "one question heading among others": (
        [
            (HEADING, "Uses", 2),
            (BODY, "a"),
            (HEADING, "Is it safe?", 2),
            (BODY, "b"),
            (HEADING, "Cost", 2),
            (BODY, "c"),
        ],
        [],
    ),
    "marked lines": (
        [
            (BODY, "Q: May I drink tea?"),
            (BODY, "A: You may."),
            (BODY, "In small cups."),
            (BODY, "Q2. And now."),
            (BODY, "A2. No."),
        ],
        [("May I drink tea?", "You may.\n\nIn small cups."), ("And now.", "No.")],
    ),
    "question and answer in one paragraph": (
        [(BODY, "Q: Is honey safe? A: Not for babies."), (BODY, "Ever."), (HEADING, "More", 2), (BODY, "x")],
        [("Is honey safe?", "Not for babies.\n\nEver.")],
    ),
    "a marked heading": (
        [(HEADING, "Q: Who should fast?", 2), (BODY, "Few."), (HEADING, "Quick hits", 2), (BODY, "x")],
        [("Who should fast?", "Few.")],
    ),
    "paragraphs in an FAQ section": (
        [
            (HEADING, "Questions and answers", 2),
            (BODY, "Is it safe?"),
            (BODY, "Yes."),
            (BODY, "Why?"),
            (BODY, "So."),
            (DISCLAIMER, "No advice."),
        ],
        [("Is it safe?", "Yes."), ("Why?", "So.")],
    ),
    "parts of a page that asks throughout": (
        [
            (HEADING, "Before", 2),
            (HEADING, "Who?", 3),
            (BODY, "All."),
            (HEADING, "When?", 3),
            (BODY, "Soon."),
            (HEADING, "After", 2),
            (HEADING, "Why?", 3),
            (BODY, "So."),
        ],
        [("Who?", "All."), ("When?", "Soon."), ("Why?", "So.")],
    ),
    "a question nobody answers": ([(HEADING, "FAQ", 2), (BODY, "See below."), (BODY, "Is it safe?")], []),
    "a paragraph that only begins like a mark": ([(BODY, "Q fever is an infection."), (BODY, "A: fever.")], []),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES.keys())
def test_pairs(rows, expected):
    assert pairs(*rows) == expected


def test_a_pair_names_its_section_and_is_numbered():
    rows = [(HEADING, "FAQ", 2), (HEADING, "Why?", 3), (BODY, "So."), (HEADING, "When?", 3), (BODY, "Now.")]
    found = faqs(assemble(page(*rows)))
    assert [(faq.id, faq.section) for faq in found] == [("q1", "s2"), ("q2", "s3")]


words = st.sampled_from(["Q: Why?", "A: So.", "Why?", "FAQ", "So it is.", "Q: Why? A: So.", "Q:", "?"])


@given(st.lists(st.tuples(st.sampled_from([HEADING, BODY, ITEM, DISCLAIMER]), words, st.integers(1, 4)), max_size=20))
def test_pairs_are_slices_in_order_and_answers_follow_their_questions(rows):
    article = assemble(page(*rows))
    found = faqs(article)
    assert [faq.start for faq in found] == sorted({faq.start for faq in found})
    for faq in found:
        assert article.text[faq.start : faq.end] == faq.quote == faq.quote.strip() != ""
        assert article.text[faq.answer.start : faq.answer.end] == faq.answer.quote == faq.answer.quote.strip() != ""
        assert faq.end <= faq.answer.start
