"""The life stage that words for people name: "Pregnant women", "Infants 7 to 12 months", "adults with asthma".

Every word is known or the group is not: for somebody we do not know there is no reference to compare with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner.language.dosages.intakes.ages import OLDEST, Ages, ages_in
from cleaner.language.dosages.text.data_files import rows, words
from cleaner.language.dosages.text.normal import normalise

_LONGEST = 300  # characters; nobody is named at greater length
_MOST_WORDS = 4  # of an entry of the table
_YOUNGEST_BEARER = 48.0  # months: who is younger is nursed and does not nurse


@dataclass(frozen=True, slots=True)
class Stage:
    """Ages in months, half-open, of a sex, in pregnancy or lactation if `group` says so."""

    first: float
    last: float
    sex: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class LifeStage:
    """Whose references apply, as worded; `assumed` where the text names nobody."""

    words: str
    stages: tuple[Stage, ...]
    assumed: bool = False


ADULTS = LifeStage("adults 19-70", (Stage(19 * 12.0, 71 * 12.0, "any"),), assumed=True)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What words of the table say: the ages they usually mean (`stage`), those they can have (`least` up to `most`)."""

    role: str
    stage: Stage
    least: float
    most: float


_UNKNOWN = _Entry("unknown", Stage(0, OLDEST, "any"), 0, OLDEST)
_ENTRIES: dict[str, _Entry] = {}
for _names, _role, _first, _last, _least, _most, _whose, _group in rows("life_stages.tsv", 8):
    _usual = Stage(float(_first or 0), float(_last or OLDEST), _whose or "any", _group or None)
    for _name in _names.split("|"):
        _ENTRIES[_name] = _Entry(_role, _usual, float(_least or 0), float(_most or OLDEST))
_TAILS = words("tail_openers.txt")
_NAMING = frozenset({"stage", "grown", "state"})
_TOKEN = re.compile(r"\d+§|[a-z]+(?:[-'][a-z]+)*|\d+|[^\s\w]")
_JOINTS = frozenset({"and", "or", ",", "/", "&", ";"})
_MARKS = frozenset('():[]|*".-')
_BEING = re.compile(r"\b(?:who|that)\s+(?:are|is)\s+(?=pregnant|breast-?feeding|lactating|nursing|\d+§)")


def life_stage(population: str) -> LifeStage | None:
    """The life stage that words name; None where they name somebody who is not in the table."""
    if len(population) > _LONGEST:
        return None
    text = " ".join(normalise(population).text.lower().split())
    ages = ages_in(text)
    tokens = _tokens(text, ages)
    head = next((index for index, token in enumerate(tokens) if token in _TAILS), len(tokens))
    tail = _tail(tokens[head:], ages)
    if tail is None:
        return None
    members = [_Member.of(part, ages) for part in _members([*tokens[:head], *tail])]
    stages = tuple(_stages(members))
    return LifeStage(population, stages) if stages else None


def names_others(text: str) -> bool:
    """Whether text speaks of anybody but adults: of children, of pregnancy, of animals, of stated ages."""
    lower = normalise(text).text.lower()
    if any(found.sure or (found.unit and found.span) for found in ages_in(lower)):
        return True
    return any(entry.role in ("state", "other") or _is_young_or_old(entry) for _, entry in _entries(_tokens(lower, ())))


def _is_young_or_old(entry: _Entry) -> bool:
    usual = ADULTS.stages[0]
    return entry.role == "stage" and (entry.stage.first, entry.stage.last) != (usual.first, usual.last)


def _tokens(text: str, ages: Sequence[Ages]) -> list[str]:
    """The words, with `n§` in the place of age number n."""
    pieces, copied = [], 0
    for number, found in enumerate(ages):
        pieces += [text[copied : found.start], f" {number}§ "]
        copied = found.end
    return _TOKEN.findall(_BEING.sub("", "".join(pieces) + text[copied:]))


def _tail(tokens: Sequence[str], ages: Sequence[Ages]) -> list[str] | None:
    """The ages among what else is said of a group; None if it names another group, or what may be an age or not."""
    if any(entry.role in (*_NAMING, "other") for _, entry in _entries(tokens)):
        return None
    found = [(token, ages[int(token[:-1])]) for token in tokens if token.endswith("§")]
    if any(age.unit and not age.sure for _, age in found):
        return None  # "adults with diabetes for 10 years"
    return [token for token, age in found if age.sure]


