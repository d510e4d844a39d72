"""How an amount is given: route, form, once only, when needed, at which events of the day, which step of a schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.contract.vocabulary import DoseStep
from cleaner.language.dosages.clause.attached import Phrase, attach
from cleaner.language.dosages.clause.choosing import Question
from cleaner.language.dosages.clause.mentions import Mention
from cleaner.language.dosages.clause.statement import Statement
from cleaner.language.dosages.text.cue_trie import Hit, Phrases
from cleaner.language.dosages.text.tokens import Token

_ROUTES = Phrases("route")
_STEPS = {step.value: step for step in DoseStep}
_NUMBERED = frozenset({"stage", "type", "grade", "class", "phase", "factor", "level", "group"})
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


def route_of(statement: Statement, mention: Mention | None, before: Sequence[Hit | None]) -> Hit | None:
    """The route of an amount; None where several are named side by side. `before`: those of earlier amounts."""
    hits = [hit for hit in statement.scene.cues.of("route") if _is_route(statement, hit)]
    phrases = [Phrase(hit.first, hit.last, hit, (f"a route, {hit.value}",)) for hit in hits]
    hit = attach(Question.ROUTE, statement, phrases, before, mention)
    return hit if hit is not None and not _one_of_several(statement, hit) else None


def route_named(tokens: Sequence[Token], text: str) -> Hit | None:
    """The one route that a heading names: "Intravenous infusion"; None where it names several."""
    hits = [hit for hit in _ROUTES.find(tokens, 0, len(tokens)) if _is_spelled(tokens, hit.first, text)]
    return hits[0] if len({hit.value for hit in hits}) == 1 else None


def form_of(
    statement: Statement, mention: Mention | None, before: Sequence[Hit | None]
) -> tuple[str | None, Hit | None]:
    """The form counted by the amount, named inside or around it, or of its substance ("allopurinol tablets")."""
    amount, scene = statement.amount, statement.scene
    if amount.unit.code in COUNTED_FORMS:
        return amount.unit.code.strip("{}"), None
    if amount.unit.dimension == "count":
        return None, None
    hits = [hit for hit in scene.cues.of("forms") if not _is_placebo(statement, hit)]
    phrases = [Phrase(hit.first, hit.last, hit, (f"a form, {hit.value}",)) for hit in hits]
    hit = attach(Question.FORM, statement, phrases, before, mention)
    return (hit.value, hit) if hit is not None else (None, None)


def _is_placebo(statement: Statement, hit: Hit) -> bool:
    return statement.scene.words(hit.first - 1, hit.first) == ["placebo"]


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
    yield from statement.before(role)


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


def _one_of_several(statement: Statement, hit: Hit) -> bool:
    """ "oral, IM or IV": no route is stated."""
    others = (other for other in statement.scene.cues.of("route") if other.value != hit.value)
    return any(0 <= other.first - hit.last <= 2 or 0 <= hit.first - other.last <= 2 for other in others)
