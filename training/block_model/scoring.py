"""How good the clean text of pages is: the whole way to the text, with opinions given to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from statistics import fmean

from training.block_model.examples import ANNOTATED, WORD, Example

from cleaner.boilerplate import MARKUP_RULES
from cleaner.boilerplate.measures import Numbers
from cleaner.boilerplate.models.block_model import agreed, classify_blocks, decide
from cleaner.boilerplate.pagekind import KindChances
from cleaner.sections import assemble

_SHINGLE = 4
Scores = dict[str, float]  # precision and recall of 4-word shingles, word F1


def clean_text(one: Example, kinds: KindChances, first: Numbers, second: Numbers) -> str:
    """The text of a page, without its title, by the rules and these opinions. Uses the example's labelling up."""
    labelling = one.labelling
    labelling.know_kinds(kinds)
    if one.rows:
        opinions = agreed(one.page, one.rows, one.settled.copy(), first, second)
        decide(labelling, [one.document.blocks[row] for row in one.rows], opinions)
    for rule in MARKUP_RULES[MARKUP_RULES.index(classify_blocks) + 1 :]:
        rule(labelling)
    article = assemble(labelling.finish())
    start, end = article.title or (0, 0)
    return f"{article.text[:start]}{article.text[end:]}"


def scores(text: str, gold: str) -> Scores:
    """Of one page."""
    found, wanted = WORD.findall(text), WORD.findall(gold)
    precision, recall = _overlap(_shingles(found), _shingles(wanted))
    words = _overlap(map(str.lower, found), map(str.lower, wanted))
    return {"precision": precision, "recall": recall, "word F1": _f1(*words)}


def figures(examples: Sequence[Example], pages: Sequence[Scores]) -> dict[str, dict[str, float]]:
    """By corpus, page kind and for the health pages: pages, word F1 (mean of pages), shingle F1 (of mean P and R)."""
    groups: dict[str, list[Scores]] = defaultdict(list)
    for one, page in zip(examples, pages, strict=True):
        groups[one.corpus].append(page)
        if one.corpus == ANNOTATED:
            continue
        if one.is_health:
            groups["health"].append(page)
        if one.kind:
            groups[f"{one.corpus}, {one.kind}"].append(page)
    return {name: _summed_up(groups[name]) for name in sorted(groups)}


def _summed_up(pages: Sequence[Scores]) -> dict[str, float]:
    shingles = _f1(fmean(page["precision"] for page in pages), fmean(page["recall"] for page in pages))
    words = fmean(page["word F1"] for page in pages)
    return {"pages": len(pages), "word F1": round(words, 4), "shingle F1": round(shingles, 4)}


def _shingles(words: Sequence[str]) -> Iterable[object]:
    return zip(*(islice(words, start, None) for start in range(_SHINGLE)), strict=False)


def _overlap(found: Iterable[object], wanted: Iterable[object]) -> tuple[float, float]:
    one, other = Counter(found), Counter(wanted)
    shared = (one & other).total()
    return shared / max(1, one.total()), shared / max(1, other.total())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0
