"""Where rules reach their end: a small trained model says which blocks of a flattened page are boilerplate.

A net over the measures of `line_features`: `data/line_model.npz` holds its weights, `data/line_model.json` how it was
trained and how well it did on sites it had not seen. Each decision names the measures that weighed most.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from cleaner.blocks import Block, Role, Warn, WarningCode
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.line_features import Matrix, line_features, names
from cleaner.boilerplate.models.net import Net
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wording.stock import LABELS
from cleaner.labels import Label, Reason

_GRAMMAR = 0.25  # share of function words in running text, at least
_LONG = 150  # words of a paragraph that only near certainty removes
_CERTAIN = 0.97
_SURE = 0.95  # probability from which a lone line between paragraphs is removed
_MOST = 0.6  # share of the page's running text that the model may remove
_NAMED = 3  # measures named as evidence


@dataclass(frozen=True, slots=True)
class LineModel:
    """The net and where it draws the line."""

    net: Net
    threshold: float  # probability of boilerplate from which a block is removed
    prose_threshold: float  # likewise for running text, where an error costs the article a paragraph

    def evidence(self, inputs: Matrix) -> list[tuple[str, ...]]:
        """For each row of the net's inputs the measures that speak most for boilerplate."""
        weights = self.net.weights(inputs)
        chosen = np.argpartition(-weights, _NAMED, axis=1)[:, :_NAMED]
        order = np.argsort(-np.take_along_axis(weights, chosen, axis=1), axis=1, kind="stable")
        chosen = np.take_along_axis(chosen, order, axis=1)
        high = np.take_along_axis(inputs, chosen, axis=1) > 0
        words = _worded()
        return [tuple(map(words.__getitem__, row)) for row in (2 * chosen + high).tolist()]


@cache
def _worded() -> tuple[str, ...]:
    """Two words of evidence a measure: less of it than usual, and more."""
    return tuple(f"{than} than usual: {name}" for name in names() for than in ("less", "more"))


@cache
def line_model() -> LineModel:
    """The model of the package. Raises `ValueError` where it was trained on other measures than today's."""
    folder = files("cleaner.boilerplate") / "data"
    stored = json.loads((folder / "line_model.json").read_text(encoding="utf-8"))
    if tuple(stored["names"]) != names():
        raise ValueError("line_model.json was trained on other measures: run training.line_model again")
    with as_file(folder / "line_model.npz") as path, np.load(path) as arrays:
        net = Net.of(arrays)
    return LineModel(net, stored["threshold"], stored["prose_threshold"])


def mark_lines(labelling: Labelling) -> None:
    """Remove the blocks of a page without markup that the model holds for boilerplate."""
    asked = labelling.open_blocks()
    if not asked:
        return
    model = line_model()
    inputs = model.net.standardised(line_features(labelling)[[block.index for block in asked]])
    chances = dict(zip([block.index for block in asked], model.net.probabilities(inputs).tolist(), strict=True))
    chosen = [block for block in asked if _is_removed(labelling, block, chances[block.index], model)]
    chosen = _sparing(labelling, _without_headings(labelling, chosen, chances))
    rows = {block.index: row for row, block in enumerate(asked)}
    evidence = model.evidence(inputs[[rows[block.index] for block in chosen]])
    for block, reasons in zip(chosen, evidence, strict=True):
        chance = f"boilerplate at {chances[block.index]:.2f}"
        labelling.settle(block, _label(labelling, block), Reason.LINE_MODEL, chance, *reasons)


def _without_headings(labelling: Labelling, chosen: list[Block], chances: dict[int, float]) -> list[Block]:
    """Without lone lines between paragraphs and items that stay, unless the model is sure: most are headings."""
    blocks = labelling.document.blocks
    gone = {block.index for block in chosen} | labelling.verdicts.keys()

    def is_text(index: int) -> bool:
        if not 0 <= index < len(blocks) or index in gone:
            return False
        return blocks[index].role is Role.LIST_ITEM or labelling.line(blocks[index]).is_prose

    return [
        block
        for block in chosen
        if chances[block.index] >= _SURE
        or not is_text(block.index - 1)
        or not is_text(block.index + 1)
        or labelling.line(block).ends_full_stop
    ]


def _sparing(labelling: Labelling, chosen: list[Block]) -> list[Block]:
    """Without the running text, where that would be most of what the page has of it: then the model is out of depth."""
    words = {block.index: labelling.line(block).count for block in chosen if labelling.line(block).is_prose}
    total = sum(labelling.line(block).count for block in labelling.open_blocks() if labelling.line(block).is_prose)
    if sum(words.values()) <= _MOST * total:
        return chosen
    message = f"{len(words)} paragraphs kept that the line model took for boilerplate: most of the page"
    labelling.warnings.append(Warn(WarningCode.RECALL_GUARD, message))
    return [block for block in chosen if block.index not in words]


def _is_removed(labelling: Labelling, block: Block, probability: float, model: LineModel) -> bool:
    if probability < model.threshold:
        return False
    line = labelling.line(block)
    if not line.is_prose or line.function_share < _GRAMMAR:
        return True
    return probability >= (model.prose_threshold if line.count < _LONG else _CERTAIN)


def _label(labelling: Labelling, block: Block) -> Label:
    """What kind of boilerplate, by its cue words; menus have few words of grammar."""
    line = labelling.line(block)
    cues = {**line.holds, **line.opening}
    for kind in cues:
        if kind in LABELS:
            return LABELS[kind]
    if CueKind.BIO in cues:
        return Label.AUTHOR_BIO
    if "©" in block.text:
        return Label.LEGAL
    return Label.OTHER_BOILERPLATE if line.is_prose else Label.NAVIGATION
