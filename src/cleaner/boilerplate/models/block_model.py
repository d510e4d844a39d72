"""The block model: what rules leave open is judged by boosted trees over markup, words, place and neighbours.

Two forests. The first gives each open block an opinion of its own; the second sees the opinions on the neighbours, on
the elements around and on blocks of the same look. What counts is the mean of both, drawn together for texts of one
look. Trained by `python -m training.block_model`; figures and sources stand in `data/block_model.json`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np

from cleaner.blocks import Block, InputKind, PageKind, Role
from cleaner.boilerplate.context import second_look
from cleaner.boilerplate.labelling import DEFAULT_LABELS, Labelling
from cleaner.boilerplate.marks import name_of
from cleaner.boilerplate.measures import Numbers
from cleaner.boilerplate.models.features import features
from cleaner.boilerplate.models.forest import Forest
from cleaner.boilerplate.models.looks import pool
from cleaner.boilerplate.models.page import Page
from cleaner.boilerplate.models.words import WordWeights
from cleaner.boilerplate.related.links import link_elsewhere
from cleaner.boilerplate.wordlists import rows as read_rows
from cleaner.labels import Action, Label, Reason

_LOWEST, _HIGHEST = 0.1, 0.55  # bounds of a page's threshold
# By how much the threshold moves on pages of a kind; cross-validated on pages whose kind the kind model told.
_SHIFTS: dict[str, float] = {
    PageKind.ARTICLE: 1.1,
    PageKind.COLLECTION: 0.85,
    PageKind.LISTING: 0.85,
    PageKind.SERVICE: 0.85,
    PageKind.DOCUMENTATION: 0.9,
}
_SURE = 0.7  # chance from which nothing speaks against a block but where it stands
_RUNNING_TEXT = 0.5  # share of prose in the open text that makes a page one of running text
_LINE_WORDS = 5
_ROW, _ROW_WORDS = 2, 3  # links that make a row, and words of each at most
_ADVERTS = frozenset({"ad", "ads", "adslot", "advert"})
_SLOTS = frozenset({"container", "slot", "unit", "wrapper", "banner", "placeholder", "zone", "space", "adslot"})
_LINE_SHARE = 0.8  # the rest may name who publishes the page
_TELLING = 1.0  # log odds of a hint word worth telling
_LINKED = 0.6  # link density from which removed blocks are links to somewhere
_TITLE_WORDS = 4  # words of a link from which it names a page rather than a place in a menu
# Members of enums take long to look up, and every block asks for these.
_MODEL, _OTHER = Reason.BLOCK_MODEL, Label.OTHER_BOILERPLATE


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
    model, page = block_model(), Page.of(labelling)
    columns = features(page, rows, model.weights, labelling.kinds.chances()).columns()
    opinions = settled(labelling)
    first = opinions[rows] = model.first.probabilities(columns)
    second = model.second.probabilities(np.concatenate([columns, second_look(page, rows, opinions).columns()]))
    return agreed(page, rows, opinions, first, second)


def agreed(page: Page, rows: Sequence[int], opinions: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """The opinions over all blocks after those of both forests were brought together."""
    blocks = page.document.blocks
    opinions[rows] = (first + second) / 2
    pool(blocks, page.measures, rows, page.looks, opinions)
    _agree_on_tables(blocks, rows, opinions)
    return opinions


def decide(labelling: Labelling, opened: Sequence[Block], opinions: Numbers) -> None:
    """Settle the open blocks by the opinions, one for every block of the page."""
    measures = labelling.measures
    rows = [block.index for block in opened]
    least = threshold(opinions, measures.words, labelling.kinds.chances())
    is_article = bool(measures.prose[rows].sum() >= _RUNNING_TEXT * measures.words[rows].sum())
    all_hints, densities, chances = measures.hints, measures.densities, opinions.tolist()
    needed = f", needed {least:.2f}"
    for block in opened:
        chance, hints, density = chances[block.index], all_hints[block.index], densities[block.index]
        evidence = (f"chance of belonging {chance:.2f}{needed}", *_by_hints(hints), *_by_links(density))
        sign = None
        if block.links or not hints.isdisjoint(_ADVERTS):
            sign = _sign(labelling, block, is_sure=chance >= _SURE, is_article=is_article)
        if sign is not None:
            label, reason, told = sign
            labelling.settle(block, label, reason, told, *evidence)
        elif chance >= least:
            labelling.settle(block, DEFAULT_LABELS[block.role], _MODEL, *evidence)
        else:
            labelling.settle(block, _kind_of(block, density, hints), _MODEL, *evidence)


def _agree_on_tables(blocks: Sequence[Block], rows: Sequence[int], opinions: Numbers) -> None:
    """A data table goes or stays as a whole, its caption with it: one with cells cut out states wrong values."""
    tables: dict[int, list[int]] = defaultdict(list)
    caption: int | None = None
    for block in (blocks[row] for row in rows):
        if block.cell is not None:
            if caption is not None and caption == block.index - 1:
                tables[block.cell.table].append(caption)
            tables[block.cell.table].append(block.index)
        caption = block.index if block.role is Role.CAPTION else None
    for cells in tables.values():
        opinions[cells] = opinions[cells].max()


def _sign(labelling: Labelling, block: Block, *, is_sure: bool, is_article: bool) -> tuple[Label, Reason, str] | None:
    """What speaks against a block, above all where the model is not sure of it."""
    if is_article and _is_linked_line(labelling, block) and (not is_sure or _interrupts(labelling, block)):
        return Label.RELATED_LINKS, Reason.LINKED_LINE, "nothing but a link to another page"
    if (is_article or not is_sure) and _is_row_of_links(block):
        return Label.NAVIGATION, Reason.LINKED_LINE, "nothing but short links, side by side"
    if not is_sure and (words := _advert_words(labelling, block)):
        return Label.AD, Reason.MARKUP_WORD, f"it alone stands under {' and '.join(map(repr, words))}"
    return None


def _interrupts(labelling: Labelling, block: Block) -> bool:
    """Whether a headline stands amid running text: there it is a link for further reading however it looks."""
    blocks, prose = labelling.document.blocks, labelling.measures.prose
    if block.role is not Role.PARAGRAPH or not 0 < block.index < len(blocks) - 1:
        return False
    above, below = blocks[block.index - 1], blocks[block.index + 1]
    text_below = prose[below.index] > 0 or below.role is Role.HEADING
    in_brackets = block.text[0] == "(" and block.text[-1] == ")"
    return bool(prose[above.index] > 0 and text_below and (in_brackets or not labelling.line(block).ends_sentence))


def _is_row_of_links(block: Block) -> bool:
    """A line of short links and of nothing else but signs between them: a menu."""
    if block.role is not Role.PARAGRAPH or len(block.links) < _ROW:
        return False
    ends = [0, *(link.end for link in block.links)]
    starts = [*(link.start for link in block.links), len(block.text)]
    between = "".join(block.text[end:start] for end, start in zip(ends, starts, strict=True))
    longest = max(block.text.count(" ", link.start, link.end) + 1 for link in block.links)
    return longest <= _ROW_WORDS and not any(map(str.isalnum, between))


def _advert_words(labelling: Labelling, block: Block) -> list[str]:
    """Class words that name a slot for adverts, where the blocks above and below stand under none of them."""
    blocks, own = labelling.document.blocks, labelling.measures.hints[block.index]
    if own.isdisjoint(_ADVERTS):
        return []
    for near in blocks[max(0, block.index - 1) : block.index] + blocks[block.index + 1 : block.index + 2]:
        own = own - near.place.hints if near.place else own
    return [min(own & _ADVERTS), min(own & _SLOTS)] if own & _ADVERTS and own & _SLOTS else []


def _is_linked_line(labelling: Labelling, block: Block) -> bool:
    """A paragraph or item that is a link to another page and nothing else."""
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


def threshold(opinions: Numbers, words: Numbers, kinds: Mapping[str, float]) -> float:
    """The chance from which keeping a block raises the page's expected F1: half of the best F1 that can be expected.

    (Lipton, Elkan, Naryanaswamy 2014.) Where the model is sure, as on articles, this is nearly a half; on pages it
    cannot read well it keeps more. What is doubtful stands together, which the rule does not know: in articles it is
    mostly teasers, on pages that list or sell it is mostly what they list, so the kind of page shifts the bound.
    """
    order = np.argsort(-opinions, kind="stable")
    hits = np.cumsum((opinions * words)[order])
    kept = np.cumsum(words[order])
    best = float((2 * hits / (kept + hits[-1] + 1e-9)).max())
    shift = 1 + sum(chance * (_SHIFTS.get(kind, 1.0) - 1) for kind, chance in kinds.items())
    return min(_HIGHEST, max(_LOWEST, shift * best / 2))


def _kind_of(block: Block, density: float, hints: frozenset[str]) -> Label:
    """What a block is that the model takes for boilerplate."""
    if density >= _LINKED:
        names_page = block.text.count(" ") + 1 >= _TITLE_WORDS
        return name_of(hints, Label.RELATED_LINKS if names_page else Label.NAVIGATION)
    return name_of(hints, _OTHER)


@lru_cache(maxsize=1_000)
def _by_hints(hints: frozenset[str]) -> tuple[str, ...]:
    """What people understand of what the model saw in class, id and role."""
    weights = block_model().weights.hints
    weight, strongest = max(((abs(weights[word]), word) for word in hints if word in weights), default=(0.0, ""))
    if weight < _TELLING:
        return ()
    side = "for" if weights[strongest] > 0 else "against"
    return (f"'{strongest}' in class, id or role speaks {side} it",)


def _by_links(density: float) -> tuple[str, ...]:
    """Likewise in its links."""
    return (f"{density:.0%} of it is links",) if density >= _LINKED else ()
