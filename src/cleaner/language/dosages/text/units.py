"""Units as printed and their UCUM codes, read from `data/units.tsv` and `data/time_units.tsv`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.tokens import WORD, Token

DOSABLE = frozenset({"mass", "activity", "volume", "household", "molar", "organisms", "count"})


class Unit(NamedTuple):
    """`code` is UCUM; `size` is one of it in its dimension's base unit (mg, mL, mmol, [IU])."""

    code: str
    dimension: str
    size: float


TIME_UNITS: dict[str, str] = {}
HOURS: dict[str, float] = {}
DAYS: dict[str, float] = {}
for _words, _code, _hours, _days in rows("time_units.tsv", 4):
    HOURS[_code], DAYS[_code] = float(_hours), float(_days)
    for _word in _words.split("|"):
        TIME_UNITS[_word] = _code

_BY_WORD: dict[str, Unit] = {}
_AS_WRITTEN: dict[str, Unit] = {}
_LONGER: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
BY_CODE: dict[str, Unit] = {}
_TIMES = {word: Unit(code, "time", HOURS[code]) for word, code in TIME_UNITS.items()}
for _words, _code, _dimension, _size in rows("units.tsv", 4):
    _unit = Unit(_code, _dimension, float(_size))
    BY_CODE[_code] = _unit
    for _word in _words.split("|"):
        if " " in _word:
            _parts = tuple(_word.replace(".", "").split())
            _LONGER.setdefault(_parts[0], []).append((_parts, _unit))
        elif _word == "U":
            _AS_WRITTEN[_word] = _unit
        else:
            _BY_WORD[_word.lower().replace(".", "")] = _unit

UNIT_NAMES = frozenset(
    {word.split()[0] for words, *_ in rows("units.tsv", 4) for word in words.split("|")} | set(TIME_UNITS)
)


def read_unit(tokens: Sequence[Token], index: int, text: str) -> tuple[Unit, int] | None:
    """The unit that starts at a token and the index after it. A hyphen may part words: "colony-forming units"."""
    if index >= len(tokens):
        return None
    word = tokens[index].text
    for parts, unit in _LONGER.get(word, ()):
        if (after := _follow(tokens, index, parts)) is not None:
            return unit, after
    single = _BY_WORD.get(word)
    if word == "g" and text[tokens[index].start] == "G":
        return None  # "5G" is no weight
    if single is None and tokens[index].kind == WORD:
        # "daily dose of 600 IU3": a footnote mark sticks to the word
        bare = word.rstrip("0123456789")
        single = _uncounted(bare) if bare != word and word not in ("m2", "m3", "cm2") else None
        single = single or _AS_WRITTEN.get(text[tokens[index].start : tokens[index].end])
    if single is None:
        return _read_time(tokens, index, text)
    after = index + 1
    if after < len(tokens) and tokens[after].text == "." and tokens[after].start == tokens[index].end:
        following = text[tokens[after].end : tokens[after].end + 2]
        if following[:1] == " " and following[1:].islower():
            after += 1  # "100 mg. of X": the dot abbreviates
    return single, after


def _uncounted(word: str) -> Unit | None:
    unit = _BY_WORD.get(word)
    return unit if unit is not None and unit.dimension != "count" else None


def _read_time(tokens: Sequence[Token], index: int, text: str) -> tuple[Unit, int] | None:
    """A unit of time; a lone letter only as a word of its own ("the 1960s" and "3D" are no spans of time)."""
    token = tokens[index]
    unit = _TIMES.get(token.text)
    touches = index > 0 and tokens[index - 1].end == token.start
    if unit is None or (len(token.text) == 1 and (touches or text[token.start].isupper())):
        return None
    return unit, index + 1


def _follow(tokens: Sequence[Token], index: int, parts: tuple[str, ...]) -> int | None:
    for part in parts:
        if index < len(tokens) and tokens[index].text == "-" and part != parts[0]:
            index += 1
        if index >= len(tokens) or tokens[index].text != part:
            return None
        index += 1
    return index
