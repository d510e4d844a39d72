"""What surrounds an article and is kept, typed: disclaimers and lists of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import DENIAL, DENIED, LIMIT, START, WHOLE
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wording.disclaiming import disclaims, may_disclaim
from cleaner.labels import Label, Reason

_DISCLAIMER = 170  # words of a disclaimer in one block, at most
_UNDER_HEADING = 4  # paragraphs under the heading "Disclaimer", at most
_MISSES = 1  # lines of another shape that a list of sources may hold in a row
_LATE = 0.5  # share of the page's blocks before a heading such as "Sources"
_ENTRY = re.compile(
    r"^\W{0,2}\d{1,3}[.)\]]|\bet al\b|\b(?:19|20)\d\d[a-z]?\s*[);:.,]|\bdoi\b|https?://|www\.|\bPMID\b|\bvol\.|\bpp?\.\s*\d"
    r"|\b\d+\(\d+\)|\d+:\s?e?\d+[-–]|\bAccessed\b|\bRetrieved\b|\bJournal\b|\bUniversity Press\b|\bAvailable at\b",
    re.IGNORECASE,
)

_CITATION = re.compile(r"^[\W\d]{0,6}(?:[A-ZÀ-Ž][\w'’-]+\s){1,2}[A-Z][A-Z.]{0,4}(?:,|\.\s|\set al\b|\s(?:and|&)\s)")
_YEAR = 4  # figures
_PUBLISHED = re.compile(r"(?:\b(?:19|20)\d\d\b[;.,)]|\bet al\b)")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def disclaimers(labelling: Labelling) -> None:
    """Blocks that say what the page is not, and the text under a heading such as "Disclaimer"."""
    blocks = labelling.document.blocks
    for block in labelling.open_where(_may_disclaim(labelling.scan)):
        if block.role is Role.CELL or block.index in labelling.verdicts:
            continue
        line = labelling.line(block)
        if CueKind.DISCLAIMER in line.stock:
            _under_heading(labelling, blocks, block)
        elif line.count <= _DISCLAIMER and (phrase := _disclaimer_phrase(line)):
            labelling.settle(block, Label.DISCLAIMER, Reason.DISCLAIMER_WORDS, phrase)


def _may_disclaim(scan: Scan) -> NDArray[np.bool_]:
    """The lines that hold a word of what every disclaimer holds."""
    words = scan.line_triggers
    denies = (words & DENIAL > 0) & (words & DENIED > 0)
    phrased = (scan.openings & (WHOLE | START) > 0) | scan.has_part
    return np.asarray(phrased | denies | (words & LIMIT > 0))


def _disclaimer_phrase(line: Line) -> str | None:
    if line.text[0] in '"“‘«':
        return None  # somebody speaks
    opening = line.opening.get(CueKind.DISCLAIMER)
    if opening is not None and line.text[line.spans[len(opening.split()) - 1][1] :].lstrip()[:1] in (
        ":",
        ".",
        "-",
        "–",
    ):
        return f"begins with '{opening}'"
    part = line.holds.get(CueKind.DISCLAIMER) or (disclaims(line.text) if may_disclaim(line.words) else None)
    return None if part is None else f"holds '{part}'"


def _under_heading(labelling: Labelling, blocks: Sequence[Block], heading: Block) -> None:
    under: list[Block] = []
    for block in blocks[heading.index + 1 : heading.index + 1 + _UNDER_HEADING]:
        line = labelling.line(block)
        if block.role is Role.HEADING or block.index in labelling.verdicts or not line.is_prose:
            break
        under.append(block)
    if not under:
        return
    labelling.settle(heading, Label.DISCLAIMER, Reason.DISCLAIMER_WORDS, f"the heading '{heading.text}'")
    for block in under:
        labelling.settle(block, Label.DISCLAIMER, Reason.DISCLAIMER_WORDS, f"under the heading '{heading.text}'")


def source_lists(labelling: Labelling) -> None:
    """A heading such as "References" with the entries under it; a line that begins with "Source:"."""
    blocks = labelling.document.blocks
    scan = labelling.scan
    for block in labelling.open_where((scan.openings & WHOLE > 0) | (scan.figures >= _YEAR) | scan.holding("et al")):
        if block.role is Role.CELL or block.index in labelling.verdicts:
            continue
        line = labelling.line(block)
        if CueKind.REFERENCES in line.stock:
            _settle_list(labelling, blocks, block)
        elif _CITATION.match(block.text) and _PUBLISHED.search(block.text):
            evidence = ("begins with surnames and initials", "a year of publication")
            labelling.settle(block, Label.REFERENCES, Reason.SOURCE_LIST, *evidence)
        elif _named_source(line):
            labelling.settle(block, Label.REFERENCES, Reason.SOURCE_LIST, "begins with 'Source'")


def _named_source(line: Line) -> bool:
    """ "Sources: A, B" on one line."""
    opening = Line(line.text.partition(":")[0]) if ":" in line.text[:30] else None
    return opening is not None and CueKind.REFERENCES in opening.stock and line.count > 1


def _settle_list(labelling: Labelling, blocks: Sequence[Block], heading: Block) -> None:
    entries: list[Block] = []
    misses = 0
    for block in blocks[heading.index + 1 :]:
        line = labelling.line(block)
        is_address = _ADDRESS.fullmatch(block.text) is not None  # elsewhere bare addresses are no text
        if (
            (block.index in labelling.verdicts and not is_address)
            or line.is_label
            or (block.role is Role.HEADING and not _ENTRY.search(block.text))
        ):
            break
        misses = 0 if _ENTRY.search(block.text) else misses + 1
        if misses > _MISSES:
            break
        entries.append(block)
    while (
        entries and not _ENTRY.search(entries[-1].text) and (len(entries) > 1 or labelling.line(entries[-1]).is_prose)
    ):
        entries.pop()
    if not entries and heading.index < _LATE * len(blocks):
        return
    labelling.settle(
        heading, Label.REFERENCES, Reason.SOURCE_LIST, f"the heading '{heading.text}'", f"{len(entries)} entries"
    )
    for block in entries:
        labelling.overrule(block, Label.REFERENCES, Reason.SOURCE_LIST, f"under the heading '{heading.text}'")
