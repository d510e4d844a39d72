"""A vocabulary of the user's own, added to the one in the package.

A TSV with the columns label, id, name and terms (parted by `|`), for example `SUPPLEMENT`, `acme:17`, `Sea moss`,
`sea moss|irish moss`. Lines that begin with `#` are remarks. Its terms win over the package's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.store import ConceptRecord, Sense
from cleaner.language.vocabulary.words import Words, fold, key

_COLUMNS = 4


class UserVocabulary:
    """Terms by their folded words."""

    def __init__(self, senses: dict[tuple[str, ...], Sense]) -> None:
        self._senses = senses
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for path in senses:
            self._lengths[path[0]].add(len(path))

    @classmethod
    def read(cls, path: Path) -> UserVocabulary:
        """Read a TSV. Raises `ValueError` naming the line that cannot be read."""
        senses: dict[tuple[str, ...], Sense] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) < _COLUMNS or cells[0] not in EntityLabel.__members__:
                raise ValueError(f"{path}, line {number}: expected label, id, name, terms")
            sense = Sense(ConceptRecord(cells[1], cells[2]), EntityLabel(cells[0]))
            senses.update({words: sense for term in cells[3].split("|") if (words := key(term))})
        return cls(senses)

    def find(self, words: Words) -> Iterator[tuple[int, int, Sense]]:
        """Terms as first word, word after the last, and reading."""
        folded = [fold(surface) for surface in words.surfaces]
        for first, word in enumerate(folded):
            for length in self._lengths.get(word, ()):
                sense = self._senses.get(tuple(folded[first : first + length]))
                if sense is not None:
                    yield first, first + length, sense
