"""All cue words of one sentence, found in one walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cleaner.language.dosages.text.cue_trie import Hit, Phrases
from cleaner.language.dosages.text.sentences import Sentence
from cleaner.language.dosages.text.tokens import Token

_ROLES = (
    "timing",
    "needed",
    "when",
    "duration",
    "bound",
    "negation",
    "limit",
    "barrier",
    "step",
    "route",
    "forms",
    "reject",
    "dosing",
    "kind",
    "people",
    "single",
    "against",
)
_PHRASES = Phrases(*_ROLES)


@dataclass(frozen=True, slots=True)
class Cues:
    """The hits of one sentence by role, each in reading order."""

    by_role: dict[str, list[Hit]] = field(default_factory=dict)

    def of(self, role: str) -> list[Hit]:
        return self.by_role.get(role, _NONE)


_NONE: list[Hit] = []


def find_cues(tokens: Sequence[Token], sentence: Sentence) -> Cues:
    """Every cue of the sentence."""
    by_role: dict[str, list[Hit]] = {}
    for hit in _PHRASES.find(tokens, sentence.first, sentence.last):
        by_role.setdefault(hit.role, []).append(hit)
    return Cues(by_role)
