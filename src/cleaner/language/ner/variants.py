"""Other names of what a recognised name says: nouns of describing words, names without the words that add nothing.

Each function yields folded names to look up, the nearest first. They are only looked up: a variant that the vocabulary
lacks means nothing, so the rules may be bold about forms but not about meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from cleaner.language.vocabulary.words import key, rows

Name = tuple[str, ...]
_PERMUTED = 3  # words of a name whose order may be another
_STEM = 3  # letters a stem has at least
_ANY = "*"
_QUALITIES = frozenset({"impaired", "decreased", "reduced", "abnormal", "altered", "deteriorated"})
_SMALL = frozenset({"of", "the", "in", "a", "an", "and", "or", "with", "to", "by"})
_TUMORS = ("neoplasm", "cancer", "tumor", "carcinoma", "adenocarcinoma", "malignancy")


def disorders(name: Name) -> Iterator[Name]:
    """Variants of a disorder's name that mean the same."""
    while len(name) > 1 and name[0] in _degrees():
        name = name[1:]
        yield name
    yield from _turned(name)
    yield from _nouns(name)
    if len(name) > 1 and name[-1] in _endings():
        yield name[:-1]
        yield from _nouns(name[:-1])
    for form in (name, *_turned(name)):
        if len(form) > 1 and form[-1] in _TUMORS:
            yield from ((*form[:-1], other) for other in _TUMORS)


def substances(name: Name) -> Iterator[Name]:
    """Variants of a substance's name: without its salt, acid for its anion."""
    bare = name
    while len(bare) > 1 and bare[-1] in _salts():
        bare = bare[:-1]
        yield bare
    if name[-1].endswith("ate") and len(name[-1]) > _STEM + 3:
        yield (*name[:-1], name[-1][:-3] + "ic", "acid")
    yield from _turned(name)


def ailing(name: Name) -> str | None:
    """The concept of what ails a part of the body in general: "renal dysfunction", "impaired liver function"."""
    organ = tuple(word for word in name if word not in _QUALITIES)
    quality = "impairment" if len(organ) < len(name) else ""
    for size in range(len(organ), 0, -1):
        behind = organ[size:] or ((quality,) if quality else ())
        if organ[:size] in _organs() and len(behind) == 1:
            table = _organs()[organ[:size]]
            found = table.get(behind[0]) or (table.get(_ANY) if behind[0] in _troubles() else None)
            if found:
                return found
    return None


def heads(name: Name) -> Iterator[Name]:
    """The name without its first words: "severe hypertension" is hypertension."""
    for first in range(1, len(name)):
        if name[first] not in _SMALL:
            yield name[first:]


def _turned(name: Name) -> Iterator[Name]:
    """ "tumors of the kidney" as "kidney tumor", "carcinoma ductal" as "ductal carcinoma"."""
    if "of" in name[1:-1]:
        at = name.index("of")
        behind = tuple(word for word in name[at + 1 :] if word != "the")
        yield behind + name[:at]
    plain = tuple(word for word in name if word not in _SMALL)
    if 1 < len(plain) <= _PERMUTED:
        yield from (order for order in permutations(plain) if order != name)


def _nouns(name: Name) -> Iterator[Name]:
    word = name[-1]
    for ending, nouns in _adjectives():
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            yield from ((*name[:-1], word.removesuffix(ending) + noun) for noun in nouns)


@cache
def _adjectives() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((ending, tuple(nouns.split())) for ending, nouns, *_ in rows(__package__, "data/adjectives.tsv"))


def organ_rows() -> list[list[str]]:
    """Words, troubles, concept, name."""
    return rows(__package__, "data/organs.tsv")


@cache
def _organs() -> dict[Name, dict[str, str]]:
    """What ails a part of the body: concept by trouble."""
    table: dict[Name, dict[str, str]] = defaultdict(dict)
    for parts, troubles, concept, *_ in organ_rows():
        for part in parts.split("|"):
            for trouble in troubles.split():
                table[key(part)].setdefault(trouble, concept)
    return dict(table)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(key(row[0])[0] for row in rows(__package__, name))


def _troubles() -> frozenset[str]:
    return _listed("data/troubles.tsv")


@cache
def _salts() -> frozenset[str]:
    return frozenset(key(row[0])[0] for row in rows("cleaner.language.vocabulary.build", "salts.txt"))


def _degrees() -> frozenset[str]:
    return _listed("data/degrees.txt")


def _endings() -> frozenset[str]:
    return _listed("data/endings.txt")
