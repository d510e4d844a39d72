"""Lists of sources: where entries begin and end, and what they print."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from cleaner.blocks import Link
from cleaner.labels import Label
from cleaner.sections import assemble, references
from tests.sections.pages import page

HEADING, BODY, ITEM, REFERENCES = Label.HEADING, Label.BODY, Label.LIST_ITEM, Label.REFERENCES


def entries(*rows):
    return references(assemble(page((BODY, "Text."), *rows)))


@pytest.mark.parametrize(
    ("words", "number", "doi", "pmid", "url"),
    [
        ("Roe A. Iron in tea. J Iron. 2019;12(3):34-5.", None, None, None, None),
        ("1. Roe A. Iron in tea. doi:10.1234/J.Iron.2019.5.", 1, "10.1234/j.iron.2019.5", None, None),
        ("[12] Roe A. Iron. https://doi.org/10.1016/S0140(19)30-8", 12, "10.1016/s0140(19)30-8", None, None),
        ("(3) Roe A. Iron (see 10.1234/abc).", 3, "10.1234/abc", None, None),
        ("Roe A. https://journal.example/doi/full/10.1002/abc.5?q=1", None, "10.1002/abc.5", None, "https://journal.example/doi/full/10.1002/abc.5?q=1"),
        ("Roe A. https://journal.example/10.1002/abc.5/full", None, "10.1002/abc.5", None, "https://journal.example/10.1002/abc.5/full"),
        ("Roe A. Iron in tea. PMID: 12345678.", None, None, "12345678", None),
        ("Roe A. https://pubmed.ncbi.nlm.nih.gov/222333/", None, None, "222333", None),
        ("Roe A. https://www.ncbi.nlm.nih.gov/pubmed/222333", None, None, "222333", None),
        ("Iron office. Tea. Available at: https://iron.example/tea. Accessed 2 May.", None, None, None, "https://iron.example/tea"),
        ("Tea board: www.tea.example/iron, 2020", None, None, None, "www.tea.example/iron"),
        ("5 mg of iron. A study in women.", None, None, None, None),
    ],
)  # fmt: skip
def test_what_an_entry_prints(words, number, doi, pmid, url):
    (entry,) = entries((REFERENCES, "References"), (REFERENCES, words))
    assert (entry.number, entry.doi, entry.pmid, entry.url) == (number, doi, pmid, url)
    assert words.endswith(entry.quote)


def test_numbers_that_count_on_part_a_line_volumes_and_years_do_not():
    line = "1. Roe A. Tea. 2019. 4. Leaves. 2. Doe B. Iron 3: a study. 2018;2. pp 3. 3. Poe C. Steel."
    found = entries((REFERENCES, "Sources"), (REFERENCES, line))
    assert [(e.number, e.quote) for e in found] == [
        (1, "Roe A. Tea. 2019. 4. Leaves."),
        (2, "Doe B. Iron 3: a study. 2018;2. pp 3."),
        (3, "Poe C. Steel."),
    ]


def test_an_author_behind_an_identifier_begins_the_next_entry():
    line = "Roe A. Tea. doi:10.1234/a Doe BC, Poe D. Iron. doi: 10.1234/b. Coe E, et al. Steel. Made of Iron, in 2019."
    assert [(e.doi, e.quote[:3]) for e in entries((REFERENCES, "Sources"), (REFERENCES, line))] == [
        ("10.1234/a", "Roe"),
        ("10.1234/b", "Doe"),
        (None, "Coe"),
    ]


def test_an_address_on_a_line_of_its_own_belongs_to_the_entry_above():
    lines = ("References", "Roe A. Tea.", "https://doi.org/10.1234/x", "Doe B. Iron.")
    found = entries(*((REFERENCES, line) for line in lines))
    assert [(e.quote, e.doi) for e in found] == [
        ("Roe A. Tea.\n\nhttps://doi.org/10.1234/x", "10.1234/x"),
        ("Doe B. Iron.", None),
    ]


def test_plain_items_under_a_heading_for_sources_are_entries_and_subheadings_are_not():
    sources = [(HEADING, "References", 2), (HEADING, "Books", 3), (ITEM, "The Book of Tea.")]
    found = entries(*sources, (HEADING, "Uses", 2), (ITEM, "As a drink."))
    assert [(e.id, e.section, e.quote) for e in found] == [("r1", "s3", "The Book of Tea.")]


def test_a_line_on_the_page_itself_is_no_entry():
    rows = [(REFERENCES, "Roe A. Tea."), (REFERENCES, "Review date: 5 May 2021."), (REFERENCES, "Last updated by us")]
    assert [e.quote for e in entries(*rows)] == ["Roe A. Tea."]


def test_the_label_is_no_part_of_the_entry():
    assert [e.quote for e in entries((REFERENCES, "SOURCE: Tea Office, news release"))] == ["Tea Office, news release"]


def test_targets_of_links_count():
    labelled = page((REFERENCES, "Roe A. Tea. PubMed Publisher"))
    block = labelled.blocks[0].block
    links = (Link(12, 18, "https://pubmed.ncbi.nlm.nih.gov/77"), Link(19, 28, "https://journal.example/tea"))
    linked = replace(block, links=links)
    document = replace(labelled.document, blocks=(linked,))
    article = assemble(replace(labelled, document=document, blocks=(replace(labelled.blocks[0], block=linked),)))
    (entry,) = references(article)
    assert (entry.pmid, entry.url) == ("77", "https://journal.example/tea")


@pytest.mark.parametrize(
    "line", ["doi " * 50_000, "10.1234/" * 20_000, "1. A " * 40_000, "Accessed www." * 20_000, "doi:" * 60_000 + "x y"]
)
def test_long_lines_are_read_in_bounded_time(line):
    started = time.perf_counter()
    entries((REFERENCES, "References"), (REFERENCES, "Roe A. Tea."), (REFERENCES, line))
    assert time.perf_counter() - started < 2
