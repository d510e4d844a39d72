"""How an amount is given: route, form, once only, when needed, at which events of the day, which step of a schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.contract.vocabulary import DoseStep
from cleaner.language.dosages.mentions import Mention
from cleaner.language.dosages.phrases import Hit, Phrases
from cleaner.language.dosages.sentences import TOP
from cleaner.language.dosages.statement import Statement
from cleaner.language.dosages.timing import enumerated
from cleaner.language.dosages.tokens import Token

_ROUTES = Phrases("route")
_STEPS = {step.value: step for step in DoseStep}
_GIVEN = frozenset({"dose", "doses", "administration", "treatment", "ingestion", "injection", "injections"})
_NEAR_FORM = 6  # words within which a form behind an amount belongs to it
_NUMBERED = frozenset({"stage", "type", "grade", "class", "phase", "factor", "level", "group"})
_NEAR_LIST = 2  # words between a list of strengths and their form
_MOST_JOINT = 2
_NEAR_ROUTE = 3  # words behind the parenthesis of an amount within which a route belongs to it
_NEAR_NAME = 2  # words between a substance and its form: "Spironolactone oral tablets"
COUNTED_FORMS = frozenset(
    f"{{{form}}}"
    for form in [
        "tablet",
        "capsule",
        "caplet",
        "softgel",
        "pill",
        "gummy",
        "lozenge",
        "pearl",
        "patch",
        "suppository",
        "sachet",
        "ampule",
    ]
)


def route_of(statement: Statement, mention: Mention | None) -> Hit | None:
    """The route around the amount, else the one beside its substance ("oral prednisone"); None where several are."""
    hits = [hit for hit in _around(statement, "route") if _is_route(statement, hit)]
    hit = next((hit for hit in hits if not _far_outside(statement, hit)), None) or next(iter(hits), None)
    hit = hit or _beside(statement, mention, "route") or _of_all(statement)
    return hit if hit is not None and not _one_of_several(statement, hit) else None


def _of_all(statement: Statement) -> Hit | None:
    """ "oral doses of A (5 mg, then 10 mg) and B (20 mg)": the one route in front of amounts in parentheses."""
    scene, first = statement.scene, statement.amount.first
    routes = [hit for hit in scene.cues.of("route") if _is_route(statement, hit)]
    if len(routes) != 1 or scene.sentence.group_of(first) == TOP:
        return None
    route = routes[0]
    led = scene.words(route.last, route.last + 2)
    if route.last > first or led[:1] == [] or led[0] not in _GIVEN or led[1:] != ["of"]:
        return None
    return None if any(route.last <= barrier.first < first for barrier in scene.cues.of("barrier")) else route


def route_named(tokens: Sequence[Token], text: str) -> Hit | None:
    """The one route that a heading names: "Intravenous infusion"; None where it names several."""
    hits = [hit for hit in _ROUTES.find(tokens, 0, len(tokens)) if _is_spelled(tokens, hit.first, text)]
    return hits[0] if len({hit.value for hit in hits}) == 1 else None


def form_of(statement: Statement, mention: Mention | None) -> tuple[str | None, Hit | None]:
    """The form counted by the amount, named inside or around it, or of its substance ("allopurinol tablets")."""
    amount, scene = statement.amount, statement.scene
    if amount.unit.code in COUNTED_FORMS:
        return amount.unit.code.strip("{}"), None
    if amount.unit.dimension == "count":
        return None, None
    named = [hit for hit in scene.cues.of("forms") if amount.first <= hit.first < amount.last]
    near = (hit for hit in _around(statement, "forms") if _is_form(statement, hit))
    named.extend(hit for hit in near if mention is None or not mention.first <= hit.first < mention.last)
    hit = named[0] if named else _beside(statement, mention, "forms")
    return (hit.value, hit) if hit is not None else (None, None)


def needed_of(statement: Statement) -> Hit | None:
    """The words that make it a dose when needed."""
    return next(_around(statement, "needed"), None)


def single_of(statement: Statement) -> bool:
    """Whether it is a single dose: "a single oral dose of", "a single 150-mg dose", "in one sitting"."""
    scene = statement.scene
    if next(_around(statement, "single"), None) is not None:
        return True
    behind = scene.words(statement.tail, min(statement.tail + 2, scene.sentence.last))
    return scene.words(statement.head.first - 1, statement.head.first) == ["single"] and "dose" in behind


def events_of(statement: Statement) -> list[Hit]:
    """Events of the day behind the amount or in its parenthesis: "at bedtime", "with meals"."""
    return [*statement.after("when"), *statement.inside("when")]


def step_of(statement: Statement) -> DoseStep | None:
    """The step named between the amount before and this one, else right behind this one."""
    scene = statement.scene
    floor = scene.amounts[statement.index - 1].tail if statement.index else scene.sentence.first
    for hit in reversed(scene.cues.of("step")):
        step, where = hit.value.split()
        if floor <= hit.first and hit.last <= statement.head.first and where != "after":
            return _STEPS[step]
        if statement.tail <= hit.first <= statement.tail + 1 and where != "before":
            return _STEPS[step]
    return None


def _around(statement: Statement, role: str) -> Iterator[Hit]:
    """Cues behind the amount or its list, in its parenthesis, in front of it, behind what it is enumerated with."""
    if not statement.scene.cues.of(role):
        return
    yield from statement.scene.statements[statement.foot].after(role)
    yield from statement.inside(role)
    if role == "forms":
        yield from enumerated(statement, role)
    yield from statement.before(role)
    if role != "forms":
        yield from enumerated(statement, role)


def _beside(statement: Statement, mention: Mention | None, role: str) -> Hit | None:
    """A cue right in front of or behind the substance."""
    if mention is None:
        return None
    for hit in statement.scene.cues.of(role):
        if hit.last == mention.first and role == "route":
            return hit
        if mention.last <= hit.first <= mention.last + _NEAR_NAME:
            return hit
    return None


def _is_route(statement: Statement, hit: Hit) -> bool:
    """ "im" is a route only as "IM" or "i.m."; "stage IV" and "SC-48334" name none."""
    scene = statement.scene
    if hit.last < scene.sentence.last and scene.tokens[hit.last].text == "-" and len(scene.tokens[hit.first].text) == 2:
        return False
    return _is_spelled(scene.tokens, hit.first, scene.text)


def _is_spelled(tokens: Sequence[Token], index: int, text: str) -> bool:
    token = tokens[index]
    if index and tokens[index - 1].text in _NUMBERED:
        return False
    return token.text != "im" or text[token.start : token.end] != "im"


def _far_outside(statement: Statement, hit: Hit) -> bool:
    """ "Oral X (10 mg/kg) reduced what intravenous Y induced": behind the parenthesis somebody else's route follows."""
    sentence = statement.scene.sentence
    opened = sentence.group_of(statement.amount.first)
    return opened != TOP and hit.first > sentence.close[opened] + _NEAR_ROUTE


def _list_end(statement: Statement) -> int:
    """The index behind the last of strengths in a row: "25 mg, 50 mg and 100 mg"."""
    tail = statement.tail
    for other in statement.scene.amounts[statement.index + 1 :]:
        if not 0 <= other.first - tail <= _MOST_JOINT:
            break
        tail = other.tail
    return tail


def _is_form(statement: Statement, hit: Hit) -> bool:
    """Whether a form is near, no placebo's, and not counted by another amount."""
    scene = statement.scene
    if (hit.first - statement.tail > _NEAR_FORM and hit.first - _list_end(statement) > _NEAR_LIST) or scene.words(
        hit.first - 1, hit.first
    ) == ["placebo"]:
        return False
    return not any(
        other.first <= hit.first < other.last and other.unit.dimension == "count" and other.first > statement.tail + 4
        for other in scene.amounts
    )


def _one_of_several(statement: Statement, hit: Hit) -> bool:
    """ "oral, IM or IV": no route is stated."""
    others = (other for other in statement.scene.cues.of("route") if other.value != hit.value)
    return any(0 <= other.first - hit.last <= 2 or 0 <= hit.first - other.last <= 2 for other in others)
