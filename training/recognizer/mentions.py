"""Writes which concept annotators meant by a mention, where the linker alone reads another or none.

Of mentions with one concept, the concept most documents give it, if half of them do. What counts as it is written
(short forms) must stand in two documents, and concepts that the vocabulary lacks are left out: MeSH has replaced them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from training.recognizer.corpora import KINDS, read

from cleaner.language.ner.known import is_written, written
from cleaner.language.ner.link import Linker
from cleaner.language.ner.model import Kind
from cleaner.language.vocabulary.store import Vocabulary

_SHARE = 0.5
_HEAD = """\
# What annotators of public corpora meant by a mention: kind, mention (short ones and such in capitals as they are
# written, others by folded words), MeSH concept. Only what the linker would read otherwise. Written by
# `python -m training.recognizer` from BC5CDR and the NCBI Disease Corpus, both public domain.
# kind\tmention\tconcept
"""


def write_mentions(corpora: Iterable[Path], vocabulary: Vocabulary, target: Path) -> int:
    """Write the table; returns how many rows it has."""
    linker = Linker(vocabulary, known={})
    rows = []
    for (kind, mention), surfaces in sorted(_meant(corpora).items()):
        documents = sum(surfaces[1].values())
        ids, count = surfaces[1].most_common(1)[0]
        if len(ids) != 1 or count < _SHARE * documents or (is_written(mention) and count < 2):
            continue
        read_as = linker.read(surfaces[0], kind).concept
        if (read_as is None or read_as.id != ids[0]) and vocabulary.by_id(ids[0]) is not None:
            rows.append(f"{kind}\t{mention}\t{ids[0]}\n")
    target.write_text(_HEAD + "".join(rows), encoding="utf-8")
    return len(rows)


def _meant(corpora: Iterable[Path]) -> dict[tuple[Kind, str], tuple[str, Counter[tuple[str, ...]]]]:
    """By kind and mention: one way it is written, and how many documents mean which concepts."""
    found: dict[tuple[Kind, str], tuple[str, Counter[tuple[str, ...]]]] = {}
    for path in corpora:
        for record in read(path):
            seen: dict[tuple[Kind, str], dict[tuple[str, ...], str]] = defaultdict(dict)
            for entity in record["entities"]:
                surface = record["text"][entity["start"] : entity["end"]]
                if entity["label"] in KINDS and "\t" not in surface and "\n" not in surface:
                    seen[KINDS[entity["label"]], written(surface)][tuple(entity.get("ids", ()))] = surface
            for place, readings in seen.items():
                for ids, surface in readings.items():
                    found.setdefault(place, (surface, Counter()))[1][ids] += 1
    return found
