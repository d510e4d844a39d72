"""Boilerplate told by markup alone: landmarks, and class, id and role words that say what they hold."""

from __future__ import annotations

from cleaner.blocks import Place, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.marks import certain_words, name_of
from cleaner.labels import Label, Reason

_Sign = tuple[Label, Reason, str]

_HEADING, _CONTROL = Role.HEADING, Role.CONTROL
_BODY = frozenset({"article", "main"})
_FEW_WORDS = 6  # of a form control that says nothing about the page's subject
# Landmarks in the order in which they decide, with what stands in them.
_OUTSIDE = (
    ("dialog", Label.OTHER_BOILERPLATE),
    ("nav", Label.NAVIGATION),
    ("footer", Label.LEGAL),
    ("aside", Label.OTHER_BOILERPLATE),
    ("header", Label.NAVIGATION),
)
_NAMED = frozenset({"dialog", "aside"})  # what they hold is told by the words around it


def markup_regions(labelling: Labelling) -> None:
    """Settle what stands in landmarks and under words that hold no article. Prose there is left to later rules."""
    measures = labelling.measures
    told: dict[tuple[object, ...], _Sign | None] = {}  # blocks of one place are judged once
    for block in labelling.open_blocks():
        place = block.place
        if place is None:
            return
        is_prose, is_heading = measures.is_prose[block.index], block.role is _HEADING
        key = (id(place), is_prose, is_heading)
        if key not in told:
            hints = measures.hints[block.index]
            told[key] = _by_mark(hints, is_prose=is_prose, is_heading=is_heading)
            if told[key] is None and not is_prose:
                landmarks = place.landmarks - measures.wrappers
                told[key] = _by_landmark(place, landmarks, hints, is_heading=is_heading) if landmarks else None
        sign = told[key]
        if sign is not None:
            labelling.settle(block, *sign)


def _by_mark(hints: frozenset[str], *, is_prose: bool, is_heading: bool) -> _Sign | None:
    for word, mark in certain_words(hints):
        if mark.short and (is_prose or (is_heading and mark.label is not Label.RELATED_LINKS)):
            continue
        return mark.label, Reason.MARKUP_WORD, f"stands under '{word}' in class, id or role"
    return None


def _by_landmark(place: Place, landmarks: frozenset[str], hints: frozenset[str], *, is_heading: bool) -> _Sign | None:
    for landmark, label in _OUTSIDE:
        if landmark not in landmarks:
            continue
        if landmark in ("header", "footer", "aside") and place.landmarks & _BODY:
            continue  # of an article or section, not of the page
        if landmark == "header" and is_heading:
            continue  # where templates put the article's title
        if landmark in _NAMED:
            label = name_of(hints, label)
        return label, Reason.LANDMARK, f"stands in <{landmark}>"
    return None


def form_controls(labelling: Labelling) -> None:
    """Words of buttons and fields. Longer ones may be the questions of an accordion, or a card that can be pressed."""
    for block in labelling.open_blocks():
        if block.role is _CONTROL and block.text.count(" ") < _FEW_WORDS and not block.text.endswith("?"):
            labelling.settle(block, Label.OTHER_BOILERPLATE, Reason.FORM_CONTROL, "a button or a form's label")
