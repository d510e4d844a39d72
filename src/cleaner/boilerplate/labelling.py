"""The scratch pad the rules write on: one decision a block, inline cuts, related titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cleaner.blocks import (
    Block,
    Cut,
    Document,
    InputKind,
    LabelledBlock,
    LabelledDocument,
    PageMetadata,
    RelatedTitle,
    Role,
    Verdict,
    Warn,
)
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.measures import Measures, measure
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.boilerplate.once import once
from cleaner.boilerplate.pagekind import KindChances, chances, recognise
from cleaner.boilerplate.scan.lines import scanned_lines
from cleaner.boilerplate.scan.page import Scan
from cleaner.labels import Label, Reason

# What an undisputed block is, by its role.
DEFAULT_LABELS = {
    Role.HEADING: Label.HEADING,
    Role.PARAGRAPH: Label.BODY,
    Role.LIST_ITEM: Label.LIST_ITEM,
    Role.CELL: Label.TABLE,
    Role.QUOTE: Label.QUOTE,
    Role.CAPTION: Label.CAPTION,
    Role.CODE: Label.BODY,
    Role.CONTROL: Label.OTHER_BOILERPLATE,
}

_UNDISPUTED = {role: Verdict(label, Reason.DEFAULT) for role, label in DEFAULT_LABELS.items()}
_LEVELLED = frozenset({Label.HEADING, Label.LIST_ITEM})
_HEADING = Role.HEADING  # a member of an enum takes long to look up


class Labelling:
    """Decisions in the making. Rules run in order and the first decision over a block stands."""

    def __init__(self, document: Document, memory: PageMemory = NO_MEMORY) -> None:
        self.document = document
        self.memory = memory
        self.metadata: PageMetadata = document.metadata
        self.verdicts: dict[int, Verdict] = {}
        # What each block is as things stand: decided, or by its role. For loops over all blocks.
        self.labels: list[Label] = [DEFAULT_LABELS[block.role] for block in document.blocks]
        self.levels: dict[int, int] = {}
        self.cuts: dict[int, list[Cut]] = defaultdict(list)
        self.related: list[RelatedTitle] = []
        self.warnings: list[Warn] = []
        self.titles_above: dict[int, Block | None] = {}  # first paragraph -> the best headline above it
        self._ends: dict[int, int] = {}  # where what was cut off a block's end begins
        self._measures: Measures | None = None
        self._kinds: KindChances | None = None

    @property
    def measures(self) -> Measures:
        """Numbers about all blocks, taken once for all rules."""
        if self._measures is None:
            self._measures = measure(self.document.blocks)
        return self._measures

    @property
    def kinds(self) -> KindChances:
        """How likely the page is of each kind, worked out once for all rules."""
        if self._kinds is None:
            self._kinds = chances(self.document, self.measures)
        return self._kinds

    def know_kinds(self, kinds: KindChances) -> None:
        """Take the chances as told, by a model that never saw the page's site."""
        self._kinds = kinds

    @once
    def scan(self) -> Scan:
        """The words and signs of all lines, found once for all rules."""
        return Scan([block.text for block in self.document.blocks])

    @once
    def lines(self) -> list[Line]:
        """The measures of each block's text, in document order."""
        return scanned_lines(self.scan)

    def line(self, block: Block) -> Line:
        """The measures of a block's text."""
        return self.lines[block.index]

    def label_of(self, block: Block) -> Label:
        """What a block is as things stand: decided, or by its role."""
        return self.labels[block.index]

    def open_blocks(self) -> list[Block]:
        """The blocks no rule has decided yet, in order."""
        return [block for block in self.document.blocks if block.index not in self.verdicts]

    def open_where(self, marked: NDArray[np.bool_]) -> list[Block]:
        """The undecided blocks whose lines are marked, in order: for rules that tell by a scan where they can fire."""
        blocks = self.document.blocks
        return [blocks[at] for at in np.flatnonzero(marked).tolist() if at not in self.verdicts]

    def settle(self, block: Block, label: Label, reason: Reason, *evidence: str, level: int | None = None) -> bool:
        """Decide over a block; false where an earlier rule already has."""
        if block.index in self.verdicts:
            return False
        self.verdicts[block.index] = Verdict(label, reason, evidence)
        self.labels[block.index] = label
        if level is not None:
            self.levels[block.index] = level
        return True

    def overrule(self, block: Block, label: Label, reason: Reason, *evidence: str, level: int | None = None) -> None:
        """Decide anew: for guards that look back at what other rules did."""
        self.verdicts.pop(block.index, None)
        self.levels.pop(block.index, None)
        self.settle(block, label, reason, *evidence, level=level)

    def cut(self, block: Block, start: int, end: int, label: Label, reason: Reason, *evidence: str) -> None:
        """Remove `block.text[start:end]`, keeping the rest."""
        self.cuts[block.index].append(Cut(start, end, Verdict(label, reason, evidence)))
        if end == len(block.text):
            self._ends[block.index] = min(start, self._ends.get(block.index, start))

    def is_cut_off(self, block: Block, offset: int) -> bool:
        """Whether a rule has removed the end of a block's text, from an offset on or more."""
        return offset >= self._ends.get(block.index, len(block.text))

    def relate(self, title: str, start: int, *, cue: str | None, copies: int = 1, url: str | None = None) -> None:
        """Record a related page; `start` is the place of its first copy in the visible text."""
        self.related.append(RelatedTitle(title, url, cue, copies, start, start + len(title)))

    def describe(self, **fields: object) -> None:
        """Fill metadata that the page's own head left empty."""
        found = {name: value for name, value in fields.items() if value and not getattr(self.metadata, name)}
        self.metadata = replace(self.metadata, **found)  # type: ignore[arg-type]

    def finish(self) -> LabelledDocument:
        """Every block with its decision; what nobody decided keeps its role."""
        return LabelledDocument(
            document=self.document,
            blocks=tuple(self._finished()),
            related=tuple(sorted(self.related, key=lambda title: title.start)),
            metadata=self.metadata,
            warnings=tuple(self.warnings),
            kind=recognise(self.kinds if self.document.kind is InputKind.HTML else None),
        )

    def _finished(self) -> Iterator[LabelledBlock]:
        verdicts, levels, cuts = self.verdicts, self.levels, self.cuts
        for block, label in zip(self.document.blocks, self.labels, strict=True):
            index, role, level = block.index, block.role, None
            if label in _LEVELLED or role is _HEADING:
                level = levels.get(index, block.level)
            own = tuple(sorted(cuts[index], key=lambda cut: cut.start)) if index in cuts else ()
            yield LabelledBlock(block, verdicts.get(index) or _UNDISPUTED[role], own, level)
