"""Which blocks belong to the article, and why. The order of `RULES` is the order of certainty."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.blocks import Document, InputKind, LabelledDocument
from cleaner.boilerplate.between import text_between
from cleaner.boilerplate.copies import text_kept_once
from cleaner.boilerplate.datatables import tables_in_text
from cleaner.boilerplate.frontmatter.headline import headline
from cleaner.boilerplate.frontmatter.lines_above import front_matter
from cleaner.boilerplate.frontmatter.people import biographies, people_and_dates
from cleaner.boilerplate.frontmatter.standfirst import sentence_under_title
from cleaner.boilerplate.guard import recall_guard
from cleaner.boilerplate.headings.emptied import emptied_headings
from cleaner.boilerplate.headings.levels import heading_levels
from cleaner.boilerplate.headings.markup import headings_of_kept_text, markup_headings
from cleaner.boilerplate.headings.shape import shape_headings
from cleaner.boilerplate.headings.styled import styled_headings
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.boilerplate.memory.rules import template_lines
from cleaner.boilerplate.memory.titles import known_titles
from cleaner.boilerplate.models.block_model import classify_blocks
from cleaner.boilerplate.models.line_model import mark_lines
from cleaner.boilerplate.related.bracketed import bracketed_titles
from cleaner.boilerplate.related.doubled import doubled_titles
from cleaner.boilerplate.related.labelled import glued_titles, labelled_titles
from cleaner.boilerplate.related.links import linked_headlines
from cleaner.boilerplate.related.listed import labelled_lists
from cleaner.boilerplate.related.pagers import dated_cards, pagers
from cleaner.boilerplate.related.regions import labelled_regions
from cleaner.boilerplate.structure import form_controls, markup_regions
from cleaner.boilerplate.wording.adverts import labelled_adverts
from cleaner.boilerplate.wording.copies import repeated_paragraphs
from cleaner.boilerplate.wording.fragments import fragments, link_notes
from cleaner.boilerplate.wording.hyphens import line_end_hyphens
from cleaner.boilerplate.wording.link_numbers import link_numbers
from cleaner.boilerplate.wording.notes import disclaimers, source_lists
from cleaner.boilerplate.wording.stock import stock_lines
from cleaner.boilerplate.wording.written_marks import written_marks

Rule = Callable[[Labelling], None]

# For pages already flattened to text.
RULES: tuple[Rule, ...] = (
    line_end_hyphens,
    written_marks,
    link_numbers,
    fragments,
    link_notes,
    known_titles,
    doubled_titles,
    labelled_titles,
    glued_titles,
    bracketed_titles,
    pagers,
    dated_cards,
    labelled_lists,
    stock_lines,
    disclaimers,
    source_lists,
    people_and_dates,
    biographies,
    repeated_paragraphs,
    template_lines,
    mark_lines,
    front_matter,
    shape_headings,
    recall_guard,
    heading_levels,
    emptied_headings,
)

# For pages that still have their markup.
MARKUP_RULES: tuple[Rule, ...] = (
    markup_regions,
    headline,
    form_controls,
    known_titles,
    labelled_titles,
    glued_titles,
    stock_lines,
    disclaimers,
    source_lists,
    labelled_adverts,
    people_and_dates,
    sentence_under_title,
    template_lines,
    classify_blocks,
    text_between,
    tables_in_text,
    text_kept_once,
    labelled_regions,
    linked_headlines,
    headings_of_kept_text,
    markup_headings,
    styled_headings,
    recall_guard,
    heading_levels,
    emptied_headings,
)


def label(document: Document, memory: PageMemory = NO_MEMORY) -> LabelledDocument:
    """Give every block its label and reason, find inline boilerplate, and record related titles.

    `memory`: what the page's site is known to repeat on this page.
    """
    labelling = Labelling(document, memory)
    for rule in MARKUP_RULES if document.kind is InputKind.HTML else RULES:
        rule(labelling)
    return labelling.finish()
