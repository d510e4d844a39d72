"""Outlines of marked-up and flattened pages: what is a heading, of which level, and which heading is none."""

from __future__ import annotations

import pytest

from cleaner.blocks import Block, Document, InputKind, Role, WarningCode
from cleaner.boilerplate.headings.emptied import emptied_headings
from cleaner.boilerplate.headings.levels import heading_levels
from cleaner.boilerplate.headings.markup import headings_of_kept_text, markup_headings
from cleaner.boilerplate.headings.styled import styled_headings
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.wording.notes import source_lists
from cleaner.boilerplate.wording.stock import stock_lines
from cleaner.config import Config
from cleaner.labels import Label, Reason
from cleaner.reading import read
from cleaner.sources import RawPage

PROSE = "<p>It is good to rest for a while and to drink a glass of water.</p>"
LIST = "<ul><li>a glass of water</li><li>some rest</li></ul>"
LONG_QUESTION = (
    "You say that you drink four cups every day, also in summer, and have done so for as long as you can remember. "
    "Has nobody ever told you to stop?"
)
CONFIG = Config(kind=InputKind.HTML)


def labelling_of(body: str) -> Labelling:
    html = f"<!doctype html><title>Tea</title><body><main><h1>Tea</h1>{body}</main></body>"
    labelling = Labelling(read(RawPage(uri="p", body=html.encode(), encoding="utf-8"), CONFIG))
    labelling.settle(labelling.document.blocks[0], Label.TITLE, Reason.PAGE_TITLE)
    return labelling


def outline(body: str) -> list[tuple[int, str]]:
    labelling = labelling_of(body)
    for rule in (markup_headings, styled_headings, heading_levels, emptied_headings):
        rule(labelling)
    return headings(labelling)


def headings(labelling: Labelling) -> list[tuple[int, str]]:
    return [(b.level or 0, b.block.text) for b in labelling.finish().blocks if b.label is Label.HEADING]


