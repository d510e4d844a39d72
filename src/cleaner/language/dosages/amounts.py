"""The grammar of amounts: number and unit, ranges, lists that share a unit, counts times strengths, denominators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from cleaner.language.dosages.denominators import read_denominators
from cleaner.language.dosages.tables import words
from cleaner.language.dosages.tokens import NUMBER, SYMBOL, WORD, Token
from cleaner.language.dosages.units import Unit, read_unit

_FORMS = frozenset(word for word in words("form_words.txt"))
_CHANGE_VERBS = words("change_verbs.txt")
_NO_LIST_AFTER = words("numbered_words.txt")
_AGE_BOUNDS = frozenset({"over", "under", "above", "below", "than"})
_AGED = frozenset({"women", "men", "adults", "children", "people", "those", "older", "younger"})
_LINE_ENDS = frozenset({"\n", ".", "?", "!", ":"})
_BEFORE_COUNT = words("before_counts.txt")
_MOST_FORM_DISTANCE = 6  # words between a strength and the form that it is counted in: "eight 300-mg fish oil capsules"
_MOST_LIST = 6


class Shape(Enum):
    """How the number was written."""

    ONE = auto()
    RANGE = auto()
    LISTED = auto()  # a bare number of a list that shares the unit of its last member


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. `first` and `last` (exclusive) count tokens; `start`, `end` characters of the text.

    `per` holds the denominators other than time, as printed order; `every` the attached denominator of time
    (count, UCUM unit). `head` is the first token of the list this amount is a member of.
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float
    unit: Unit
    per: tuple[str, ...] = ()
    every: tuple[float, str] | None = None
    tail: int = 0  # index after denominators in words ("per kg")
    shape: Shape = Shape.ONE
    ambiguous: bool = False
    multiplied: bool = False
    spread: bool = False  # a mean, with its spread in the span


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
        members = _members(amount, tokens, text, amounts)
        floor = amounts[-1].last if amounts else 0
        members[0] = _counted(members[0], tokens, text, floor) if len(members) == 1 else members[0]
        amounts.extend(members)
    return amounts


def _plain(tokens: Sequence[Token], index: int, unit: Unit, last: int, text: str) -> Amount:
    token = tokens[index]
    last = _repeated_unit(tokens, last, text)
    value, ambiguous = resolve(token, unit)
    ambiguous = ambiguous or _torn(tokens, index, text)
    return Amount(index, last, token.start, tokens[last - 1].end, value, value, unit, tail=last, ambiguous=ambiguous)


def _torn(tokens: Sequence[Token], index: int, text: str) -> bool:
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


def _members(amount: Amount, tokens: Sequence[Token], text: str, before: list[Amount]) -> list[Amount]:
    """The amount with what stands left of it and shares its unit: the low end of a range, or list members."""
    floor = before[-1].last if before else 0
    if (joined := _joined_range(amount, tokens, before)) is not None:
        before.pop()
        return [joined]
    left = amount.first - 2
    if (spread := _with_spread(amount, tokens, floor)) is not None:
        return [spread]
    if left >= floor and tokens[left].kind == NUMBER and not _is_name(tokens, left, text):
        separator = tokens[left + 1].text
        value, ambiguous = resolve(tokens[left], amount.unit)
        if separator in ("-", "to", "through") or (separator == "and" and left and tokens[left - 1].text == "between"):
            if separator in ("to", "and") and _changes(tokens, left):
                return [_listed(amount, tokens, left, text), amount]
            if value < amount.high:
                ranged = replace(
                    amount,
                    first=left,
                    start=tokens[left].start,
                    low=value,
                    shape=Shape.RANGE,
                    ambiguous=ambiguous or amount.ambiguous,
                )
                return _list(ranged, tokens, text, floor)
            if value > amount.high:
                ordinal = separator == "-"
                return [replace(amount, ambiguous=True)] if ordinal else [_listed(amount, tokens, left, text), amount]
    return _list(amount, tokens, text, floor)


def _with_spread(amount: Amount, tokens: Sequence[Token], floor: int) -> Amount | None:
    """ "7.5 ± 2.5 mg/day": a mean with its spread; the amount is the mean."""
    signs = ["±"] if tokens[amount.first - 1].text == "±" else ["+", "/", "-"]
    mean = amount.first - len(signs) - 1
    if mean < floor or tokens[mean].kind != NUMBER or [t.text for t in tokens[mean + 1 : amount.first]] != signs:
        return None
    value, ambiguous = resolve(tokens[mean], amount.unit)
    first, start = mean, tokens[mean].start
    return replace(amount, first=first, start=start, low=value, high=value, ambiguous=ambiguous, spread=True)


def _joined_range(amount: Amount, tokens: Sequence[Token], before: list[Amount]) -> Amount | None:
    """ "50 mg to 100 mg": two whole amounts that are the ends of one range."""
    if not before:
        return None
    low = before[-1]
    if low.last != amount.first - 1 or low.shape is not Shape.ONE or low.per or low.every or low.multiplied:
        return None
    separator = tokens[low.last].text
    between = separator == "and" and low.first and tokens[low.first - 1].text == "between"
    if separator not in ("-", "to", "through") and not between:
        return None
    if low.unit.dimension != amount.unit.dimension or _changes(tokens, low.first):
        return None
    if low.low * low.unit.size >= amount.high * amount.unit.size:
        return None
    value = low.low if low.unit == amount.unit else low.low * low.unit.size / amount.unit.size
    return replace(amount, first=low.first, start=low.start, low=value, shape=Shape.RANGE)


def _changes(tokens: Sequence[Token], first: int) -> bool:
    """Whether "from X to Y" tells of a change: two amounts, no range."""
    nearby = tokens[max(0, first - 8) : first]
    return bool(nearby) and nearby[-1].text == "from" and any(token.text in _CHANGE_VERBS for token in nearby)


def _list(amount: Amount, tokens: Sequence[Token], text: str, floor: int) -> list[Amount]:
    """ "200, 500, or 1500 mg": the bare numbers before the amount, which share its unit."""
    members = [amount]
    index, joined = amount.first - 1, False
    while index - 1 >= floor and len(members) < _MOST_LIST:
        index -= tokens[index].text == "." and tokens[index - 1].text == "vs"
        separator = tokens[index].text
        if separator in ("or", "and", "versus", "vs") and not joined:
            joined = True
            index -= tokens[index - 1].text == ","
        elif not (separator in (",", "/") and (joined or separator == "/")):
            break
        number = index - 1
        if number < floor or tokens[number].kind != NUMBER or _is_name(tokens, number, text):
            break
        if tokens[number - 1].text in ("to", "-") and number > 1 and tokens[number - 2].kind == NUMBER:
            break  # "women ages 19 to 50 and 1,200 mg"
        member = _listed(amount, tokens, number, text)
        if not _comparable(member, amount):
            break
        members.insert(0, member)
        index = number - 1
    return members


def _listed(amount: Amount, tokens: Sequence[Token], index: int, text: str) -> Amount:
    token = tokens[index]
    value, ambiguous = resolve(token, amount.unit)
    return replace(
        amount,
        first=index,
        last=index + 1,
        start=token.start,
        end=token.end,
        low=value,
        high=value,
        shape=Shape.LISTED,
        ambiguous=ambiguous,
        tail=amount.tail,
    )


def _comparable(member: Amount, amount: Amount) -> bool:
    """Whether a bare number may share the amount's unit: of like size, and no year."""
    if amount.high <= 0 or (1900 <= member.low <= 2100 and (amount.high < 500 or member.low % 50)):
        return False
    return 1 / 200 <= member.low / amount.high <= 200


