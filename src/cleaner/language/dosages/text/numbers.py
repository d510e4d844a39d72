"""The number grammar: digits with either convention of grouping, fractions, words, scales, powers of ten.

"1,500", "50 000", "0,5", "1 1/2", "one and a half", "two hundred", "1.5 million", "1.4 x 10^9", and "1.4 x 109" whose
superscript was lost. A dot before three digits may be a decimal point or part thousands ("20.000 IU"): the token then
carries both values, and the unit decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.numbered import parted
from cleaner.language.dosages.text.tokens import NUMBER, WORD, Token

_WORDS = {word: (kind, float(value)) for word, kind, value in rows("number_words.tsv", 3)}
_SCALES = {"million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "thousand": 1e3}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_EUROPEAN = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?\Z")
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}\Z|0,\d{3}\Z")
_MOST_DIGITS = 18  # longer runs are identifiers
_FRACTION_BOTTOMS = frozenset({2.0, 3.0, 4.0, 5.0, 8.0})
_ARTICLES = frozenset({"a", "an"})
_GROUP = "000"


def read_digits(raw: str) -> tuple[float, float | None] | None:
    """(value, other value or None) of a run of digits with dots and commas; None if it is no number."""
    if len(raw) > _MOST_DIGITS:
        return None
    if raw.isdigit():
        return float(raw), None
    if _THOUSANDS.match(raw) and not raw.startswith("0"):
        return float(raw.replace(",", "")), None
    if _EUROPEAN.match(raw):
        grouped = float(raw.replace(".", "").replace(",", "."))
        return (grouped, None) if raw.count(".") > 1 or "," in raw else (float(raw), grouped)
    if raw.count(".") == 1 and "," not in raw:
        return float(raw), None
    if _DECIMAL_COMMA.match(raw):
        return float(raw.replace(",", ".")), None
    return None


def merge(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens with every number, however written, as one NUMBER token with its value."""
    merged: list[Token] = []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        if token.kind == NUMBER and (parts := parted(merged, token)) is not None:
            merged.extend(parts)
            index += 1
        elif token.kind == NUMBER or (token.kind == WORD and token.text in _WORDS):
            number, index = _number(tokens, index, text)
            merged.append(number)
        else:
            merged.append(token)
            index += 1
    return merged


def _number(tokens: Sequence[Token], index: int, text: str) -> tuple[Token, int]:
    token = tokens[index]
    if token.kind == WORD:
        return _worded(tokens, index)
    read = read_digits(token.text)
    if read is None:
        return token._replace(kind=WORD), index + 1
    (value, grouped), after = read, index + 1
    value, after = _spaced_groups(tokens, index, value, text)
    start = token.start
    if index and tokens[index - 1].text == "." and value and _leading_point(tokens, index, text):
        value, start = float("0." + token.text), start - 1
    value, after = _fraction(tokens, index, value, after)
    value, after = _scaled(tokens, value, after)
    end = tokens[after - 1].end
    return Token(NUMBER, text[start:end], start, end, value, grouped), after


def _leading_point(tokens: Sequence[Token], index: int, text: str) -> bool:
    """ ".5 mg": a dot with white space before it and a digit after."""
    dot = tokens[index - 1]
    return (
        tokens[index].text.isdigit()
        and dot.end == tokens[index].start
        and dot.start > 0
        and text[dot.start - 1] in " ("
    )


def _spaced_groups(tokens: Sequence[Token], index: int, value: float, text: str) -> tuple[float, int]:
    """ "50 000": a plain space parts thousands only before "000"; "2 500 mg tablets" are two of 500 mg."""
    after = index + 1
    first = tokens[index].text
    if not (first.isdigit() and len(first) <= 3 and first[0] != "0"):
        return value, after
    if index and tokens[index - 1].text == "-" and tokens[index - 1].end == tokens[index].start:
        before = tokens[index - 1].start - 1
        if before >= 0 and text[before].isalpha():  # "omega-3 500 mg"
            return value, after
    while after < len(tokens):
        group, gap = tokens[after], text[tokens[after - 1].end : tokens[after].start]
        if group.kind != NUMBER or len(group.text) != 3 or len(gap) != 1:
            break
        if group.text != _GROUP and gap == " " and not (after > index + 1):
            break
        value, after = value * 1000 + float(group.text), after + 1
    return value, after