MARKUP = {
    "heading tags keep their levels, skipped ones too": (
        f"<h2>Uses</h2>{PROSE}<h4>Skin</h4>{PROSE}",
        [(2, "Uses"), (4, "Skin")],
    ),
    "a bold line over text, one below the heading above": (
        f"<h3>Uses</h3>{PROSE}<p><b>On the skin</b></p>{PROSE}",
        [(3, "Uses"), (4, "On the skin")],
    ),
    "bold lines above the first heading take the level of the others": (
        f"{PROSE}<p><strong>Why tea?</strong></p>{PROSE}<h2>How</h2><p><strong>Brew</strong></p>{LIST}",
        [(3, "Why tea?"), (2, "How"), (3, "Brew")],
    ),
    "bold lines on a page without headings": (
        f"{PROSE}<p><b>Green</b></p>{PROSE}<p><b>Black</b></p>{PROSE}",
        [(2, "Green"), (2, "Black")],
    ),
    "a bold question, however long": (
        f"{PROSE}<p><b>{LONG_QUESTION}</b></p>{PROSE}",
        [(2, LONG_QUESTION)],
    ),
    "short bold label with a colon": (f"{PROSE}<p><b>Side effects:</b></p>{LIST}", [(2, "Side effects:")]),
    "a bold label that asks how": (f"{PROSE}<p><b>How to use:</b></p>{LIST}", [(2, "How to use:")]),
    "a bold lead-in": (f"{PROSE}<p><b>Follow these steps:</b></p>{LIST}", []),
    "a bold sentence": (f"{PROSE}<p><b>Tea helps many people to rest.</b></p>{PROSE}", []),
    "a numbered bold sentence": (f"{PROSE}<p><b>1. Drink more tea.</b></p>{PROSE}", [(2, "1. Drink more tea.")]),
    "a note": (f"{PROSE}<p><b>Important</b></p>{PROSE}", []),
    "a bold byline": (f"{PROSE}<p><b>By Our Reporters</b></p>{PROSE}", []),
    "a bold line at the end": (f"{PROSE}<p><b>Enjoy your tea!</b></p>", []),
    "a bold kicker under the title": (f"<p><b>Monday</b></p>{PROSE}", []),
    "bold lines in a row": (f"{PROSE}<p><b>Ann</b></p><p><b>Bob</b></p><p><b>Cid</b></p>", []),
    "a bold link": (f'{PROSE}<p><b><a href="/x">Coffee</a></b></p>{PROSE}', []),
    "titles of list items over their text": (
        f"<ol><li><b>Warm the pot</b>{PROSE}</li><li><b>Pour</b>{PROSE}</li></ol>",
        [(2, "Warm the pot"), (2, "Pour")],
    ),
    "titles of list items in paragraphs": (
        f"<ol><li><p><b>Warm the pot</b></p>{PROSE}</li><li><p><b>Pour</b></p>{PROSE}</li></ol>",
        [(2, "Warm the pot"), (2, "Pour")],
    ),
    "lists of one item": (
        f"<ol><li><b>Warm the pot</b></li></ol>{PROSE}{PROSE}<ol start=2><li>Pour (slowly)</li></ol>{PROSE}",
        [(2, "Warm the pot"), (2, "Pour (slowly)")],
    ),
    "one list of one item": (f"{PROSE}<ul><li>Warm the pot</li></ul>{PROSE}", []),
    "bold list items": (f"{PROSE}<ul><li><b>Green tea</b></li><li><b>Black tea</b></li></ul>{PROSE}", []),
    "heading tags in list items": (f"<ul><li><h3>Green</h3>{PROSE}</li></ul>", [(3, "Green")]),
    "a heading by its role": (f'<div role="heading" aria-level="3">Uses</div>{PROSE}', [(3, "Uses")]),
    "a summary": (
        f"<h2>More</h2>{PROSE}<details><summary>Is it safe?</summary>{PROSE}</details>",
        [(2, "More"), (3, "Is it safe?")],
    ),
    "terms over explanations": (
        f"<dl><dt>Green tea</dt><dd>{PROSE}</dd><dt>Black tea</dt><dd>{PROSE}</dd></dl>",
        [(2, "Green tea"), (2, "Black tea")],
    ),
    "terms over a word": (f"{PROSE}<dl><dt>Origin</dt><dd>China</dd><dt>Colour</dt><dd>green</dd></dl>", []),
    "buttons of an accordion": (
        f'<h2>FAQ</h2><div class="accordion"><div><button>Is it safe?</button><div>{PROSE}</div></div>'
        f"<div><button>Opening hours</button><div>{PROSE}</div></div></div>",
        [(2, "FAQ"), (3, "Is it safe?"), (3, "Opening hours")],
    ),
    "tabs in a row": (
        f'{PROSE}<div class="tabs"><button>Uses</button><button>Harms</button><button>Is it safe?</button><div>{PROSE}'
        f"</div><div>{PROSE}</div></div>",
        [],
    ),
    "a button that opens nothing": (f"{PROSE}<button>Book now</button>{PROSE}", []),
    "a class that says heading": (
        f'{PROSE}<div class="c-subheading">Where it grows</div>{PROSE}',
        [(2, "Where it grows")],
    ),
    "a class that says title once": (f'{PROSE}<div class="title">Where it grows</div>{PROSE}', []),
    "a stand-first in a heading tag": (f"<h2>Tea has been drunk for four thousand years now.</h2>{PROSE}", []),
    "a paragraph in a heading tag": (
        f"{PROSE}<h3>Tea is good. {'It has been drunk for a long time and in many places. ' * 2}</h3>{PROSE}",
        [],
    ),
    "a heading printed twice": (f"<h2>Uses</h2><h2>Uses</h2>{PROSE}", [(2, "Uses")]),
    "a heading with nothing under it": (f"<h2>Slogan</h2><h2>Uses</h2>{PROSE}", [(2, "Uses")]),
    "cards that are headings only": (
        f"<h2>Teas</h2><h3>Green</h3><h3>Black</h3><h2>Uses</h2>{PROSE}",
        [(2, "Teas"), (2, "Uses")],
    ),
    "one first-level heading amid others": (
        f"<h2>Uses</h2>{PROSE}<h1>Harms</h1>{PROSE}<h2>Origin</h2>{PROSE}",
        [(2, "Uses"), (2, "Harms"), (2, "Origin")],
    ),
    "first-level headings over others": (
        f"<h1>Uses</h1>{PROSE}<h2>Skin</h2>{PROSE}<h1>Harms</h1>{PROSE}",
        [(1, "Uses"), (2, "Skin"), (1, "Harms")],
    ),
    "questions beside their FAQ heading": (
        f"<h2>FAQs about tea</h2><h2>Is it safe?</h2>{PROSE}<h3>For cats</h3>{PROSE}<h2>Sources</h2>{PROSE}",
        [(2, "FAQs about tea"), (3, "Is it safe?"), (4, "For cats"), (2, "Sources")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), MARKUP.values(), ids=MARKUP.keys())
def test_outlines_of_marked_up_pages(body, expected):
    assert outline(body) == expected


def test_a_heading_goes_with_what_stood_under_it():
    labelling = labelling_of(f"<h2>Uses</h2>{PROSE}<h2>More teas</h2><p>Green tea</p><p>Black tea</p>")
    for block in labelling.document.blocks[4:]:
        labelling.settle(block, Label.RELATED_LINKS, Reason.LABELLED_LIST)
    emptied_headings(labelling)
    heading = labelling.finish().blocks[3]
    assert (heading.block.text, heading.label) == ("More teas", Label.RELATED_LINKS)
    assert heading.verdict.reason is Reason.EMPTIED_HEADING
    assert not labelling.warnings


@pytest.mark.parametrize(("below", "label"), [(PROSE, Label.HEADING), ('<p><a href="/x">Coffee</a></p>', Label.AD)])
def test_kept_text_keeps_its_heading(below, label):
    labelling = labelling_of(f"<section><h2>Uses</h2>{below}</section>")
    labelling.settle(labelling.document.blocks[1], Label.AD, Reason.BLOCK_MODEL)
    headings_of_kept_text(labelling)
    assert labelling.finish().blocks[1].label is label


def test_addresses_are_sources_under_their_heading_and_the_heading_stays_with_them():
    tail = "<h2>References</h2><ul><li>https://tea.example/study</li><li>https://tea.example/trial</li></ul>"
    labelling = labelling_of(f"<h2>Uses</h2>{PROSE}{tail}")
    for rule in (stock_lines, source_lists, emptied_headings):
        rule(labelling)
    assert [block.label for block in labelling.finish().blocks[3:]] == [Label.REFERENCES] * 3


def test_a_heading_over_sources_goes_with_them():
    labelling = labelling_of(f"<h2>Uses</h2>{PROSE}<h2>References</h2><p>1. Roe A. Tea. 2019.</p>")
    source_lists(labelling)
    labelling.overrule(labelling.document.blocks[4], Label.AD, Reason.BLOCK_MODEL)
    emptied_headings(labelling)
    assert labelling.finish().blocks[3].label is Label.AD


def test_a_heading_that_heads_nothing_keeps_its_words_and_is_warned_of():
    labelling = labelling_of(f"<h2>Slogan</h2><h2>Uses</h2>{PROSE}")
    emptied_headings(labelling)
    assert labelling.finish().blocks[1].label is Label.BODY
    assert [(w.code, "Slogan" in w.message) for w in labelling.warnings] == [(WarningCode.EMPTY_SECTION, True)]


def test_a_stand_first_in_a_heading_tag_is_the_dek():
    labelling = labelling_of(f"<h2>Tea has been drunk for four thousand years now.</h2>{PROSE}")
    styled_headings(labelling)
    assert labelling.finish().blocks[1].label is Label.DEK
    assert labelling.metadata.dek == "Tea has been drunk for four thousand years now."


def test_a_heading_between_title_and_byline_is_the_category():
    labelling = labelling_of(f"<h2>News in brief</h2><p>July 1, 2023</p>{PROSE}")
    labelling.settle(labelling.document.blocks[2], Label.DATE, Reason.DATE_SHAPE)
    styled_headings(labelling)
    assert labelling.finish().blocks[1].label is Label.CATEGORY
    assert labelling.metadata.category == "News in brief"


def test_a_sentence_between_title_and_byline_is_the_dek():
    labelling = labelling_of(
        f"<h2>How a small leaf came to be loved all over the world</h2><p>By Ann Example</p>{PROSE}"
    )
    labelling.settle(labelling.document.blocks[2], Label.BYLINE, Reason.BYLINE_SHAPE)
    styled_headings(labelling)
    assert labelling.finish().blocks[1].label is Label.DEK


def flat_outline(*lines: str) -> list[tuple[int, str]]:
    """Levels of a flattened page's headings: lines with a star before them, `#` marks printed."""
    blocks: list[Block] = []
    position = 0
    for index, line in enumerate(lines):
        words = line.lstrip("*#")
        marks = line.count("#", 0, len(line) - len(words)) or None
        blocks.append(
            Block(index, words, Role.HEADING if marks else Role.PARAGRAPH, position, position + len(words), marks)
        )
        position += len(words) + 1
    visible = "\n".join(block.text for block in blocks)
    labelling = Labelling(Document(InputKind.TEXT, "utf-8", "text/plain", visible, tuple(blocks)))
    for block, line in zip(blocks, lines, strict=True):
        if line[0] in "*#":
            labelling.settle(block, Label.HEADING, Reason.HEADING_SHAPE, level=None if line[0] == "#" else 2)
    heading_levels(labelling)
    return headings(labelling)


# Headings of a flattened page, each over a line of text unless a plus stands before the next, and their levels.
FLAT = {
    "nothing shows levels": ("Uses | Harms", [2, 2]),
    "decimal numbers": ("1 Use | 1.1 Dose | 1.1.1 Old age | 1.2 Time | 2 Harm", [2, 3, 4, 3, 2]),
    "capitals over mixed case": ("USES | Skin | Hair | HARMS | Sleep", [2, 3, 3, 2, 3]),
    "capitals below mixed case show nothing": ("Uses | FAQ | Harms | DOSE LIMITS", [2, 2, 2, 2]),
    "a numbered run under a heading": ("Tips | 1. Rest | 2. Eat | 3. Drink | Harms", [2, 3, 3, 3, 2]),
    "a numbered run alone": ("1. Rest | 2. Eat | 3. Drink", [2, 2, 2]),
    "two numbered headings are no run": ("Tips | 1. Rest | 2. Eat", [2, 2, 2]),
    "headings right over headings": ("Uses + Skin | Hair | Harms + Sleep | Conclusion", [2, 3, 3, 2, 3, 2]),
    "questions under FAQ": ("Uses | FAQ + Is it safe? | Why? | Sources", [2, 2, 3, 3, 2]),
    "printed marks": ("#Uses | ###Skin | On the hands | ##Harms", [1, 3, 4, 2]),
}


@pytest.mark.parametrize(("script", "expected"), FLAT.values(), ids=FLAT.keys())
def test_levels_of_flattened_pages(script, expected):
    lines = [f"*{head.strip()}".replace("*#", "#") for head in script.replace(" + ", " | + ").split("|")]
    spaced = [line for head in lines for line in ([head.replace("*+ ", "*")] if "+" in head else ["text", head])]
    assert [level for level, _ in flat_outline(*spaced, "text")] == expected


def test_many_headings_are_read_in_bounded_time():
    body = "<h2>FAQ</h2><h2>FAQ on tea?</h2>" * 3000 + "<p><b>Tea?</b></p>" * 3000 + f"<h3>Uses</h3>{PROSE}" * 1000
    assert len(outline(body)) == 4001
