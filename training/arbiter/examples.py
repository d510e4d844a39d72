"""Annotated passages with what the rules and the recogniser say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from training.arbiter.annotations import Passage
from training.arbiter.fit import Lesson

from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.language.arbiter.features import Case, Observer, Span
from cleaner.language.arbiter.model import tags_of
from cleaner.language.context import PageContext, attach
from cleaner.language.ner.features import tokenize
from cleaner.language.ner.hints import names_of, verdict_of
from cleaner.language.ner.model import packaged as recognizer
from cleaner.language.nlp import build_nlp
from cleaner.language.sentences import words_of
from cleaner.language.vocabulary.store import LABELS, packaged

_RULES = ("abbreviations", "vocabulary", "phrases")
_NUMBERS = {label.value: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Example:
    passage: Passage
    case: Case
    gold: list[Span]

    def lesson(self, observer: Observer, hidden: float, weight: float, noise: np.random.Generator) -> Lesson:
        """`hidden`: the share of the rules' mentions that the model does not get to see."""
        drawn = noise.random(len(self.case.spans)) < hidden
        seen = observer.see(self.case, frozenset(np.flatnonzero(drawn).tolist()))
        return Lesson(seen, self.case.tokens.sentence, tags_of(self.case.tokens, self.gold), weight)


def rules() -> Language:
    """The components that work before the arbiter, without the recogniser: it decides nothing in pages for readers."""
    nlp = build_nlp(Config(mode=Mode.FAST))
    for name in nlp.pipe_names:
        if name not in _RULES:
            nlp.remove_pipe(name)
    return nlp


def examples(passages: Iterable[Passage], nlp: Language) -> list[Example]:
    names, reads = names_of(packaged()), recognizer()
    out = []
    for passage in passages:
        doc = attach(nlp.make_doc(passage.text), PageContext(outside=passage.context or None))
        found: list[list[Span]] = []
        for _, component in nlp.pipeline:
            doc = component(doc)
            found.append([(span.start_char, span.end_char, _NUMBERS[span.label_]) for span in doc.ents])
        tokens = tokenize(passage.text)
        finder = [(start, end, LABELS[number]) for start, end, number in found[1]]
        hints = names.hints(words_of(doc), tokens, verdict_of(tokens, finder))
        case = Case(tokens, hints, reads.belief(tokens, hints), found[2])
        gold = sorted((m.start, m.end, _NUMBERS[m.label]) for m in passage.mentions)
        out.append(Example(passage, case, gold))
    return out