def _fraction(tokens: Sequence[Token], index: int, value: float, after: int) -> tuple[float, int]:
    """ "2/3", "1 1/2", "1 and a half"."""
    if (bottom := _bottom(tokens, after)) is not None and value < bottom and after == index + 1:
        return value / bottom, after + 2
    if after + 2 < len(tokens) and tokens[after].kind == NUMBER and len(tokens[after].text) == 1:
        bottom, top = _bottom(tokens, after + 1), float(tokens[after].text)
        if bottom is not None and top < bottom and value < 100:
            return value + top / bottom, after + 3
    if _are(tokens, after, "and", "a", "half"):
        return value + 0.5, after + 3
    return value, after


def _bottom(tokens: Sequence[Token], slash: int) -> float | None:
    if slash + 1 < len(tokens) and tokens[slash].text == "/" and tokens[slash + 1].kind == NUMBER:
        top, bar, bottom = tokens[slash - 1], tokens[slash], tokens[slash + 1]
        if top.end == bar.start and bar.end == bottom.start and bottom.text.isdigit() and len(bottom.text) == 1:
            value = float(bottom.text)
            return value if value in _FRACTION_BOTTOMS else None
    return None


def _scaled(tokens: Sequence[Token], value: float, after: int) -> tuple[float, int]:
    """ "200 million", "1.4 x 10^9", "1.4 x 109"."""
    if after < len(tokens) and tokens[after].text in _SCALES:
        return value * _SCALES[tokens[after].text], after + 1
    if after + 1 < len(tokens) and tokens[after].text == "x" and tokens[after + 1].kind == NUMBER:
        power = tokens[after + 1].text
        if power == "10" and after + 3 < len(tokens) and tokens[after + 2].text == "^":
            exponent = tokens[after + 3].text
            if exponent.isdigit() and len(exponent) <= 2:
                return value * 10.0 ** int(exponent), after + 4
        if power == "10" and _are(tokens, after + 2, "(") and _are(tokens, after + 4, ")"):
            exponent = tokens[after + 3].text  # a superscript that became "10(9)"
            if exponent.isdigit() and len(exponent) <= 2:
                return value * 10.0 ** int(exponent), after + 5
        if len(power) in (3, 4) and power.startswith("10") and power != "100" and power != "1000":
            return value * 10.0 ** int(power[2:]), after + 2
    return value, after


def _worded(tokens: Sequence[Token], index: int) -> tuple[Token, int]:
    """ "two hundred", "thirty-two", "one-quarter", "one and a half", "half a", "(a) thousand"; a lone fraction or scale
    word stays a word."""
    first = tokens[index]
    kind, value = _WORDS[first.text]
    if first.text == "half" and index + 1 < len(tokens) and tokens[index + 1].text in _ARTICLES:
        return Token(NUMBER, first.text, first.start, tokens[index + 1].end, value), index + 2
    counted = index > 0 and tokens[index - 1].text in _ARTICLES
    if (kind == "scale" and not counted) or (kind == "fraction" and first.text != "half"):
        return first, index + 1
    after = index + 1
    while after < len(tokens):
        step = after + 1 if tokens[after].text == "-" else after
        known = _WORDS.get(tokens[step].text) if step < len(tokens) and tokens[step].kind == WORD else None
        if known is None:
            break
        next_kind, factor = known
        if next_kind in ("scale", "fraction") and kind != "fraction":
            value *= factor
        elif kind == "ten" and next_kind == "unit" and value % 10 == 0:
            value += factor
        else:
            break
        kind, after = next_kind, step + 1
    if _are(tokens, after, "and", "a", "half"):
        value, after = value + 0.5, after + 3
    return Token(NUMBER, first.text, first.start, tokens[after - 1].end, value), after


def _are(tokens: Sequence[Token], index: int, *words: str) -> bool:
    return index + len(words) <= len(tokens) and all(tokens[index + i].text == word for i, word in enumerate(words))