def _is_name(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether a number belongs to a name ("omega-3"), counts something ("group 1") or is signed."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.text in _NO_LIST_AFTER:
        return True
    if before.text in _AGE_BOUNDS and tokens[index - 2].text in _AGED:
        return True  # "women over 50 and 1,200 mg"
    if before.kind == SYMBOL and before.end == tokens[index].start and before.text in "-=":
        return index < 2 or tokens[index - 2].end == before.start or before.text == "="
    return False


def _counted(amount: Amount, tokens: Sequence[Token], text: str, floor: int) -> Amount:
    """ "two 650 mg tablets" is 1,300 mg: a count in front of a strength and its form."""
    index = amount.first - 1
    if index < floor or amount.unit.dimension in ("count", "time", "percent") or amount.every:
        return amount
    if tokens[index].text == "x" and index > floor and tokens[index - 1].kind == NUMBER:
        return _times(amount, tokens, index - 1, amount.last, tokens[index - 1].value, tokens[index - 1].value)
    last = _form_after(amount.last, tokens)
    if last is None:
        return amount
    if tokens[index].text == "a" and index - 2 >= floor and tokens[index - 1].text == "of":
        index -= 2
    elif tokens[index].text in ("a", "one") and index - 1 >= floor and tokens[index - 1].kind == NUMBER:
        index -= 1
    if tokens[index].kind != NUMBER or _is_name(tokens, index, text) or not _counts(tokens, index):
        return amount
    low = high = tokens[index].value
    if index - 2 >= floor and tokens[index - 1].text in ("to", "-", "or") and tokens[index - 2].kind == NUMBER:
        low, index = tokens[index - 2].value, index - 2
    if amount.shape is Shape.RANGE or not 0 < low <= high <= 20 or (low == high == 1.0):
        return amount
    return _times(amount, tokens, index, last, low, high)


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number counts what follows: written as a word, or where a count can stand ("take 2 500 mg tablets")."""
    return tokens[index].text.isalpha() or index == 0 or tokens[index - 1].text in _BEFORE_COUNT


def _times(amount: Amount, tokens: Sequence[Token], first: int, last: int, low: float, high: float) -> Amount:
    return replace(
        amount,
        first=first,
        last=last,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        low=amount.low * low,
        high=amount.high * high,
        tail=max(last, amount.tail),
        multiplied=True,
        shape=Shape.RANGE if high > low else Shape.ONE,
    )


def _form_after(index: int, tokens: Sequence[Token]) -> int | None:
    """The index after the form noun that follows within a few words."""
    for step in range(index, min(index + _MOST_FORM_DISTANCE + 1, len(tokens))):
        token = tokens[step]
        if token.kind == WORD and token.text in _FORMS:
            return step + 2 if step + 1 < len(tokens) and tokens[step + 1].text in _FORMS else step + 1
        if token.kind != WORD and token.text != "-":
            return None
    return None
