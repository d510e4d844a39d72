"""What a number is worth, and which numbers are no amounts: parts of names, labels, ages, signed or torn ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.language.dosages.text.data_files import words
from cleaner.language.dosages.text.tokens import NUMBER, SYMBOL, Token
from cleaner.language.dosages.text.units import Unit

_NO_LIST_AFTER = words("numbered_words.txt")
_AGE_BOUNDS = frozenset({"over", "under", "above", "below", "than"})
_AGED = frozenset({"women", "men", "adults", "children", "people", "those", "older", "younger"})
_LINE_ENDS = frozenset({"\n", ".", "?", "!", ":"})
_POWER = re.compile(r"(\d+(?:\.\d+)?)\s*[x×*]\s*10")
_SCALES = ("thousand", "million", "billion", "trillion")


def resolve(token: Token, unit: Unit) -> tuple[float, bool]:
    """(value, still ambiguous) of a number whose dot may part thousands.

    International units and counts of organisms come in thousands, not in thousandths. Of a mass, "3.125 mg" is a
    strength; "1.000 mg" would be no way to write one milligram, nor is it plainly a gram: it stays undecided.
    """
    if token.grouped is None:
        return token.value, False
    if unit.dimension in ("activity", "organisms"):
        return token.grouped, False
    return token.value, unit.dimension != "time" and token.text.endswith("0")


def shared(token: Token, last: Token, unit: Unit) -> tuple[float, bool]:
    """As `resolve`, for a number that shares the unit of a later one, and its scale: "1.5 to 2 million IU"."""
    value, ambiguous = resolve(token, unit)
    scale = last.text.rpartition(" ")[2]
    if scale in _SCALES and token.text.rpartition(" ")[2] not in _SCALES and token.value < last.value:
        value *= {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[scale]
    power = _POWER.match(last.text)
    if power is not None and token.text[-1].isdigit() and token.value < float(power[1]):
        value *= last.value / float(power[1])  # "15 to 17.5 x 10(6) IU"
    return value, ambiguous


def is_torn(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether a number may be the end of one that white space has torn: "0. 3 mg", "600, 000 IU", "(1. 25 mg".

    "1. 25 mg" that opens a line is an item of a numbered list.
    """
    if index < 2 or tokens[index - 2].kind != NUMBER or tokens[index - 2].end != tokens[index - 1].start:
        return False
    mark, head = tokens[index - 1].text, tokens[index - 2]
    gap = text[tokens[index - 1].end : tokens[index].start]
    if mark == ",":
        return gap == " " and tokens[index].text == "000"
    if mark != "." or gap != " " or not head.text.isdigit() or len(head.text) > 2:
        return False
    return head.text == "0" or (index > 2 and tokens[index - 3].text not in _LINE_ENDS)


def is_name(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether a number belongs to a name ("omega-3"), counts something ("group 1") or is signed."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.text in _NO_LIST_AFTER:
        return index < 2 or tokens[index - 2].kind != NUMBER  # "1 to 24 months 35-60 mg" numbers no month
    if before.text == "=" and index > 1 and tokens[index - 2].text in ("n", "p"):
        return True
    if before.text in _AGE_BOUNDS and tokens[index - 2].text in _AGED:
        return True  # "women over 50 and 1,200 mg"
    if before.kind == SYMBOL and before.end == tokens[index].start and before.text in "-=":
        return index < 2 or tokens[index - 2].end == before.start or before.text == "="
    return False
