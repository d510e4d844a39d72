"""The component that makes names the vocabulary does not list out of those it does.

"MS patients" is a group of people, "rice protein powder" a food, "trouble swallowing" a complaint. The tables say which
words make what with which labels; the whole is looked up again, so that it finds its own concept where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.organisations import in_organisation
from cleaner.language.sentences import words_of
from cleaner.language.spans import longest, mention, register
from cleaner.language.vocabulary.store import ANY_CASE, ConceptRecord, Vocabulary, packaged
from cleaner.language.vocabulary.words import HYPHENS, Words, rows

_AMOUNTS = frozenset({"low", "high", "reduced", "lower", "higher", "full", "whole", "non"})
_FREE = "free"
_SHARES = frozenset({"rich", _FREE, "based", "fortified", "containing"})
_MEALS = frozenset({"diet", "diets", "food", "foods", "meal", "meals", "product", "products", "drink", "drinks"})
_EATEN = frozenset({EntityLabel.FOOD, EntityLabel.NUTRIENT, EntityLabel.SUPPLEMENT})
_BROADER = frozenset({EntityLabel.CONDITION, EntityLabel.SYMPTOM, EntityLabel.TEST, EntityLabel.PROCEDURE})
_GERUND = "*ing"
_SINGULAR_S = ("ss", "us", "is")
_ROUNDS = 2  # "liver function tests" grows twice


@Language.factory("phrases", requires=["doc.ents"], assigns=["doc.ents", "span._.concept"])
def make_phrases(nlp: Language, name: str) -> PhraseMaker:
    register()
    return PhraseMaker(packaged())


class PhraseMaker:
    """Rewrites `doc.ents` with the longer names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        spans = [*doc.ents, *self._complaints(doc, words), *self._people(doc, words)]
        grows = _EATEN if doc._.scientific else frozenset(EntityLabel)  # there the recognizer says where names end
        for _ in range(_ROUNDS):
            ends = {span.end: span for span in spans}
            starts = {span.start: span for span in spans}
            grown = [new for s in spans if s.label_ in grows for new in self._grown(doc, s, starts, ends)]
            if not grown:
                break
            spans = longest([*grown, *spans])
        doc.ents = longest(s for s in spans if not _is_share(doc, s) and not in_organisation(doc, s.start, s.end))
        return doc

    def _grown(self, doc: Doc, span: Span, starts: dict[int, Span], ends: dict[int, Span]) -> Iterator[Span]:
        head = self._with_head(doc, span, starts)
        if head is not None:
            yield head
        for longer in (self._with_modifier(doc, span), self._with_next(doc, span, starts)):
            if longer is not None:
                yield longer
        label = EntityLabel(span.label_)
        if label in _EATEN:
            diet = self._of_food(doc, span, starts)
            if diet is not None:
                yield diet

    def _with_head(self, doc: Doc, span: Span, starts: dict[int, Span]) -> Span | None:
        """The mention and a head word behind it."""
        if span.end >= len(doc) or not _adjoins(doc, span.end):
            return None
        token = doc[span.end]
        made = _heads().get((token.lower_, span.label_))
        behind = starts.get(span.end)
        if made is None or (behind is not None and len(behind) > 1):
            return None
        label, like = made
        return self._mention(doc, span.start, span.end + 1, label, like, behind)

    def _with_modifier(self, doc: Doc, span: Span) -> Span | None:
        """ "metastatic breast cancer", "supraglottic laryngectomy"."""
        start = span.start - 1
        if start < 0 or span.label_ not in _modifiers().get(doc[start].lower_, ()) or not _adjoins(doc, span.start):
            return None
        if (start and doc[start - 1].text in HYPHENS) or (doc[start].is_lower and doc[span.start].is_title):
            return None
        label = EntityLabel(span.label_)
        concept = self._looked_up(doc[start : span.end].text, label) or span._.concept
        return mention(doc, doc[start].idx, span.end_char, label, concept)

    def _with_next(self, doc: Doc, span: Span, starts: dict[int, Span]) -> Span | None:
        """ "knee osteoarthritis": two names with one space between them."""
        behind = starts.get(span.end)
        if behind is None or not _adjoins(doc, span.end):
            return None
        made = _compounds().get((span.label_, behind.label_))
        last = doc[span.end - 1].lower_
        if made is None or last in _apart() or (len(behind) == 1 and behind[0].lower_ in _apart()):
            return None
        if last.endswith("s") and not last.endswith(_SINGULAR_S) and not last.isupper():
            return None
        return self._mention(doc, span.start, behind.end, made, behind=behind)

    def _of_food(self, doc: Doc, span: Span, starts: dict[int, Span]) -> Span | None:
        """ "high-fiber fruits", "gluten-free grains", "probiotic-rich diet"."""
        start, end = span.start, span.end
        if start >= 2 and doc[start - 1].text in HYPHENS and doc[start - 2].lower_ in _AMOUNTS:
            start -= 2
        elif start >= 1 and doc[start - 1].lower_ in _AMOUNTS and _adjoins(doc, start):
            start -= 1
        if end + 1 < len(doc) and doc[end].text in HYPHENS and doc[end + 1].lower_ in _SHARES:
            end += 2
        if (start, end) == (span.start, span.end) or end >= len(doc) or not _adjoins(doc, end):
            return None
        eaten = starts.get(end)
        if doc[end].lower_ in _MEALS:
            return self._mention(doc, start, end + 1, EntityLabel.FOOD)
        if eaten is not None and eaten.label_ == EntityLabel.FOOD:
            return self._mention(doc, start, eaten.end, EntityLabel.FOOD, behind=eaten)
        return None

    def _mention(
        self, doc: Doc, start: int, end: int, label: EntityLabel, like: str = "", behind: Span | None = None
    ) -> Span | None:
        whole = doc[start:end]
        concept = self._looked_up(whole.text, label)
        if concept is None and like:
            concept = self._looked_up(f"{doc[start : end - 1].text} {like}", label)
        if concept is None and behind is not None and label in _BROADER | _EATEN and behind.label_ == label:
            concept = behind._.concept
        return mention(doc, whole.start_char, whole.end_char, label, concept)

    def _looked_up(self, text: str, label: EntityLabel) -> ConceptRecord | None:
        senses = self._vocabulary.lookup(text)
        return next((s.concept for s in senses if s.case == ANY_CASE and s.label == label), None)

    def _complaints(self, doc: Doc, words: Words) -> Iterator[Span]:
        """ "difficulty concentrating", "loss of appetite"."""
        openings = _complaints()
        for first, word in enumerate(words.lowered):
            for opening, follows in openings.get(word, ()):
                last = first + len(opening)
                if tuple(words.lowered[first:last]) == opening and last < len(words) and _follows(words, last, follows):
                    yield from self._over(doc, words, first, last + 1, EntityLabel.SYMPTOM)

    def _people(self, doc: Doc, words: Words) -> Iterator[Span]:
        """ "older women", "healthy volunteers"."""
        describing, people = _people_words("describing"), _people_words("people")
        for index, word in enumerate(words.lowered):
            described = word in people and index and words.lowered[index - 1] in describing
            bound = index > 1 and words.gaps[index - 2] in HYPHENS  # "non-diabetic people"
            if described and not bound and words.gaps[index - 1] == " ":
                yield from self._over(doc, words, index - 1, index + 1, EntityLabel.POPULATION)

    def _over(self, doc: Doc, words: Words, first: int, last: int, label: EntityLabel) -> Iterator[Span]:
        concept = self._looked_up(words.between(first, last), label)
        span = mention(doc, words.starts[first], words.ends[last - 1], label, concept)
        if span is not None:
            yield span


