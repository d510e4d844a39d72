"""One spelling for matching: typographic variants folded, beside the original through an offset map."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from cleaner.language.dosages.tables import rows

_ONE: dict[int, str] = {}
_MANY: dict[int, str] = {}
for _code, _replacement in rows("characters.tsv", 2):
    _target = "" if _replacement == "-nothing-" else _replacement
    (_ONE if len(_target) == 1 else _MANY)[int(_code[2:], 16)] = _target
_RESIZED = re.compile("[" + "".join(map(chr, _MANY)) + "]")
_MIDDLE_DOT = re.compile(r"(?<=\d)[\u00b7\u2219](?=\d)")


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` is what rules read. `offset(i)` is where its character `i` stands in the original."""

    text: str
    map: array[int] | None  # None: every character stands where it stood

    def offset(self, index: int) -> int:
        return index if self.map is None else self.map[index]


def normalise(original: str) -> Normal:
    """Fold micro signs, dashes, quotes, digits, fractions; drop invisible characters. Linear in the text's length."""
    if original.isascii():
        return Normal(original, None)
    text = _MIDDLE_DOT.sub(".", original).translate(_ONE)
    if not _RESIZED.search(text):
        return Normal(text, None)
    return _resize(text)


def _resize(text: str) -> Normal:
    pieces: list[str] = []
    offsets = array("l")
    for index, character in enumerate(text):
        target = _MANY.get(ord(character), character)
        if len(target) > 1 and target[0] == " " and not (pieces and pieces[-1][-1:].isdigit()):
            target = target[1:]  # the space before a fraction only parts it from a whole number
        if target:
            pieces.append(target)
            offsets.extend([index] * len(target))
    offsets.append(len(text))
    return Normal("".join(pieces), offsets)
