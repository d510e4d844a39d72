"""Content and related titles found on the made-up site, with and without the memory of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.site.pages import Fate, SitePage, site
from cleaner.blocks import InputKind, LabelledDocument
from cleaner.boilerplate import label
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.memory.contribution import contribution_of
from cleaner.boilerplate.memory.page import NO_MEMORY
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.config import Config
from cleaner.labels import Action
from cleaner.reading import read
from cleaner.sources import RawPage


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """Precision and recall, 0 to 1: of kept characters, and of related titles by their words."""

    content_precision: float
    content_recall: float
    related_precision: float
    related_recall: float


def site_figures(pages: int, seed: int = 0) -> Iterator[tuple[str, str, SiteFigures]]:
    """(kind of input, "without" or "with" memory, figures)."""
    made = site(pages, seed)
    for kind in (InputKind.TEXT, InputKind.HTML):
        raws = [_raw(page, kind) for page in made]
        documents = [read(raw, Config(kind=kind)) for raw in raws]
        without = [label(document) for document in documents]
        contributions = [contribution_of(labelled, raw.uri) for labelled, raw in zip(without, raws, strict=True)]
        memory = SiteMemory.of(contributions)
        memories = [memory.page(contribution) for contribution in contributions]
        assert any(memory != NO_MEMORY for memory in memories)
        yield kind, "without", figures(made, without)
        yield kind, "with", figures(made, [label(*pair) for pair in zip(documents, memories, strict=True)])


def figures(pages: Sequence[SitePage], found: Sequence[LabelledDocument]) -> SiteFigures:
    """How the labels of pages fit their truth."""
    kept, named = Counter[str](), Counter[str]()
    for page, labelled in zip(pages, found, strict=True):
        kept.update(_kept(page, labelled))
        truth = {Line(title).key for title in page.related}
        ours = {Line(title.title).key for title in labelled.related}
        named.update(right=len(truth & ours), found=len(ours), there=len(truth))
    return SiteFigures(
        kept["right"] / kept["found"],
        kept["right"] / kept["there"],
        named["right"] / max(1, named["found"]),
        named["right"] / max(1, named["there"]),
    )


def _raw(page: SitePage, kind: InputKind) -> RawPage:
    body = page.text if kind is InputKind.TEXT else page.html
    return RawPage(page.url, body.encode(), url=page.url)


def _kept(page: SitePage, labelled: LabelledDocument) -> dict[str, int]:
    """Characters of content kept, of all kept, and of all content; what may be either counts for nothing."""
    visible = labelled.document.visible
    stays = bytearray(len(visible))
    for block in labelled.blocks:
        start = block.block.start
        if block.label.action is Action.KEEP:
            stays[start : block.block.end] = b"\1" * (block.block.end - start)
        for cut in block.cuts:
            stays[start + cut.start : start + cut.end] = bytes(cut.end - cut.start)
    counts = {"right": 0, "found": 0, "there": 0}
    position = 0
    for piece in page.pieces:
        position = visible.index(piece.text, position)
        size = sum(stays[position : position + len(piece.text)])
        position += len(piece.text)
        if piece.fate is not Fate.EITHER:
            counts["found"] += size
        if piece.fate is Fate.CONTENT:
            counts["right"] += size
            counts["there"] += len(piece.text)
    return counts
