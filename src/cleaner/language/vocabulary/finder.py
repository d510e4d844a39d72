"""The component that finds the vocabulary's terms in a text: whole words, longest match from the left.

Short and all-capital names count only where they are written so, brand names that are ordinary words only with their
capital. A short form that the page defines stands for its long form from there on and never for another concept.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.abbreviations import Definition
from cleaner.language.sentences import page_words, words_of
from cleaner.language.spans import fix, mention, register
from cleaner.language.vocabulary.guards import guarded_terms
from cleaner.language.vocabulary.layout import lay_out
from cleaner.language.vocabulary.readings import reads_like
from cleaner.language.vocabulary.store import ANY_CASE, CAPITALISED, CAPITALS, Sense, Vocabulary, packaged
from cleaner.language.vocabulary.user import UserVocabulary
from cleaner.language.vocabulary.words import HYPHENS, WORD, Words

_PLURAL = ("s", "es", "'s", "’s")
# A possessive belongs to a name that has one (Alzheimer's), not to one that owns something (women's health).
_KEEPS_POSSESSIVE = frozenset({EntityLabel.CONDITION})
# Labels whose names, joined to another word by a hyphen, name nothing by themselves.
_BARE = frozenset({EntityLabel.ANATOMY, EntityLabel.ORGANISM})
_SUBSTANCES = frozenset({EntityLabel.CHEMICAL, EntityLabel.DRUG, EntityLabel.SUPPLEMENT})
_MADE_OF = frozenset({"rich", "poor", "derived", "starved", "depleted"})
_LINE = 120
_SHORT_LINE = 8
_SHOUTED = 0.7  # share of capital letters from which a line says nothing about the case of its words


@Language.factory("vocabulary", default_config={"user": None}, assigns=["doc.ents", "span._.concept"])
def make_finder(nlp: Language, name: str, user: str | None) -> Finder:
    """`user`: path of a TSV with terms of the user's own (see `cleaner.language.vocabulary.user`)."""
    register()
    return Finder(packaged(), UserVocabulary.read(Path(user)) if user else None)


class _Choice(NamedTuple):
    first: int
    last: int
    sense: Sense
    users: bool = False  # the user's own term


class Finder:
    """Sets `doc.ents` to the terms found."""

    def __init__(self, vocabulary: Vocabulary, user: UserVocabulary | None = None) -> None:
        self._vocabulary = vocabulary
        self._user = user

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        if len(words):
            found = (self._span(doc, words, choice) for choice in self._chosen(doc, words))
            doc.ents = [span for span in found if span is not None]
        return doc

    def _chosen(self, doc: Doc, words: Words) -> Iterator[_Choice]:
        """Leftmost longest terms; what the user or the page defines goes before the vocabulary."""
        choices = [*self._of_page(doc, words), *self._of_user(words), *self._of_vocabulary(doc, words)]
        choices.sort(key=lambda choice: (choice.first, -choice.last))
        position = 0
        for choice in choices:
            if choice.first >= position:
                position = choice.last
                yield choice

    def _of_vocabulary(self, doc: Doc, words: Words) -> Iterator[_Choice]:
        layout = lay_out(words, self._vocabulary, doc._.abbreviations)
        defined = {definition.short for definition in doc._.abbreviations}
        guards, page = guarded_terms(), page_words(doc)
        for hit in self._vocabulary.hits(layout.numbers, layout.begins, layout.ends):
            first, last = layout.order[hit.first], layout.order[hit.last - 1] + 1
            surface = words.between(first, last)
            sense = next((s for s in self._vocabulary.senses(hit.value) if _case_fits(s.case, surface)), None)
            if sense is None or surface in defined:
                continue
            if _is_part_of_a_word(sense.label, words, first, last):
                continue
            guard = guards.get(surface.lower())
            if guard is not None and not guard.allows(words, first, last, page):
                continue
            if sense.case != CAPITALS or not _shouted(words, first):
                yield _Choice(first, last, self._on_page(surface, page) or sense)

    def _on_page(self, surface: str, page: AbstractSet[str]) -> Sense | None:
        like = reads_like(surface.lower(), page)
        return next(iter(self._vocabulary.lookup(like)), None) if like else None

    def _of_page(self, doc: Doc, words: Words) -> Iterator[_Choice]:
        """Short forms the page defines, wherever they stand, with the reading of their long form."""
        senses = {d.short: sense for d in reversed(doc._.abbreviations) if (sense := self._reading(d))}
        senses |= {short[:-1]: sense for short, sense in senses.items() if short[:-1].isupper() and short[-1] == "s"}
        parts = {short: [m.group() for m in WORD.finditer(short)] for short in senses}
        by_word = {part[0]: (short, part) for short, part in parts.items() if part}
        if not by_word:
            return
        for first in range(len(words)):
            word = words.surfaces[first]
            short, part = by_word.get(word) or by_word.get(word.removesuffix("s")) or (None, ())
            last = first + len(part)
            if short and last <= len(words):
                surface = words.between(first, last)
                if surface in (short, f"{short}s"):
                    yield _Choice(first, last, senses[short])

    def _of_user(self, words: Words) -> Iterator[_Choice]:
        if self._user is not None:
            for first, last, sense in self._user.find(words):
                yield _Choice(first, last, sense, users=True)

    def _reading(self, definition: Definition) -> Sense | None:
        return next((s for s in self._vocabulary.lookup(definition.long) if s.case == ANY_CASE), None)

    def _span(self, doc: Doc, words: Words, choice: _Choice) -> Span | None:
        end = words.ends[choice.last - 1]
        sense = choice.sense
        if words.surfaces[choice.last - 1][-2:] in ("'s", "’s") and sense.label not in _KEEPS_POSSESSIVE:
            end -= 2
        if choice.users:
            fix(doc, words.starts[choice.first], end)
        return mention(doc, words.starts[choice.first], end, sense.label, sense.concept)


def _case_fits(case: int, surface: str) -> bool:
    if case == ANY_CASE:
        return True
    if case == CAPITALS:
        bare = next((surface[: -len(s)] for s in _PLURAL if surface.endswith(s)), surface)
        return bare.upper() == bare
    return case == CAPITALISED and surface[:1].isupper()


def _is_part_of_a_word(label: EntityLabel, words: Words, first: int, last: int) -> bool:
    """ "blood-based", "head-to-toe"; "oxygen-rich", "marijuana-derived": a hyphen makes the name say of what sort."""
    if label in _BARE:
        return _is_modifier(words, first, last)
    hyphened = last < len(words) and words.gaps[last - 1] in HYPHENS
    return hyphened and label in _SUBSTANCES and words.lowered[last] in _MADE_OF


def _is_modifier(words: Words, first: int, last: int) -> bool:
    """Whether a hyphen makes the name a part of another word: "blood-based", "bean-shaped", "head-to-toe"."""
    return (first > 0 and words.gaps[first - 1] in HYPHENS) or (last < len(words) and words.gaps[last - 1] in HYPHENS)


def _shouted(words: Words, index: int) -> bool:
    """Whether the line around a word is in capitals, so that a name in capitals is nothing special."""
    start = words.text.rfind("\n", max(0, words.starts[index] - _LINE), words.starts[index]) + 1
    start = start or max(0, words.starts[index] - _LINE)
    end = words.text.find("\n", words.ends[index], words.ends[index] + _LINE)
    line = words.text[start : end if end >= 0 else words.ends[index] + _LINE]
    letters = [character for character in line if character.isalpha()]
    return len(letters) > _SHORT_LINE and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)