def _adjoins(doc: Doc, index: int) -> bool:
    """Whether one space parts token `index` from the one before it."""
    return index < len(doc) and doc[index - 1].whitespace_ == " " and doc[index].is_alpha


def _is_share(doc: Doc, span: Span) -> bool:
    """ "low-fat", "whole-fat", "alcohol-free" with no food behind them: how much, not what."""
    before, behind = span.start - 2, span.end + 1
    if span.label_ in _EATEN and before >= 0 and doc[before + 1].text in HYPHENS and doc[before].lower_ in _AMOUNTS:
        return True
    return behind < len(doc) and doc[behind - 1].text in HYPHENS and doc[behind].lower_ == _FREE


def _follows(words: Words, index: int, follows: frozenset[str]) -> bool:
    return words.gaps[index - 1] == " " and words.lowered[index] in follows


@cache
def _heads() -> dict[tuple[str, str], tuple[EntityLabel, str]]:
    table: dict[tuple[str, str], tuple[EntityLabel, str]] = {}
    for heads, made, labels, like, *_ in rows(__package__, "data/phrase_heads.tsv"):
        for head in heads.split("/"):
            for label in labels.split():
                table.setdefault((head, label), (EntityLabel(made), "" if like == "-" else like))
    return table


@cache
def _modifiers() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for labels, adjectives, *_ in rows(__package__, "data/phrase_modifiers.tsv"):
        for adjective in adjectives.split():
            table[adjective].update(labels.split())
    return {adjective: frozenset(labels) for adjective, labels in table.items()}


@cache
def _compounds() -> dict[tuple[str, str], EntityLabel]:
    listed = rows(__package__, "data/phrase_compounds.tsv")
    return {(first, second): EntityLabel(made) for first, second, made, *_ in listed}


@cache
def _apart() -> frozenset[str]:
    return frozenset(word for word, *_ in rows(__package__, "data/phrase_apart.txt"))


@cache
def _people_words(side: str) -> frozenset[str]:
    return frozenset(word for word, kind, *_ in rows(__package__, "data/phrase_people.tsv") if kind == side)


@cache
def _complaints() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    listed = {opening: follows.split() for opening, follows, *_ in rows(__package__, "data/phrase_complaints.tsv")}
    gerunds = listed.pop(_GERUND)
    table: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
    for opening, follows in listed.items():
        words = tuple(opening.split())
        table[words[0]].append((words, frozenset(gerunds if follows == [_GERUND] else follows)))
    return dict(table)
