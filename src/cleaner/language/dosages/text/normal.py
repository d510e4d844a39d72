"""One spelling for matching: typographic variants folded, beside the original through an offset map."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass

from cleaner.language.dosages.text.data_files import rows

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

    def place(self, offset: int) -> int:
        """Where the original's character `offset` stands here."""
        return offset if self.map is None else bisect_left(self.map, offset)


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
    copied = 0
    for match in _RESIZED.finditer(text):
        index = match.start()
        pieces.append(text[copied:index])
        offsets.extend(range(copied, index))
        copied = index + 1
        target = _MANY[ord(text[index])]
        before = pieces[-1] or (pieces[-2] if len(pieces) > 1 else "")
        if len(target) > 1 and target[0] == " " and not before[-1:].isdigit():
            target = target[1:]  # the space before a fraction only parts it from a whole number
        pieces.append(target)
        offsets.extend([index] * len(target))
    pieces.append(text[copied:])
    offsets.extend(range(copied, len(text) + 1))
    return Normal("".join(pieces), offsets)
