"""The block model: what rules leave open is judged by boosted trees over markup, words, place and neighbours.

Two forests. The first gives each open block an opinion of its own; the second sees the opinions on the neighbours, on
the elements around and on blocks of the same look. Trained by `training/block_model.py`; figures and sources stand in
`data/block_model.json`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np

from cleaner.blocks import Block, InputKind, Role
from cleaner.boilerplate.context import second_look
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.boilerplate.marks import name_of
from cleaner.boilerplate.measures import Measures, Numbers
from cleaner.boilerplate.models.features import features
from cleaner.boilerplate.models.forest import Forest
from cleaner.boilerplate.models.words import WordWeights
from cleaner.boilerplate.related.links import link_elsewhere
from cleaner.boilerplate.wordlists import rows as read_rows
from cleaner.labels import Action, Label, Reason

_LOWEST, _HIGHEST = 0.1, 0.5  # bounds of a page's threshold
_SURE = 0.9  # chance from which even a line that is all link stays
_RUNNING_TEXT = 0.5  # share of prose in the open text that makes a page one of running text
_LINE_WORDS = 5
_LINE_SHARE = 0.9
_TELLING = 1.0  # log odds of a hint word worth telling
_LINKED = 0.6  # link density from which removed blocks are links to somewhere
_TITLE_WORDS = 4  # words of a link from which it names a page rather than a place in a menu


@dataclass(frozen=True, slots=True)
class BlockModel:
    first: Forest
    second: Forest
    weights: WordWeights


@cache
def block_model() -> BlockModel:
    """The trained model of the package."""
    with as_file(files("cleaner.boilerplate") / "data" / "block_model.npz") as path, np.load(path) as arrays:
        first, second = Forest.of(arrays, "first"), Forest.of(arrays, "second")
    return BlockModel(first, second, WordWeights(_odds("hint_odds.tsv"), _odds("block_word_odds.tsv")))


def _odds(name: str) -> dict[str, float]:
    return {word: float(value) for word, value in read_rows(name)}


def classify_blocks(labelling: Labelling) -> None:
    """Settle every block that is still open and has markup."""
    if labelling.document.kind is not InputKind.HTML:
        return
    opened = labelling.open_blocks()
    if opened:
        decide(labelling, opened, _opinions(labelling, [block.index for block in opened]))


def _opinions(labelling: Labelling, rows: Sequence[int]) -> Numbers:
    """For every block the chance that it belongs to the article: of those at `rows` by the model, else as settled."""
    model = block_model()
    measures = labelling.measures
    matrix = features(labelling.document, measures, rows, model.weights).matrix()
    opinions = settled(labelling)
    opinions[rows] = model.first.probabilities(matrix)
    context = second_look(labelling.document.blocks, measures, rows, opinions)
    opinions[rows] = model.second.probabilities(np.hstack([matrix, context.matrix()]))
    return opinions


def decide(labelling: Labelling, opened: Sequence[Block], opinions: Numbers) -> None:
    """Settle the open blocks by the opinions, one for every block of the page."""
    measures = labelling.measures
    rows = [block.index for block in opened]
    _agree_on_tables(opened, opinions)
    least = threshold(opinions, measures.words)
    is_article = measures.prose[rows].sum() >= _RUNNING_TEXT * measures.words[rows].sum()
    for block in opened:
        chance = float(opinions[block.index])
        evidence = (
            f"chance of belonging {chance:.2f}, needed {least:.2f}",
            *_by_hints(measures.hints[block.index]),
            *_by_links(block),
        )
        if chance < _SURE and is_article and _is_linked_line(labelling, block):
            labelling.settle(
                block, Label.RELATED_LINKS, Reason.LINKED_LINE, "nothing but a link to another page", *evidence
            )
        elif chance >= least:
            labelling.settle(block, DEFAULT_LABELS[block.role], Reason.BLOCK_MODEL, *evidence)
        else:
            label = _kind_of(block, measures, block.index)
            labelling.settle(block, label, Reason.BLOCK_MODEL, *evidence)


def _agree_on_tables(opened: Sequence[Block], opinions: Numbers) -> None:
    """A data table goes or stays as a whole, its caption with it: one with cells cut out states wrong values."""
    tables: dict[int, list[int]] = defaultdict(list)
    caption: int | None = None
    for block in opened:
        if block.cell is not None:
            if caption is not None and caption == block.index - 1:
                tables[block.cell.table].append(caption)
            tables[block.cell.table].append(block.index)
        caption = block.index if block.role is Role.CAPTION else None
    for rows in tables.values():
        opinions[rows] = opinions[rows].max()


def _is_linked_line(labelling: Labelling, block: Block) -> bool:
    """A paragraph or item that is a link to another page and nothing else. On pages of running text these are links
    for further reading, even between paragraphs: of 1,192 such paragraphs on articles 83 belonged to the main text."""
    return (
        block.role in (Role.PARAGRAPH, Role.LIST_ITEM)
        and block.text.count(" ") + 1 >= _LINE_WORDS
        and link_elsewhere(labelling, block, _LINE_SHARE) is not None
    )


def settled(labelling: Labelling) -> Numbers:
    """1 for what a rule keeps, 0 for all else."""
    opinions = np.zeros(len(labelling.document.blocks), dtype=np.float32)
    for index, verdict in labelling.verdicts.items():
        if verdict.label.action is Action.KEEP:
            opinions[index] = 1.0
    return opinions


def threshold(opinions: Numbers, words: Numbers) -> float:
    """The chance from which keeping a block raises the page's expected F1: half of the best F1 that can be expected.

    (Lipton, Elkan, Naryanaswamy 2014.) Where the model is sure, as on articles, this is nearly a half; on pages it
    cannot read well it keeps more.
    """
    order = np.argsort(-opinions, kind="stable")
    hits = np.cumsum((opinions * words)[order])
    kept = np.cumsum(words[order])
    best = float((2 * hits / (kept + hits[-1] + 1e-9)).max())
    return min(_HIGHEST, max(_LOWEST, best / 2))


def _kind_of(block: Block, measures: Measures, row: int) -> Label:
    """What a block is that the model takes for boilerplate."""
    if block.links and block.link_density >= _LINKED:
        linked = Label.RELATED_LINKS if measures.words[row] >= _TITLE_WORDS else Label.NAVIGATION
        return name_of(measures.hints[row], linked)
    return name_of(measures.hints[row], Label.OTHER_BOILERPLATE)


@lru_cache(maxsize=1_000)
def _by_hints(hints: frozenset[str]) -> tuple[str, ...]:
    """What people understand of what the model saw in class, id and role."""
    weights = block_model().weights.hints
    weight, strongest = max(((abs(weights[word]), word) for word in hints if word in weights), default=(0.0, ""))
    if weight < _TELLING:
        return ()
    side = "for" if weights[strongest] > 0 else "against"
    return (f"'{strongest}' in class, id or role speaks {side} it",)


def _by_links(block: Block) -> tuple[str, ...]:
    """Likewise in its links."""
    if block.links and (density := block.link_density) >= _LINKED:
        return (f"{density:.0%} of it is links",)
    return ()
