"""Mentions and assertions in sentences of consumer pages: how many must be right, on the tuned and the kept part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from cleaner.contract.vocabulary import Certainty, EntityLabel, Polarity

_MARKED = re.compile(r"\[([^|\]]+)\|([A-Z]+)((?::[a-z]+)*)\]")
_ASSERTED = frozenset({"CONDITION", "SYMPTOM", "DRUG", "NUTRIENT", "SUPPLEMENT"})


def _sentences(part: str) -> Iterator[tuple[str, dict[tuple[int, int, str], frozenset[str]]]]:
    table = Path(__file__).with_name("consumer_sentences.tsv").read_text(encoding="utf-8").splitlines()
    for line in table:
        if not line.startswith(f"{part}\t"):
            continue
        text, mentions, end = "", {}, 0
        marked = line.split("\t")[1]
        for match in _MARKED.finditer(marked):
            text += marked[end : match.start()]
            mentions[len(text), len(text) + len(match[1]), match[2]] = frozenset(filter(None, match[3].split(":")))
            text, end = text + match[1], match.end()
        yield text + marked[end:], mentions


def _found(nlp: Language, text: str) -> dict[tuple[int, int, str], frozenset[str]]:
    found = {}
    for span in nlp(text).ents:
        read = span._.assertion
        flags = {
            "negated": read.polarity is Polarity.NEGATED,
            "hedged": read.certainty is Certainty.HEDGED,
            "hypothetical": read.hypothetical,
        }
        asserted = span.label_ in _ASSERTED
        found[span.start_char, span.end_char, span.label_] = frozenset(f for f in flags if flags[f] and asserted)
    return found


@pytest.mark.parametrize(("part", "mentions", "assertions"), [("tuned", 0.90, 0.98), ("kept", 0.88, 0.98)])
def test_consumer_sentences(fast: Language, part: str, mentions: float, assertions: float) -> None:
    right = marked = found = agreeing = 0
    for text, gold in _sentences(part):
        predicted = _found(fast, text)
        both = gold.keys() & predicted.keys()
        right, marked, found = right + len(both), marked + len(gold), found + len(predicted)
        agreeing += sum(gold[mention] == predicted[mention] for mention in both)
    assert 2 * right / (marked + found) >= mentions
    assert agreeing / right >= assertions


def test_labels_are_ours() -> None:
    used = {label for part in ("tuned", "kept") for _, gold in _sentences(part) for _, _, label in gold}
    assert used == {label.value for label in EntityLabel}
