"""Whose reference intakes an amount is compared with: its group's, or adults' where nobody is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.contract.vocabulary import DoseStep
from cleaner.language.dosages.intakes.life_stages import ADULTS, LifeStage, life_stage, names_others
from cleaner.language.dosages.model import Dose

_STATE = r"(?:pregnan\w+|lactati\w+|breast-?feeding|nursing)"
_DURING = re.compile(rf"\b(?:during|in|throughout|while|when)\s+({_STATE}(?:\s*(?:and|or)\s*{_STATE})?)", re.IGNORECASE)
_TURNS = re.compile(r"\d|\b(?:not|except|before|after|avoid|unless|but|than|until)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
_MORE = re.compile(
    r"\s*,?\s*(?:of\s+(?:[\w-]+\s+){1,3})?(?:(?:(?:a|per|each|every|/)\s*day|daily)\s*,?\s*)?"
    r"(?:more|less|fewer|extra|additional|higher|lower|above|below|beyond|on top)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:extra|additional|another|further|plus|"
    r"(?:increas|rais|reduc|decreas|lower|drop|chang|ris|rose|fall|fell|cut)\w*(?:\s+[\w-]+){0,4}\s+by)"
    r"\s+(?:an?\s+|about\s+|around\s+|up to\s+|at least\s+|only\s+)*$",
    re.IGNORECASE,
)
_REACH = 400  # characters around an amount that tell whom its paragraph speaks of
_NEAR = 90  # characters around an amount in which "during pregnancy" is still of it


def stage_of(dose: Dose, text: str, headings: Sequence[str]) -> LifeStage | None:
    """The life stage to compare a dose with; None for a change of dose, and where it is for somebody we do not know.

    `headings` are those that the dose stands under, the page's title among them.
    """
    if dose.step in (DoseStep.INCREMENT, DoseStep.DECREMENT) or _is_difference(dose, text):
        return None
    state = _stated_state(dose, text)
    if dose.population:
        named = life_stage(text[slice(*dose.population)])
        return named if state is None or named is None else _in_state(named, state)
    if state is not None:
        return life_stage(state)
    speaks_of_others = names_others(_around(dose, text)) or any(names_others(heading) for heading in headings)
    return None if speaks_of_others else ADULTS


def _in_state(named: LifeStage, state: str) -> LifeStage | None:
    """The state's references for women: "Women need 27 mg during pregnancy"; nobody's where the two do not fit."""
    stated = life_stage(state)
    groups = {stage.group for stage in named.stages}
    if None not in groups:
        return named if stated and groups >= {stage.group for stage in stated.stages} else None
    grown = all(stage.sex != "male" and stage.first >= ADULTS.stages[0].first for stage in named.stages)
    return stated if grown else None


def _is_difference(dose: Dose, text: str) -> bool:
    """ "35 mg a day more", "an extra 300 mg": what is added to another amount."""
    behind = _MORE.match(text, dose.end, dose.end + _NEAR)
    return behind is not None or _ADDED.search(text[max(0, dose.start - _NEAR) : dose.start]) is not None


def _stated_state(dose: Dose, text: str) -> str | None:
    """The state of a woman that the amount's clause names: "rises to 27 mg a day during pregnancy"."""
    behind = _SENTENCE_END.split(text[dose.end : dose.end + _NEAR], maxsplit=1)[0]
    found = _DURING.search(behind)
    if found is not None and not _TURNS.search(behind, 0, found.start()):
        return found[1]
    ahead = _SENTENCE_END.split(text[max(0, dose.start - _NEAR) : dose.start])[-1]
    found = _DURING.search(ahead)
    return found[1] if found is not None and not _TURNS.search(ahead) else None


def _around(dose: Dose, text: str) -> str:
    """The paragraph of a dose, or as much of it as is near."""
    before = max(0, dose.start - _REACH)
    first = text.rfind("\n", before, dose.start)
    last = text.find("\n", dose.end, dose.end + _REACH)
    return text[first + 1 if first >= 0 else before : last if last >= 0 else dose.end + _REACH]