def _members(tokens: Sequence[str]) -> Iterator[list[str]]:
    """The parts of a list: "pregnant", "breastfeeding women". An age behind a comma belongs to who stands before it."""
    member: list[str] = []
    for index, token in enumerate(tokens):
        if token in _MARKS or (token == "," and index + 1 < len(tokens) and tokens[index + 1].endswith("§")):
            continue
        if token in _JOINTS:
            yield member
            member = []
        else:
            member.append(token)
    yield member


def _entries(tokens: Sequence[str]) -> Iterator[tuple[bool, _Entry]]:
    """(whether it is known, what the table says) of each stretch of words, the longest first."""
    index = 0
    while index < len(tokens):
        for size in range(min(_MOST_WORDS, len(tokens) - index), 0, -1):
            entry = _ENTRIES.get(" ".join(tokens[index : index + size]))
            if entry is not None:
                yield True, entry
                index += size
                break
        else:
            yield False, _UNKNOWN
            index += 1


@dataclass(frozen=True, slots=True)
class _Member:
    """One group of a list: its entries and its ages. `known`: every word of it is."""

    entries: tuple[_Entry, ...]
    ages: Ages | None
    known: bool

    @classmethod
    def of(cls, tokens: Sequence[str], ages: Sequence[Ages]) -> _Member:
        if len(tokens) > 1 and tokens[0].isdigit():
            tokens = tokens[1:]  # "24 healthy men"
        stated = [(index, ages[int(token[:-1])]) for index, token in enumerate(tokens) if token.endswith("§")]
        counted = any(not (age.unit or age.sure) and index + 1 < len(tokens) for index, age in stated)  # "20 to 30 men"
        read = list(_entries([token for token in tokens if not token.endswith("§")]))
        known = all(known and entry.role != "other" for known, entry in read)
        return cls(
            tuple(entry for _, entry in read if entry.role != "filler"),
            stated[0][1] if stated else None,
            known and not counted and len(stated) < 2,
        )

    @property
    def empty(self) -> bool:
        return self.known and not self.entries and self.ages is None

    def may_be(self, ages: Ages) -> bool:
        """Whether who is named can be of some ages."""
        return all(entry.least < ages.last and ages.first < entry.most for entry in self.entries)

    def stage(self, ages: Ages | None) -> Stage | None:
        """Whom it names, of some ages; None if nobody of a known age."""
        naming = [entry for entry in self.entries if entry.role in _NAMING]
        if any(entry.stage.last <= _YOUNGEST_BEARER for entry in naming):
            naming = [entry for entry in naming if entry.role != "state"]  # "nursing infants"
        if not naming and ages is None:
            return None
        sexed = [*naming, *(entry for entry in self.entries if entry.role == "sex")]
        sexes = {entry.stage.sex for entry in sexed} - {"any"}
        sex = sexes.pop() if len(sexes) == 1 else "any"
        group = next((entry.stage.group for entry in naming if entry.role == "state"), None)
        if ages is None:
            telling = [entry for entry in naming if entry.role == "stage"] or naming  # "pregnant teenagers"
            usual = _common([(entry.stage.first, entry.stage.last) for entry in telling])
            return Stage(*usual, sex, group) if usual else None
        possible = _common([(ages.first, ages.last), *((entry.least, entry.most) for entry in naming)])
        return Stage(*(possible or (ages.first, ages.last)), sex, group)


def _common(ranges: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    first, last = max(low for low, _ in ranges), min(high for _, high in ranges)
    return (first, last) if first < last else None


def _stages(members: Sequence[_Member]) -> list[Stage]:
    """The stages of all members, none if one is not known. "Men and women aged 19 to 50": the ages are of both."""
    found: list[Stage] = []
    behind: Ages | None = None
    for member in reversed([member for member in members if not member.empty]):
        if behind is not None and member.ages is None and not member.may_be(behind):
            behind = None
        behind = member.ages or behind
        stage = member.stage(behind) if member.known else None
        if stage is None:
            return []
        if stage.group and found and found[-1].group:  # "pregnant or breastfeeding teenagers"
            stage = replace(stage, first=found[-1].first, last=found[-1].last)
        found.append(stage)
    return found[::-1]
