"""The top of a flattened page: category, title and stand-first, told by shape, place and what the article says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaner.blocks import Block, Role
from cleaner.boilerplate.labelling import Labelling
from cleaner.boilerplate.lines import Line
from cleaner.boilerplate.wordlists import function_words
from cleaner.labels import Label, Reason

_TITLE_WORDS = (2, 26)
_NEAR = 5  # blocks between the title and the first paragraph
_BODY_SAMPLE = 40  # paragraphs whose words are compared with the title's
_DEK_WORDS = (8, 60)
_CATEGORY_WORDS = 3
_BREADCRUMB_SIGNS = (" > ", " › ", " » ", " / ", " → ")


def front_matter(labelling: Labelling) -> None:
    """Find the title of a page without markup, then the stand-first below and the category above it."""
    blocks = labelling.document.blocks
    if not blocks or blocks[0].place is not None:
        return
    first_prose = _first_prose(labelling, blocks)
    title = _title(labelling, blocks, first_prose)
    if title is None:
        return
    words = f"{len(labelling.line(title).words)} words before the first paragraph"
    labelling.settle(title, Label.TITLE, Reason.TITLE_SHAPE, words)
    labelling.describe(title=title.text)
    _copies(labelling, blocks, title)
    _dek(labelling, blocks, title, first_prose)
    _category(labelling, blocks, title)


def _first_prose(labelling: Labelling, blocks: Sequence[Block]) -> int:
    """Index of the first paragraph that another sentence or heading follows soon: a lone one may be a notice."""
    return next(
        (
            block.index
            for block in blocks
            if block.index not in labelling.verdicts and _is_paragraph(labelling.line(block))
        ),
        len(blocks),
    )


def _is_paragraph(line: Line) -> bool:
    return line.is_prose and line.function_share >= 0.25


def _title(labelling: Labelling, blocks: Sequence[Block], first_prose: int) -> Block | None:
    """The best headline above the first paragraph."""
    fewest, most = _TITLE_WORDS
    keys = Counter(labelling.line(block).key for block in blocks)
    body = _vocabulary(labelling, blocks[first_prose:])
    best, best_score = None, 0.0
    for block in blocks[:first_prose]:
        line = labelling.line(block)
        if block.index in labelling.verdicts or not fewest <= len(line.words) <= most or block.role is Role.CELL:
            continue
        if line.ends_full_stop or line.starts_lower or line.is_label or line.text[-1] in ":;,":
            continue
        score = _score(line, keys[line.key], body, first_prose - block.index, marked=block.role is Role.HEADING)
        if score > best_score:
            best, best_score = block, score
    return best


def _score(line: Line, copies: int, body: Counter[str], distance: int, *, marked: bool) -> float:
    """Higher for a line whose words the article uses, that stands near it, is printed again, or is marked."""
    content = {word for word in line.words if word not in function_words() and len(word) > 2}
    used = sum(body[word] > 0 for word in content) / len(content) if content else 0.0
    near = 1.0 - min(distance, 4 * _NEAR) / (4 * _NEAR)
    long_enough = 1.0 if len(line.words) >= 4 else 0.3
    return 2.0 * used + 1.5 * near + long_enough + 0.5 * min(copies - 1, 2) + 1.0 * marked - 1.5


def _vocabulary(labelling: Labelling, blocks: Sequence[Block]) -> Counter[str]:
    words: Counter[str] = Counter()
    for block in blocks[:_BODY_SAMPLE]:
        words.update(labelling.line(block).words)
    return words


def _copies(labelling: Labelling, blocks: Sequence[Block], title: Block) -> None:
    """Further copies of the title: alternative texts, breadcrumbs' ends, running heads."""
    key = labelling.line(title).key
    for block in blocks:
        if block is not title and labelling.line(block).key == key:
            labelling.settle(block, Label.OTHER_BOILERPLATE, Reason.REPEATED_COPY, "the title again")


def _dek(labelling: Labelling, blocks: Sequence[Block], title: Block, first_prose: int) -> None:
    """One sentence or two right under the title; a full paragraph there is the article's first."""
    fewest, most = _DEK_WORDS
    at = title.index + 1
    if at >= len(blocks) or blocks[at].index in labelling.verdicts:
        return
    block, line = blocks[at], labelling.line(blocks[at])
    follows = blocks[at + 1] if at + 1 < len(blocks) else None
    shaped = (
        fewest <= len(line.words) <= most and line.sentences <= 2 and not line.ends_full_stop and not line.ends_sentence
    )
    before_byline = follows is not None and _is_byline(labelling, follows) and fewest <= len(line.words) <= most
    if (shaped or before_byline) and line.text[-1] not in ":;," and line.function_share >= 0.2:
        labelling.settle(block, Label.DEK, Reason.DEK_SHAPE, "between the title and the article")
        labelling.describe(dek=block.text)


def _is_byline(labelling: Labelling, block: Block) -> bool:
    verdict = labelling.verdicts.get(block.index)
    return verdict is not None and verdict.label in (Label.BYLINE, Label.DATE)


def _category(labelling: Labelling, blocks: Sequence[Block], title: Block) -> None:
    """A breadcrumb anywhere above or just below the title; a word or two on the first line."""
    for block in blocks[: title.index + 2]:
        if block.index in labelling.verdicts:
            continue
        line = labelling.line(block)
        crumbs = max(line.text.count(sign) for sign in _BREADCRUMB_SIGNS)
        if crumbs >= 2 or (crumbs and line.key.endswith(labelling.line(title).key)) or line.key.startswith("home "):
            labelling.settle(block, Label.CATEGORY, Reason.BREADCRUMB_SHAPE, "a path of categories")
            labelling.describe(category=block.text)
    above = blocks[title.index - 1] if title.index else None
    if above is None or above.index in labelling.verdicts or title.index > 1:
        return
    line = labelling.line(above)
    if 0 < len(line.words) <= _CATEGORY_WORDS and not line.ends_sentence and not line.starts_lower:
        labelling.settle(above, Label.CATEGORY, Reason.CATEGORY_SHAPE, "a word or two above the title")
        labelling.describe(category=above.text)
