"""Figure and letter of a name that look like an amount: "Serpina 3g", "compound 5g"."""

from __future__ import annotations

import re

from cleaner.language.dosages.clause.mentions import SUBSTANCES
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import WORD

_IDENTIFIER_WORDS = words("identifier_words.txt")
_NEARBY = 16  # words on either side
_GENE_LIKE = re.compile(r"[A-Za-z]{3,}\d+[a-z]?")
_NUMBERED = frozenset(
    {"ion", "compound", "compounds", "peak", "fragment", "structure", "complex", "figure", "fig", "table"}
)


def is_identifier(statement: Statement) -> bool:
    """ "Pim1, Trib3 and Serpina 3g": figure and letter of a name, among names of that make or where genes are told of.

    No word of dosing may stand in the sentence, and the word in front must be capitalised and no known substance.
    """
    scene, amount = statement.scene, statement.amount
    first = amount.first
    if amount.unit.code not in ("g", "L") or amount.per or amount.every or scene.cues.of("dosing"):
        return False
    glued = amount.end - amount.start == len(scene.tokens[first].text) + 1
    if not glued or first <= scene.sentence.first or scene.tokens[first - 1].kind != WORD:
        return False
    if scene.tokens[first - 1].text in _NUMBERED:
        return True
    if not scene.text[scene.tokens[first - 1].start].isupper():
        return False
    if any(hit.last == first for hit in SUBSTANCES.find(scene.tokens, max(scene.sentence.first, first - 4), first)):
        return False
    nearby = scene.tokens[max(scene.sentence.first, first - _NEARBY) : min(first + _NEARBY, scene.sentence.last)]
    return any(token.text in _IDENTIFIER_WORDS or _GENE_LIKE.fullmatch(token.text) for token in nearby)
