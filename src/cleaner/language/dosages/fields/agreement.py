"""One kind for the doses of a sentence that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.contract.vocabulary import DoseKind
from cleaner.language.dosages.fields.kinds import Verdict, agreed
from cleaner.language.dosages.model import Dose

_APART = frozenset({DoseKind.UPPER_LIMIT, DoseKind.CONTENT})
MOST_KIND_CUES = 3


def in_agreement(doses: list[Dose], verdicts: Sequence[Verdict]) -> list[Dose]:
    """The doses with one kind for all of the same substance and unit: the steps of one schedule, the arms of one trial.

    A maximum and a content stand apart, and so does what a rule told: a conversion, a warning.
    """
    if len({dose.kind for dose in doses} - _APART) < 2:
        return doses
    together: dict[object, list[int]] = {}
    for index, dose in enumerate(doses):
        if dose.kind not in _APART and verdicts[index].sums:
            together.setdefault((dose.substance, dose.unit), []).append(index)
    for some in together.values():
        kind = agreed([verdicts[index] for index in some])
        said = tuple(
            e for index in some if doses[index].kind is kind for e in doses[index].evidence if e.role == "kind"
        )
        for index in some:
            if doses[index].kind is not kind:
                rest = tuple(evidence for evidence in doses[index].evidence if evidence.role != "kind")
                doses[index] = replace(doses[index], kind=kind, evidence=(*rest, *said[:MOST_KIND_CUES]))
    return doses
