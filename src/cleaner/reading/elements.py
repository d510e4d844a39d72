"""What an element's tag and attributes say about the text in it."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from cleaner.blocks import Role
from cleaner.reading.frames import Frame
from cleaner.reading.tags import LANDMARK_ROLES, Tag, TagKind

_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})


def end_atom(frame: Frame) -> None:
    """A heading, button or label that was never closed ends where it has grown too long."""
    above: Frame | None = frame
    while above is not None and above.atomic:
        above.atomic, above.role, above.level = False, Role.PARAGRAPH, None
        above = above.parent


def give_role(frame: Frame, tag: Tag) -> None:
    """The role of text standing directly in a new element, from its tag and what is above."""
    if tag.kind is TagKind.ATOMIC:
        frame.atomic = True
        frame.level = tag.level
    if tag.name == "p":
        # Paragraphs take the role of what they stand in.
        if frame.role in (Role.CONTROL, Role.HEADING, Role.CODE):
            frame.role = Role.PARAGRAPH
    elif tag.role is not None:
        frame.role = tag.role
    if tag.name in _LISTS:
        frame.list_depth += 1
    elif tag.role is Role.CODE:
        frame.pre = True


def is_unseen(style: str | None) -> bool:
    """Whether a style attribute hides its element."""
    return style is not None and ("none" in style or "hidden" in style) and _UNSEEN.search(style) is not None


def read_attributes(frame: Frame, element: etree._Element) -> None:
    for name, value in cast(list[tuple[str, str]], element.items()):
        if name == "class" or name == "id" or name == "itemprop":
            if frame.depth > 2:  # classes of html and body speak of the page, not of a place in it
                frame.add_hints(value)
        elif name == "style":
            frame.hidden = frame.hidden or is_unseen(value)
        elif name == "hidden" or (name == "aria-hidden" and value == "true"):
            frame.hidden = True
        elif name == "role":
            _read_aria_role(frame, element, value.strip().lower())


def _read_aria_role(frame: Frame, element: etree._Element, role: str) -> None:
    landmark = LANDMARK_ROLES.get(role)
    if landmark:
        frame.landmarks = frame.landmarks | {landmark}
    elif role == "heading" and not frame.atomic:
        given = element.get("aria-level") or ""
        frame.role, frame.atomic = Role.HEADING, True
        frame.level = int(given) if given in ("1", "2", "3", "4", "5", "6") else 2
    elif role == "listitem" and frame.role is Role.PARAGRAPH:
        frame.role = Role.LIST_ITEM
    frame.add_hints(role)


def colspan(cell: etree._Element) -> int:
    given = cell.get("colspan") or "1"
    return min(max(1, int(given)), 1000) if given.isascii() and given.isdigit() and len(given) < 5 else 1
