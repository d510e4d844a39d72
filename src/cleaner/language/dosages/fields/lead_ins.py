"""Lists under a limit: "Eat no more than:" over lines that each hold an amount."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.dosages.text.cue_trie import Phrases
from cleaner.language.dosages.text.tokens import Token

_LIMITS = Phrases("lead_limits")
_MOST_ITEMS = 12  # lines of a list that its lead-in still speaks for
_MOST_CUE = 8  # tokens of a limiting phrase
_PROSE_ENDS = frozenset(".?!")


def led_by_limit(tokens: Sequence[Token], starts: Sequence[int], number: int) -> bool:
    """Whether sentence `number` is an item of a list whose lead-in ends with a limiting phrase and a colon.

    `starts` are the first tokens of the sentences and the token count. Items end at an
    empty line, and at one that ends like prose.
    """
    for back in range(number - 1, max(-1, number - 1 - _MOST_ITEMS), -1):
        first, last = starts[back], starts[back + 1]
        parted = tokens[last - 1].text == "\n" and tokens[last - 1].end - tokens[last - 1].start > 1
        while last > first and tokens[last - 1].text == "\n":
            last -= 1
        if last == first:
            continue
        if tokens[last - 1].text == ":":
            begin = max(first, last - 1 - _MOST_CUE)
            return any(hit.last == last - 1 for hit in _LIMITS.find(tokens, begin, last - 1))
        if parted or tokens[last - 1].text in _PROSE_ENDS:
            return False
    return False
