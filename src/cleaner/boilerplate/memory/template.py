"""Which of the lines that a site repeats are its template, by the votes of its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from cleaner.boilerplate.memory.contribution import Contribution, PageLine
from cleaner.boilerplate.memory.zones import OUTSIDE, SAFE, Zone, zones
from cleaner.labels import Action, Label

FEWEST = 3  # pages a line of the template stands on
_SHARE = 0.01  # likewise, of a large site's pages: there, short lines meet by chance
_STABLE = 0.6  # share of pages on which the same line stands next to one of the template
_CONSENSUS = 3  # removed so many times as often as kept
_ALL = 0.75  # share of the pages that makes a line beside the article one of the template...
_MANY = 8  # ... in a site of so many
_NAMED = 5  # pages whose title it seems to be, and half of all: it is the site's name, not an article in five parts
_HALF = 0.5
_LONE = 2  # words at least: text nodes on lines of their own leave single words of sentences all over a page
_TELLING = 3  # words of a line that does not turn up in two places by chance: "16", "Condition:"
_EVERYWHERE = frozenset(Zone)
_BESIDE = _EVERYWHERE - {Zone.BODY}
# What articles of a site repeat for good reason, and where: "Symptoms", "Fever", "See also".
_ATTACHED = {
    Label.HEADING: frozenset({Zone.HEAD, Zone.BODY, Zone.TAIL}),
    Label.LIST_ITEM: frozenset({Zone.BODY, Zone.TAIL}),
}


@dataclass(frozen=True, slots=True)
class Template:
    """A line of the template, and in which zones of a page it is one."""

    label: Label
    zones: frozenset[Zone]
    evidence: str
    name: bool = False  # the site's: pages that were given it for a title have another

    def covers(self, line: PageLine, zone: Zone) -> bool:
        """Whether a line of these words, as a page labels it, is template in a zone of that page."""
        if line.label in SAFE:
            return self.name and line.label is Label.TITLE
        return zone in self.zones - _ATTACHED.get(line.label, frozenset())


@dataclass(slots=True)
class _Votes:
    """What the pages say of one line: numbers of pages."""

    removed: Counter[Label] = field(default_factory=Counter)
    kept: int = 0
    safe: int = 0
    titled: int = 0
    pages: int = 0
    sentence: bool = False
    words: int = 0
    calls: Counter[Label] = field(default_factory=Counter)
    zones: Counter[Zone] = field(default_factory=Counter)
    outside: int = 0
    beside: int = 0  # outside, or right before or after the page's own paragraphs
    neighbours: Counter[tuple[int, int]] = field(default_factory=Counter)


def fewest_pages(pages: int) -> int:
    """On how many pages a line of the template stands, in a site of so many."""
    return max(FEWEST, -int(-_SHARE * pages // 1))


def repeated_lines(pages: Iterable[Contribution], fewest: int) -> frozenset[int]:
    """The lines that stand on several pages."""
    counts: Counter[int] = Counter()
    for page in pages:
        counts.update({line.key for line in page.lines})
    return frozenset(key for key, count in counts.items() if key and count >= fewest)


def template(pages: Collection[Contribution], repeated: frozenset[int], fewest: int) -> dict[int, Template]:
    """The template among the repeated lines, by their hashes. In whatever order the pages come, it is the same.

    Pages that are mostly copies of others have no vote: three prints of one article would make a template of it.
    """
    votes: dict[int, _Votes] = defaultdict(_Votes)
    voters = sum(_vote(page, repeated, votes) for page in pages)
    found = {key: _judged(vote, fewest, voters) for key, vote in votes.items()}
    return {key: what for key, what in found.items() if what is not None}


def _vote(page: Contribution, repeated: frozenset[int], votes: dict[int, _Votes]) -> bool:
    """Count a page's vote; false where it has none."""
    places = zones(page, repeated)
    if places is None:
        return False
    seen: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(page.lines):
        if line.key in repeated:
            seen[line.key].append(at)
    for key, positions in seen.items():
        vote = votes[key]
        vote.pages += 1
        _count_labels(vote, [page.lines[at] for at in positions])
        standing = {places[at] for at in positions}
        vote.zones.update(standing)
        vote.outside += bool(standing & OUTSIDE)
        vote.beside += bool(standing - {Zone.BODY})
        outside = (at for at in positions if places[at] in OUTSIDE)
        vote.neighbours.update({beside for at in outside for beside in _beside(page.lines, at)})
    return True


def _count_labels(vote: _Votes, lines: list[PageLine]) -> None:
    labels = {line.label for line in lines}
    vote.removed.update(label for label in labels if label.action is Action.REMOVE)
    vote.safe += any(label in SAFE or label.action is Action.RECORD for label in labels)
    vote.kept += any(label.action is Action.KEEP for label in labels)
    vote.titled += Label.TITLE in labels
    vote.words = lines[0].words
    vote.sentence |= any(line.sentence for line in lines)
    vote.calls.update({line.call for line in lines if line.call})


def _beside(lines: tuple[PageLine, ...], at: int) -> Iterable[tuple[int, int]]:
    """The lines above and below, each with its side."""
    for side in (-1, 1):
        if 0 <= at + side < len(lines):
            yield side, lines[at + side].key


def _judged(vote: _Votes, fewest: int, voters: int) -> Template | None:
    if vote.titled >= max(_NAMED, fewest, _HALF * voters):
        return Template(Label.NAVIGATION, _EVERYWHERE, "where titles stand, on half of its pages or more", name=True)
    removed = vote.removed.total()
    if vote.words < _LONE or not vote.kept or 2 * vote.safe >= removed + vote.kept:
        return None
    label = _first(vote.removed)
    names_something = vote.words >= _TELLING
    if names_something and label is not None and removed >= max(fewest, _CONSENSUS * vote.kept):
        return Template(label, _BESIDE, "removed on most of them for other reasons")
    if names_something and vote.calls and max(removed, vote.kept) >= fewest:
        return Template(_first(vote.calls) or Label.AD, _EVERYWHERE, "calls on readers, in the same words each time")
    if label is None:
        label = Label.NAVIGATION if vote.zones[Zone.ABOVE] > _HALF * vote.outside else Label.OTHER_BOILERPLATE
    inside = {Zone.BODY} if vote.sentence and vote.zones[Zone.BODY] <= _HALF * vote.beside else set()
    if voters >= _MANY and vote.beside >= _ALL * voters:
        return Template(label, _BESIDE | inside, "beside the article of nearly all pages")
    if (
        vote.outside >= max(fewest, _HALF * vote.pages)
        and max(vote.neighbours.values(), default=0) >= _STABLE * vote.outside
    ):
        return Template(label, OUTSIDE | inside, "outside their articles, among the same lines")
    return None


def _first(labels: Counter[Label]) -> Label | None:
    """The most frequent label, of several the first by name."""
    return min(labels, key=lambda label: (-labels[label], label.value), default=None)
