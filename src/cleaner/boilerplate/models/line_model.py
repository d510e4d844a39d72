"""Where rules reach their end: a small trained model says which blocks of a flattened page are boilerplate.

One hidden layer over the measures of `line_features`; `data/line_model.json` holds its weights and how it was trained.
Each decision names the measures that weighed most.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from cleaner.blocks import Block, Warn, WarningCode
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.models.line_features import NAMES, Matrix, line_features
from cleaner.boilerplate.wording.cues import CueKind
from cleaner.boilerplate.wording.stock import LABELS
from cleaner.labels import Label, Reason

_CLIP = 6.0  # standard deviations
_GRAMMAR = 0.25  # share of function words in running text, at least
_LONG = 150  # words of a paragraph that only near certainty removes
_CERTAIN = 0.97
_SURE = 0.9  # probability from which a lone line between paragraphs is removed
_MOST = 0.6  # share of the page's running text that the model may remove
_NAMED = 3  # measures named as evidence


@dataclass(frozen=True, slots=True)
class LineModel:
    """Weights: `hidden` (measures x units), `out` (units); inputs are standardised by `mean` and `scale`."""

    mean: Matrix
    scale: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    out_bias: float
    threshold: float  # probability of boilerplate from which a block is removed
    prose_threshold: float  # likewise for running text, where an error costs the article a paragraph

    @classmethod
    def load(cls, stored: dict[str, Any]) -> LineModel:
        if tuple(stored["names"]) != NAMES:
            raise ValueError("line_model.json was trained on other measures: run training.line_model again")
        arrays: dict[str, Any] = {
            name: np.array(stored[name], dtype=np.float32) for name in ("mean", "scale", "hidden", "hidden_bias", "out")
        }
        numbers: dict[str, Any] = {name: float(stored[name]) for name in ("out_bias", "threshold", "prose_threshold")}
        return cls(**arrays, **numbers)

    def standardised(self, measures: Matrix) -> Matrix:
        standard: Matrix = np.clip((measures - self.mean) * self.scale, -_CLIP, _CLIP)
        return standard

    def probabilities(self, inputs: Matrix) -> Matrix:
        """Of being boilerplate, for each row of standardised inputs."""
        scores = np.maximum(inputs @ self.hidden + self.hidden_bias, 0) @ self.out + self.out_bias
        chances: Matrix = 1 / (1 + np.exp(-scores))
        return chances

    def evidence(self, inputs: Matrix) -> list[tuple[str, ...]]:
        """For each row the measures that speak most for boilerplate: inputs times the slope there."""
        active = (inputs @ self.hidden + self.hidden_bias) > 0
        weights = inputs * ((self.out * active) @ self.hidden.T)
        strongest = np.argsort(-weights, axis=1, kind="stable")[:, :_NAMED]
        return [
            tuple(_worded(NAMES[i], float(row[i])) for i in chosen if weight[i] > 0)
            for row, chosen, weight in zip(inputs, strongest, weights, strict=True)
        ]


def _worded(name: str, value: float) -> str:
    return f"{'more' if value > 0 else 'less'} than usual: {name}"


@cache
def line_model() -> LineModel:
    """The model of the package."""
    return LineModel.load(
        json.loads((files("cleaner.boilerplate") / "data" / "line_model.json").read_text(encoding="utf-8"))
    )


def mark_lines(labelling: Labelling) -> None:
    """Remove the blocks of a page without markup that the model holds for boilerplate."""
    blocks = labelling.document.blocks
    if not blocks:
        return
    model = line_model()
    inputs = model.standardised(line_features(labelling))
    probabilities = model.probabilities(inputs)
    chosen = [block for block in blocks if _is_removed(labelling, block, float(probabilities[block.index]), model)]
    chosen = _sparing(labelling, _without_headings(labelling, chosen, probabilities))
    evidence = model.evidence(inputs[[block.index for block in chosen]])
    for block, reasons in zip(chosen, evidence, strict=True):
        chance = f"boilerplate at {probabilities[block.index]:.2f}"
        labelling.settle(block, _label(labelling, block), Reason.LINE_MODEL, chance, *reasons)


def _without_headings(labelling: Labelling, chosen: list[Block], probabilities: Matrix) -> list[Block]:
    """Without lone lines between paragraphs that stay, unless the model is sure: most such lines are headings."""
    blocks = labelling.document.blocks
    gone = {block.index for block in chosen} | labelling.verdicts.keys()

    def is_paragraph(index: int) -> bool:
        return 0 <= index < len(blocks) and index not in gone and labelling.line(blocks[index]).is_prose

    return [
        block
        for block in chosen
        if probabilities[block.index] >= _SURE
        or not is_paragraph(block.index - 1)
        or not is_paragraph(block.index + 1)
        or labelling.line(block).ends_full_stop
    ]


def _sparing(labelling: Labelling, chosen: list[Block]) -> list[Block]:
    """Without the running text, where that would be most of what the page has of it: then the model is out of depth."""
    words = {block.index: len(labelling.line(block).words) for block in chosen if labelling.line(block).is_prose}
    total = sum(len(labelling.line(block).words) for block in labelling.open_blocks() if labelling.line(block).is_prose)
    if sum(words.values()) <= _MOST * total:
        return chosen
    message = f"{len(words)} paragraphs kept that the line model took for boilerplate: most of the page"
    labelling.warnings.append(Warn(WarningCode.RECALL_GUARD, message))
    return [block for block in chosen if block.index not in words]


def _is_removed(labelling: Labelling, block: Block, probability: float, model: LineModel) -> bool:
    if block.index in labelling.verdicts or probability < model.threshold:
        return False
    line = labelling.line(block)
    if not line.is_prose or line.function_share < _GRAMMAR:
        return True
    return probability >= (model.prose_threshold if len(line.words) < _LONG else _CERTAIN)


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
