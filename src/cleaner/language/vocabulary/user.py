"""A vocabulary of the user's own, added to the one in the package.

A TSV with the columns label, id, name and terms (parted by `|`), for example `SUPPLEMENT`, `acme:17`, `Sea moss`,
`sea moss|irish moss`, lines that begin with `#` being remarks; or a YAML list of the same:

    - label: SUPPLEMENT
      id: acme:17
      name: Sea moss
      terms: [sea moss, irish moss]

Its terms win over the package's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]  # comes with spaCy

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.store import ConceptRecord, Sense
from cleaner.language.vocabulary.words import Words, fold, key

_COLUMNS = 4
_YAML = frozenset({".yaml", ".yml"})
_FIELDS = ("label", "id", "name")
_Entry = tuple[EntityLabel, str, str, list[str]]  # label, id, name, terms


class UserVocabulary:
    """Terms by their folded words."""

    def __init__(self, senses: dict[tuple[str, ...], Sense]) -> None:
        self._senses = senses
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for path in senses:
            self._lengths[path[0]].add(len(path))

    @classmethod
    def read(cls, path: Path) -> UserVocabulary:
        """Read a TSV or a YAML file, told apart by its name. Raises `ValueError` naming what cannot be read."""
        text = path.read_text(encoding="utf-8-sig")  # spreadsheets put a byte order mark in front
        entries = _of_yaml(path, text) if path.suffix.lower() in _YAML else _of_tsv(path, text)
        senses: dict[tuple[str, ...], Sense] = {}
        for label, ident, name, terms in entries:
            sense = Sense(ConceptRecord(ident, name), label)
            senses.update({words: sense for term in terms if (words := key(term))})
        return cls(senses)

    def find(self, words: Words) -> Iterator[tuple[int, int, Sense]]:
        """Terms as first word, word after the last, and reading."""
        folded = [fold(surface) for surface in words.surfaces]
        for first, word in enumerate(folded):
            for length in self._lengths.get(word, ()):
                sense = self._senses.get(tuple(folded[first : first + length]))
                if sense is not None:
                    yield first, first + length, sense


def _of_tsv(path: Path, text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < _COLUMNS or not all(cells[:_COLUMNS]):
            raise ValueError(f"{path}, line {number}: expected label, id, name and terms, parted by tabs")
        label, ident, name, terms = cells[:_COLUMNS]
        yield _known(label, f"{path}, line {number}"), ident, name, terms.split("|")


def _of_yaml(path: Path, text: str) -> Iterator[_Entry]:
    try:
        items = srsly.yaml_loads(text) or []
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    if not isinstance(items, list):
        raise ValueError(f"{path}: expected a list of entries")
    for number, item in enumerate(items, 1):
        if not _is_entry(item):
            raise ValueError(f"{path}, entry {number}: expected label, id, name, and a list of terms")
        label, ident, name = (item[field] for field in _FIELDS)
        yield _known(label, f"{path}, entry {number}"), ident, name, item["terms"]


def _known(label: str, place: str) -> EntityLabel:
    """The label of that name. Raises `ValueError` that lists the labels there are."""
    if label not in EntityLabel.__members__:
        raise ValueError(f"{place}: {label!r} is no label; labels are {', '.join(EntityLabel.__members__)}")
    return EntityLabel[label]


def _is_entry(item: Any) -> bool:
    """Whether a YAML item has the fields, as strings, and a list of strings as terms."""
    if not isinstance(item, dict) or not all(isinstance(item.get(field), str) for field in _FIELDS):
        return False
    terms = item.get("terms")
    return isinstance(terms, list) and all(isinstance(term, str) for term in terms)
