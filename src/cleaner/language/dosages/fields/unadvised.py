"""Amounts that the text warns of: prohibited, taken by mistake, or of no shown use. They are advice of no kind."""

from __future__ import annotations

from cleaner.contract.vocabulary import Bound
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.fields.bounds import Bounding
from cleaner.language.dosages.fields.negations import governing
from cleaner.language.dosages.text.cue_trie import Hit

_BOUNDED = frozenset({Bound.UPPER, Bound.LOWER})
_MOST_WORDS = 12  # between the words that warn and the amount


def spoken_against(statement: Statement, bounding: Bounding) -> Hit | None:
    """The words that warn of an amount: "never give 400 mg", "400 mg should not be used", "no evidence that 400 mg".

    A bound under a negation is a maximum or a minimum and no warning.
    """
    if bounding.bound in _BOUNDED or bounding.limit:
        return None
    head = statement.head.first
    for hit in statement.scene.cues.of("against"):
        if 0 <= head - hit.last <= _MOST_WORDS and ";" not in statement.scene.words(hit.last, head):
            return hit
    return governing(statement, head)
