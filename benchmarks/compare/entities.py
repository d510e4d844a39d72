"""`compare entities`: recognition, denials and abbreviations, on the texts in `ner/` and `health-entities/` of the data
folder and with the scorers there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.compare import report, seen
from benchmarks.compare.given import ABBREVIATIONS, NEGATION, denials, short_forms
from benchmarks.compare.peer import Peer
from benchmarks.compare.recognition import COLUMNS, PAGE_WORDS, RECOGNISERS, Texts, figures, texts_of, wanted_of
from benchmarks.compare.report import Column
from benchmarks.compare.turns import take_turns
from benchmarks.scoring import scorer


def compare(
    folder: Path,
    pages: int | None = None,
    python: str = sys.executable,
    recognisers: Sequence[Peer] = RECOGNISERS,
    negation: Sequence[Peer] = NEGATION,
    abbreviations: Sequence[Peer] = ABBREVIATIONS,
    jobs: int = 1,
) -> str:
    """The tables in Markdown. `pages` is the most documents of each corpus, taken evenly. Raises `InputError`."""
    corpora = scorer(folder, "ner")
    consumer = scorer(folder, "health-entities")
    texts = texts_of(corpora, consumer, pages)
    outcomes = take_turns(recognisers, texts.items(), python, jobs=jobs, wanted=wanted_of)
    rows = [(o.name, figures(corpora, consumer, texts, o)) for o in outcomes if not o.missing]
    denied = denials(folder, consumer, texts.consumer, pages, python, negation, jobs)
    shortened = short_forms(folder, pages, python, abbreviations, jobs)
    everybody = [*outcomes, *denied[1], *shortened[1]]
    return report.paragraphs(
        _about(texts),
        report.table("", COLUMNS, rows),
        "Denials of given spans, and pairs of short and long form, F1:",
        report.table("", [Column("NegEx kit, negated"), Column("consumer pages, negated")], denied[0]),
        report.table("", [Column("Ab3P, pairs")], shortened[0]),
        seen.of_texts(),
        report.crashes(everybody),
        report.missing(everybody),
    )


def _about(texts: Texts) -> str:
    counts = ", ".join(f"{name.removesuffix('-dev')} {len(docs)}" for name, docs in texts.corpora.items())
    return (
        f"Strict F1 of mentions and F1 of the MeSH ids of a document, on texts of {counts}, and of "
        f"{len(texts.consumer)} passages of consumer pages. `-`: the package does not look for that. Times are CPU "
        f"time on one core over consumer pages of about {PAGE_WORDS} words, each package in a process of its own, "
        "taking turns; cleaner's are those of its whole language step, dosages included. Load: until the first text is "
        "read. MB: resident memory at the peak, Python's own left out."
    )
