"""The lines of a scanned page as `Line`s that know already what the arrays tell."""

from __future__ import annotations

from cleaner.boilerplate.lines import DATE_FIGURES, GRAMMAR, PROSE, TITLE_WORDS, Line, is_numbered
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.scan.triggers import AGO, AMBIGUOUS, HEAD, START, WHOLE
from cleaner.boilerplate.wording.cues import CueKind

_NO_KINDS: frozenset[CueKind] = frozenset()


def scanned_lines(scan: Scan) -> list[Line]:
    """One a text of the scan. What they know equals what they would find themselves."""
    fewest, most = TITLE_WORDS
    lines = []
    for text, count, breaks, grammar, words, opening, has_part, known, figures in zip(
        scan.texts,
        scan.counts.tolist(),
        scan.breaks.tolist(),
        scan.grammar.tolist(),
        scan.line_triggers.tolist(),
        scan.openings.tolist(),
        scan.has_part.tolist(),
        scan.known_lines.tolist(),
        scan.figures.tolist(),
        strict=True,
    ):
        line = Line(text)
        values = line.__dict__
        values["count"] = count
        values["figures"] = figures
        values["function_share"] = grammar
        values["sentences"] = sentences = breaks + 1 - (breaks > 0 and is_numbered(text)) if breaks else 1
        values["may_open_label"] = opening & HEAD > 0
        values["is_label"] = known & HEAD > 0
        if not fewest <= count <= most:
            values["title_shaped"] = False
        if count < PROSE:
            values["is_prose"] = False
        elif sentences > 1 or grammar >= GRAMMAR:
            values["is_prose"] = True
        if not known & WHOLE:
            values["stock"] = _NO_KINDS
        if not known & AMBIGUOUS:
            values["ambiguous_stock"] = _NO_KINDS
        if not opening & START:
            values["opening"] = {}
        if not has_part:
            values["holds"] = {}
        if figures < DATE_FIGURES and not words & AGO:
            values["date"] = None
        lines.append(line)
    return lines
