"""Which paragraphs of a text are worth cutting into tokens: those with an amount and those that one is read with.

A quick look for a number beside the name of a unit spares the rest of a page, where no amount can be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.units import UNIT_NAMES

_NUMBERS = "|".join(sorted({re.escape(word) for word, _, _ in rows("number_words.tsv", 3)}, key=len, reverse=True))
_SPELLED = "|".join(sorted({re.escape(name.lower()) for name in UNIT_NAMES if name.isalnum()}, key=len, reverse=True))
_SIGNS = "|".join(sorted({re.escape(name.lower()) for name in UNIT_NAMES if not name.isalnum()}))
_UNITS = rf"(?:{_SPELLED})(?![a-z])|{_SIGNS}"
# No word boundary in front, no case folding: patterns that begin with plain letters are searched many times faster.
_AMOUNTS = tuple(
    re.compile(rf"{number}[)]?\s*(?:-\s*)?(?:{_UNITS})") for number in ("[0-9]", f"(?:{_NUMBERS})", r"half\s+an?")
)
_PARAGRAPH = re.compile(r"\n\n+")
_BEFORE, _BEHIND = 2, 1  # paragraphs around one with an amount: a lead-in, the line that a value goes on from

Stretch = tuple[int, int]


def stretches(text: str, heads: Iterable[Stretch]) -> list[Stretch]:
    """The stretches of a normalised text to read, in order; none where no amount is in it. `heads`: headings, title."""
    lower = text.lower()
    if len(lower) != len(text):
        return [(0, len(text))]  # a letter whose small form is two characters
    found = [match.start() for amount in _AMOUNTS for match in amount.finditer(lower)]
    if not found:
        return []
    starts = [0, *(gap.end() for gap in _PARAGRAPH.finditer(text))]
    wanted: set[int] = set()
    for offset in found:
        paragraph = bisect_right(starts, offset) - 1
        wanted.update(range(max(0, paragraph - _BEFORE), min(len(starts), paragraph + _BEHIND + 1)))
    for start, end in heads:
        wanted.update(range(bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1))))
    starts.append(len(text))
    return [(starts[paragraph], starts[paragraph + 1]) for paragraph in sorted(wanted)]
