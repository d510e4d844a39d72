"""From gathered terms to the tables of the compiled vocabulary."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from cleaner.contract.vocabulary import EntityLabel
from cleaner.language.vocabulary.artefact import Tables
from cleaner.language.vocabulary.build.gather import Gathered, Rank, Term
from cleaner.language.vocabulary.store import ANY_CASE, CAPITALISED, CAPITALS, LABELS, LAST, ONLY_LINKED
from cleaner.language.vocabulary.words import key, rows

_SHORT = 3  # letters; names up to this long are only themselves when written as they are
_CAPITALS = 5  # letters; all-capital names up to this long too
_WORDS = 12
_RULED = {"capitalised": CAPITALISED, "capitals": CAPITALS, "linked": ONLY_LINKED}
_CASES = (CAPITALS, CAPITALISED, ANY_CASE)  # in the order a text is compared with them
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Reading:
    rank: Rank
    concept: str
    label: EntityLabel
    case: int


def compile_tables(gathered: Gathered) -> tuple[Tables, dict[str, int]]:
    """Lay out the vocabulary; also returns how many terms each label has."""
    readings = _readings(gathered)
    used = sorted({reading.concept for group in readings.values() for reading in group})
    number = {concept: index for index, concept in enumerate(used)}
    senses, values = _senses(readings, number)
    words = sorted({word for path in readings for word in path})
    edges, state_values = _trie(values, {word: index for index, word in enumerate(words)})
    lines = ["\t".join(_line(gathered, concept)).encode() for concept in used]
    tables = Tables(
        edges=edges,
        values=state_values,
        senses=np.array(senses, np.uint32),
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        concepts=np.frombuffer(b"".join(lines), np.uint8),
        concept_offsets=np.array([0, *np.cumsum([len(line) for line in lines])], np.uint32),
    )
    counts = Counter(group[0].label.value for group in readings.values())
    counts.update({"terms": len(readings), "concepts": len(used)})
    return tables, dict(sorted(counts.items()))


def _readings(gathered: Gathered) -> dict[tuple[str, ...], list[_Reading]]:
    """The readings of each term: the best of any case, and before it the best in capitals where that differs.

    What is only linked stands last: the best reading of each label that no other reading has.
    """
    ordinary = {key(term): (rule, reason) for term, rule, reason, *_ in rows(__package__, "ordinary.tsv")}
    found: dict[tuple[str, ...], dict[tuple[int, EntityLabel | None], _Reading]] = defaultdict(dict)
    for term in gathered.terms:
        path = key(term.surface)
        label = term.label or gathered.entries[term.concept].label
        rule = ordinary.get(path, ("", ""))[0] if term.rank is not Rank.FACTS else ""
        if label is None or not 0 < len(path) <= _WORDS or rule == "drop":
            continue
        case = _case(term)
        if rule and case != ONLY_LINKED:
            case = _RULED[rule]
        reading = _Reading(term.rank, term.concept, label, case)
        place = (case, label if case == ONLY_LINKED else None)
        best = found[path].get(place)
        if best is None or (reading.rank, reading.concept) < (best.rank, best.concept):
            found[path][place] = reading
    return {path: _ordered(list(group.values())) for path, group in sorted(found.items())}


def _is_riddle(term: Term) -> bool:
    """Up to three capitals mean too many things (AS, CAN, PM) unless our tables or the page itself explain them.

    Other vocabularies write short forms in any case ("Ibm"); a last S may be one of a plural to a reader ("SSOS").
    """
    letters = "".join(_LETTERS.findall("".join(key(term.surface))))
    written = term.surface.isupper() or term.rank >= Rank.MAPPED
    return term.rank is not Rank.FACTS and len(letters) <= _SHORT and written


def _ordered(group: list[_Reading]) -> list[_Reading]:
    written = sorted((r for r in group if r.case != ONLY_LINKED), key=lambda r: _CASES.index(r.case))
    free = next((r for r in written if r.case == ANY_CASE), None)
    found = [r for r in written if r is free or free is None or r.rank < free.rank or _both_ours(r, free)]
    known = {r.label for r in found}
    linked = (r for r in group if r.case == ONLY_LINKED and r.label not in known)
    return found + sorted(linked, key=lambda r: (r.rank, r.concept))


def _both_ours(written: _Reading, free: _Reading) -> bool:
    """Our tables tell what a name in capitals means from what it means in lower case: EGFR, eGFR."""
    return written.rank is Rank.FACTS is free.rank and written.concept != free.concept


def _case(term: Term) -> int:
    letters = "".join(_LETTERS.findall(term.surface))
    if term.linked or _is_riddle(term):
        return ONLY_LINKED
    if letters.isupper() and len(letters) <= _CAPITALS:
        return CAPITALS
    if len(letters) <= _SHORT and term.rank is not Rank.FACTS:
        return CAPITALISED if term.rank in (Rank.MESH_NAME, Rank.BRAND) and letters.istitle() else CAPITALS
    return ANY_CASE


def _senses(
    readings: dict[tuple[str, ...], list[_Reading]], number: dict[str, int]
) -> tuple[list[int], dict[tuple[str, ...], int]]:
    flat: list[int] = []
    values: dict[tuple[str, ...], int] = {}
    for path, group in readings.items():
        values[path] = len(flat) + 1
        for reading in group:
            last = LAST if reading is group[-1] else 0
            flat.append(number[reading.concept] << 12 | LABELS.index(reading.label) << 8 | reading.case | last)
    return flat, values


def _trie(
    values: dict[tuple[str, ...], int], numbers: dict[str, int]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.uint64]], np.ndarray[tuple[int], np.dtype[np.uint32]]]:
    """States are numbered level by level, so that edges sorted by state and word lead to states in order."""
    level = [(tuple(numbers[word] for word in path), value) for path, value in values.items()]
    level.sort()
    edges: list[int] = []
    ends: list[int] = [0]
    groups: list[tuple[int, list[tuple[tuple[int, ...], int]]]] = [(0, level)]
    depth = 0
    while groups:
        following: list[tuple[int, list[tuple[tuple[int, ...], int]]]] = []
        for state, items in groups:
            by_word: dict[int, list[tuple[tuple[int, ...], int]]] = {}
            for path, value in items:
                by_word.setdefault(path[depth], []).append((path, value))
            for word, below in by_word.items():
                edges.append(state << 32 | word)
                ends.append(next((value for path, value in below if len(path) == depth + 1), 0))
                deeper = [item for item in below if len(item[0]) > depth + 1]
                if deeper:
                    following.append((len(edges), deeper))
        groups, depth = following, depth + 1
    return np.array(edges, np.uint64), np.array(ends, np.uint32)


def _line(gathered: Gathered, concept: str) -> list[str]:
    entry = gathered.entries[concept]
    return [entry.id, entry.name, *sorted(entry.xrefs)[:8]]
