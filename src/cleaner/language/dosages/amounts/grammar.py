"""The grammar of amounts: numbers with their units and denominators, ranges, lists, counts times strengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.language.dosages.amounts.amount import Amount
from cleaner.language.dosages.amounts.denominators import read_denominators
from cleaner.language.dosages.amounts.series import members
from cleaner.language.dosages.amounts.strengths import counted
from cleaner.language.dosages.amounts.values import is_torn, resolve
from cleaner.language.dosages.text.numbered import may_be_labelled
from cleaner.language.dosages.text.tokens import NUMBER, Token
from cleaner.language.dosages.text.units import Unit, read_unit


def read_amounts(tokens: Sequence[Token], text: str) -> list[Amount]:
    """Every number with a unit, in reading order, none overlapping."""
    amounts: list[Amount] = []
    for index, token in enumerate(tokens):
        if token.kind != NUMBER or (amounts and index < amounts[-1].tail):
            continue
        after = index + 1
        if after < len(tokens) and tokens[after].text == "-" and tokens[after].start == token.end:
            after += 1
        found = read_unit(tokens, after, text)
        if found is None or (found[0].code == "L" and tokens[after].start == token.end and text[token.end] == "l"):
            continue
        amount = _with_denominators(_plain(tokens, index, *found, text), tokens, text)
        found_here = members(amount, tokens, text, amounts)
        if len(found_here) == 1:
            found_here = [counted(found_here[0], tokens, text, amounts[-1].last if amounts else 0)]
        amounts.extend(found_here)
    return amounts


def _plain(tokens: Sequence[Token], index: int, unit: Unit, last: int, text: str) -> Amount:
    token = tokens[index]
    last = _repeated_unit(tokens, last, text)
    value, ambiguous = resolve(token, unit)
    labelled = may_be_labelled(tokens[max(0, index - 2) : index], token.text)
    ambiguous = ambiguous or labelled or is_torn(tokens, index, text)
    return Amount(index, last, token.start, tokens[last - 1].end, value, value, unit, tail=last, ambiguous=ambiguous)


def _repeated_unit(tokens: Sequence[Token], last: int, text: str) -> int:
    """ "600 International Units (IUs)"."""
    if last + 2 < len(tokens) and tokens[last].text == "(":
        again = read_unit(tokens, last + 1, text)
        if again and again[1] < len(tokens) and tokens[again[1]].text == ")":
            return again[1] + 1
    return last


def _with_denominators(amount: Amount, tokens: Sequence[Token], text: str) -> Amount:
    found = read_denominators(tokens, amount.last, amount.unit, text)
    if found.tail == amount.last and not found.per:
        return amount
    end = tokens[found.last - 1].end
    return replace(amount, last=found.last, end=end, tail=found.tail, per=found.per, every=found.every)
