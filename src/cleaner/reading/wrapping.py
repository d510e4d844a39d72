"""Which lines of a flattened page continue the line before: hard-wrapped paragraphs, sentences cut at their links."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WIDEST = 132  # columns: nobody wraps text wider
_NARROWEST = 40
_SHARE_OF_FULL = 0.5  # of the lines that have a neighbour
_FEWEST_FULL = 3
_SLACK = 1  # columns by which tools disagree about the margin

# A line that ends in one of these is unfinished, and one that begins so goes on with the line before.
_UNFINISHED = re.compile(
    r"(?:\b(?:a|an|and|as|at|by|for|from|in|into|is|like|of|on|or|than|that|the|their|this|to|via|was|with|our|your|its"
    r"|der|die|das|und|von|mit|für|el|la|los|las|de|del|y|con|le|les|des|et|du|un|una|une|di|e|il)|[,(–—-])$"
)
_FINISHED = re.compile(r"[.!?:;…。][\"'”’)\]]*$")
_GOES_ON = re.compile(r"[,.;:)\]’”](?:\s|$)|['’]s\b")
_LOWER_WORDS = re.compile(r"[a-zà-žß]")
_FEWEST_WORDS = 5  # of a line, so that it is a piece of a sentence and no entry of a menu


def margin(texts: Sequence[str], *, pairs: Sequence[bool]) -> int | None:
    """The column at which the lines are wrapped, indents included; None where they are not.

    `pairs[i]` says that line `i + 1` follows line `i` directly and neither carries a mark of its own.
    """
    widest = max(map(len, texts), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = sum(is_full(texts[i], texts[i + 1], widest) for i, adjacent in enumerate(pairs) if adjacent)
    return widest if full >= max(_FEWEST_FULL, _SHARE_OF_FULL * sum(pairs)) else None


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width - _SLACK


def is_cut_sentence(line: str, following: str, after: str, *, inside: bool) -> bool:
    """Whether a line break stands inside a sentence, as where each link of a paragraph became a line of its own.

    `after` is the line after `following`, empty at the end. `inside`: the line itself continues the line before.
    """
    if _FINISHED.search(line[-4:]):
        return False
    if _GOES_ON.match(following):
        return True
    words = line.count(" ") + 1
    if _LOWER_WORDS.match(following):
        return inside or words + following.count(" ") >= 2 * _FEWEST_WORDS or _UNFINISHED.search(line[-8:]) is not None
    # a name or a title as link text: the sentence has to go on behind it
    goes_on = bool(_GOES_ON.match(after) or _LOWER_WORDS.match(after))
    return goes_on and (inside or words >= _FEWEST_WORDS) and _UNFINISHED.search(line[-8:]) is not None
