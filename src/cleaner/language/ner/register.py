"""Whether a text is written by researchers for researchers, or for readers.

The recogniser learned from abstracts. There it knows better than any vocabulary what is meant; on pages for readers it
does not, and the arbiter decides, which learned from such.
"""

from __future__ import annotations

from functools import cache

from cleaner.language.vocabulary.words import Words, rows

_ENOUGH = 90  # words; a shorter text must say it more clearly
_SHORTEST = 40
_SCIENTIFIC = 2.0  # by how many words of a hundred those of research outnumber those of advice
_CLEARLY = 8.0


def is_scientific(words: Words) -> bool:
    """Measured on 684 abstracts and 2,825 passages and pages for readers."""
    if len(words) < _SHORTEST:
        return False
    weights = _weights()
    share = 100 * sum(weights.get(word, 0) for word in words.lowered) / len(words)
    return share >= (_SCIENTIFIC if len(words) >= _ENOUGH else _CLEARLY)


@cache
def _weights() -> dict[str, int]:
    return {word: 1 if side == "research" else -1 for word, side, *_ in rows(__package__, "data/register.tsv")}
