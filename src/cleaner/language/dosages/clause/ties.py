"""How some words of a sentence stand to an amount, in cues to read: side, distance, what is between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleaner.language.dosages.clause.statement import Scene, Statement
from cleaner.language.dosages.text.data_files import rows
from cleaner.language.dosages.text.sentences import TOP
from cleaner.language.dosages.text.tokens import NUMBER

_DISTANCES = ((0, "touching"), (2, "within 2"), (5, "within 5"), (10, "within 10"), (20, "within 20"))
_BETWEEN = {word: name for words, name in rows("ties_between.tsv", 2) for word in words.split()}
_LEADS = {word: name for words, name in rows("ties_leads.tsv", 2) for word in words.split()}
_FOLLOWERS = {word: name for words, name in rows("ties_followers.tsv", 2) for word in words.split()}
_JOINTS = frozenset({",", "and", "or", "to", "/", "-", "plus", "+", "then"})
LATER, LATER_IN_ROW = "right behind a later amount", "right behind a later amount in a row"
_LINKING = ("bound", "timing", "duration", "needed")
_ENUMERATING = frozenset({None, "a joint", "a comma", "an opening", "a closing", "of"})
_MOST_JOINT = 9  # words between members of an enumeration
_MOST_LOOKED = 30  # words between that are looked at


def tie(statement: Statement, first: int, last: int) -> list[str]:
    """The cues of tokens `first` to `last` (exclusive) of the statement's sentence."""
    scene = statement.scene
    sentence, head, tail = scene.sentence, statement.head.first, statement.tail
    if first >= tail:
        side, low, high = "behind", tail, first
        reach = sentence.reach_after(statement.amount.first, first)
    elif last <= head:
        side, low, high = "ahead", last, head
        reach = sentence.reach_before(statement.amount.first, first)
    else:
        return ["inside", *_neighbours(scene, first, last)]
    distance = high - low
    found = [f"{side}, {next((name for most, name in _DISTANCES if distance <= most), 'far')}"]
    if reach is None:
        found.append(f"{side}, in other parentheses")
    elif sentence.group_of(statement.amount.first) != TOP:
        found.append(f"{side}, out of its parentheses" if reach else f"{side}, in its parentheses")
    begin = sentence.first
    between = dict.fromkeys(_parts(scene)[low - begin : min(high, low + _MOST_LOOKED) - begin])
    found.extend(f"{side}, past {name}" for name in between if name is not None)
    if passed := _passed(statement, low, high):
        found.append(f"{side}, past {passed}")
    if side == "behind" and (home := _home(statement, first)):
        found.append(home)
    found.extend(_neighbours(scene, first, last))
    return found


def _parts(scene: Scene) -> Sequence[str | None]:
    """What each token of a sentence is that may part others; words that bound or time an amount part nothing."""
    if scene.parts is None:
        first, last = scene.sentence.first, scene.sentence.last
        parts = ["a number" if token.kind == NUMBER else _BETWEEN.get(token.text) for token in scene.tokens[first:last]]
        for role in _LINKING:
            for hit in scene.cues.of(role):
                parts[hit.first - first : hit.last - first] = [None] * (hit.last - hit.first)
        scene.parts = parts
    return scene.parts


def _home(statement: Statement, first: int) -> str | None:
    """Whether words behind an amount stand right behind a later one."""
    scene = statement.scene
    index = bisect_left(scene.amounts, first, key=lambda amount: amount.first) - 1
    if index <= statement.foot or scene.amounts[index].tail > first:
        return None
    gap = first - scene.amounts[index].tail
    if gap > 2:
        return None
    row = all(in_a_row(scene, other) for other in range(statement.index + 1, index + 1))
    return LATER_IN_ROW if row else LATER


def _neighbours(scene: Scene, first: int, last: int) -> list[str]:
    """What leads to some words and what follows them."""
    found: list[str] = []
    if first > scene.sentence.first and (lead := _LEADS.get(scene.tokens[first - 1].text)):
        found.append(f"led by {lead}")
    if last < scene.sentence.last and (follower := _FOLLOWERS.get(scene.tokens[last].text)):
        found.append(f"followed by {follower}")
    return found


def _passed(statement: Statement, low: int, high: int) -> str | None:
    """The other amounts between: none, some in one row with this one, some in parentheses, or one of its own."""
    scene = statement.scene
    index = bisect_left(scene.amounts, low, key=lambda amount: amount.first)
    between = []
    while index < len(scene.amounts) and scene.amounts[index].first < high:
        between.append(index)
        index += 1
    if not between:
        return None
    mine = scene.sentence.group_of(statement.amount.first)
    if all(scene.sentence.group_of(scene.amounts[other].first) not in (TOP, mine) for other in between):
        return "an amount in parentheses"
    row = [*between, statement.index] if between[-1] < statement.index else [statement.index, *between]
    if all(in_a_row(scene, other) for other in row[1:]):
        return "amounts in a row"
    if all(_enumerated(scene, other) for other in row[1:]):
        return "amounts of an enumeration"
    return "an amount" if len(between) == 1 else "amounts"


def _enumerated(scene: Scene, index: int) -> bool:
    """Whether names and joints alone stand between an amount and the one before it: "A (5 mg) and B (2 mg)"."""
    begin = scene.sentence.first
    between = _parts(scene)[scene.amounts[index - 1].tail - begin : scene.amounts[index].first - begin]
    return len(between) <= _MOST_JOINT and "a joint" in between and _ENUMERATING.issuperset(between)


def in_a_row(scene: Scene, index: int) -> bool:
    """Whether only a joint stands between an amount and the one before it: "25 mg, 50 mg and 100 mg"."""
    between = scene.words(scene.amounts[index - 1].tail, scene.amounts[index].first) if index else []
    return bool(between) and _JOINTS.issuperset(between)
