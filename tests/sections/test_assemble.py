"""The canonical text: what is joined how, and that nothing gets lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleaner.blocks import Cell
from cleaner.labels import Action, Label, Reason
from cleaner.sections import assemble
from tests.sections.pages import page

BODY, ITEM, NAV, CELL = Label.BODY, Label.LIST_ITEM, Label.NAVIGATION, Label.TABLE


def test_blank_lines_part_blocks_line_breaks_items_tabs_cells():
    cells = {3: Cell(0, 0, 0, True), 4: Cell(0, 0, 1, True), 5: Cell(0, 1, 0, False), 6: Cell(1, 0, 0, False)}
    article = assemble(
        page((BODY, "a"), (ITEM, "b"), (ITEM, "c"), (CELL, "d"), (CELL, "e"), (CELL, "f"), (CELL, "g"), cells=cells)
    )
    assert article.text == "a\n\nb\nc\n\nd\te\nf\n\ng"


def test_cuts_leave_one_space_and_stand_in_removed():
    article = assemble(page((BODY, "Take it.  MORE: Iron rich foods Then rest."), cuts={0: [(10, 31)]}))
    assert article.text == "Take it. Then rest."
    assert [article.document.visible[r.start : r.end] for r in article.removed] == ["MORE: Iron rich foods"]


def test_marks_outside_all_blocks_are_accounted_for():
    labelled = page((BODY, "iron"))
    (only,) = labelled.blocks
    moved = replace(only, block=replace(only.block, start=2, end=6))
    article = assemble(replace(labelled, document=replace(labelled.document, visible="* iron"), blocks=(moved,)))
    assert article.text == "iron"
    assert [(r.start, r.end, r.verdict.reason) for r in article.removed] == [(0, 1, Reason.MARKUP)]


def test_a_block_that_is_all_cut_leaves_nothing():
    article = assemble(page((BODY, "a"), (BODY, "gone"), (BODY, "b"), cuts={1: [(0, 4)]}))
    assert article.text == "a\n\nb"


labels = st.sampled_from([*Label])
texts = st.text(alphabet=" \t\u00a0abcde.", max_size=30)


@given(st.lists(st.tuples(labels, texts), max_size=12), st.data())
def test_every_character_is_kept_or_removed_and_can_be_traced_back(rows, data):
    cuts = {}
    for number, (_, text) in enumerate(rows):
        if text:
            ends = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4))
            cuts[number] = [tuple(sorted(ends[:2]))]
    article = assemble(page(*rows, cuts=cuts))
    visible = article.document.visible

    kept = {offset for s in article.segments for offset in range(s.visible_start, s.visible_start + s.length)}
    removed = {offset for r in article.removed for offset in range(r.start, r.end)}
    assert not {o for o in kept & removed if not visible[o].isspace()}
    assert all(visible[o].isspace() for o in set(range(len(visible))) - kept - removed)

    for offset, character in enumerate(article.text):
        if not character.isspace():
            assert visible[article.visible_offset(offset)] == character

    for block in article.blocks:
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end] != ""
        assert block.label.action is Action.KEEP
    for section in article.sections:
        parent = next((s for s in article.sections if s.id == section.parent), None)
        if parent:
            assert parent.start <= section.start <= section.end <= parent.end
