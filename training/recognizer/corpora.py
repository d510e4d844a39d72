"""Corpora of marked mentions, as tokens with tags.

Each corpus is a JSONL file of `{"id", "text", "entities": [{"start", "end", "label"}]}`. Texts stay where they are:
only weights learned from them are part of the product. Terms: BC5CDR and the NCBI Disease Corpus are public domain
(National Library of Medicine, NCBI), BioRED is NCBI's, MedQuAD is CC BY 4.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.ner.features import Hints, Tokens, tokenize
from cleaner.language.ner.hints import names_of, verdict_of
from cleaner.language.ner.model import BEGIN_DISORDER, BEGIN_SUBSTANCE, KIND_OF, OUTSIDE, Kind
from cleaner.language.vocabulary.store import packaged
from cleaner.language.vocabulary.words import Words

KINDS = {
    "Chemical": Kind.SUBSTANCE,
    "ChemicalEntity": Kind.SUBSTANCE,
    "Disease": Kind.DISORDER,
    "DiseaseOrPhenotypicFeature": Kind.DISORDER,
}
_SILVER_CHARACTERS = 1_500


@dataclass(slots=True)
class Example:
    """A text with the vocabulary's hints and the true tags of its tokens."""

    id: str
    text: str
    tokens: Tokens
    hints: Hints
    tags: list[int]
    gold: list[tuple[int, int, Kind]]
    weight: float = 1.0


def read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def marked(path: Path, nlp: Language) -> list[Example]:
    """A corpus marked by people."""
    examples = []
    for record in read(path):
        gold = [(e["start"], e["end"], KINDS[e["label"]]) for e in record["entities"] if e["label"] in KINDS]
        examples.append(_example(record["id"], record["text"], gold, _found(nlp, record["text"])))
    return examples


def silver(path: Path, nlp: Language, step: int) -> list[Example]:
    """Every `step`-th page of a corpus nobody marked: what the vocabulary and its phrases find is taken for true."""
    examples = []
    for number, record in enumerate(read(path)):
        if number % step == 0:
            text = record["text"][:_SILVER_CHARACTERS]
            found = _found(nlp, text)
            gold = [(start, end, KIND_OF[label]) for start, end, label in found if label in KIND_OF]
            examples.append(_example(record["id"], text, gold, found))
    return examples


def _found(nlp: Language, text: str) -> list[tuple[int, int, EntityLabel]]:
    return [(e.start_char, e.end_char, EntityLabel(e.label_)) for e in nlp(text).ents]


def _example(
    ident: str, text: str, gold: list[tuple[int, int, Kind]], found: list[tuple[int, int, EntityLabel]]
) -> Example:
    tokens = tokenize(text)
    tags = [OUTSIDE] * len(tokens.starts)
    for start, end, kind in sorted(gold, key=lambda g: (g[0], -g[1])):
        inside = [i for i, s in enumerate(tokens.starts) if s >= start and tokens.ends[i] <= end]
        if inside and not any(tags[i] for i in inside):
            begin = BEGIN_DISORDER if kind is Kind.DISORDER else BEGIN_SUBSTANCE
            for index in inside:
                tags[index] = begin + (index != inside[0])
    hints = names_of(packaged()).hints(Words.of(text), tokens, verdict_of(tokens, found))
    return Example(ident, text, tokens, hints, tags, gold)
