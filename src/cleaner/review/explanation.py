"""What happened to each line of a page, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from cleaner.blocks import LabelledDocument, Verdict
from cleaner.labels import Action

_MARKS = {Action.KEEP: "+", Action.RECORD: "=", Action.REMOVE: "-"}
_STYLES = {Action.KEEP: "green", Action.RECORD: "yellow", Action.REMOVE: "red"}


@dataclass(frozen=True, slots=True)
class Line:
    """A block, or a part cut out of the block above it."""

    text: str
    verdict: Verdict
    cut: bool = False

    @property
    def removed(self) -> bool:
        return self.verdict.label.action is not Action.KEEP


def lines(labelled: LabelledDocument) -> Iterator[Line]:
    """Every block in order, each followed by what was cut out of it."""
    for block in labelled.blocks:
        yield Line(block.block.text, block.verdict)
        for cut in block.cuts:
            yield Line(block.block.text[cut.start : cut.end], cut.verdict, cut=True)


def printed(line: Line) -> Text:
    """`+ body (default): the words [evidence]`, in colour where the terminal has it."""
    action = line.verdict.label.action
    style = _STYLES[action]
    text = Text("  " if line.cut else "")
    text.append(f"{_MARKS[action]} {line.verdict.label} ", style=f"bold {style}")
    text.append(f"({line.verdict.reason}): ", style=style)
    text.append(" ".join(line.text.split()), style="" if action is Action.KEEP else "dim")
    if line.verdict.evidence:
        text.append(f" [{'; '.join(line.verdict.evidence)}]", style="cyan")
    return text
