"""The component that reads how a text speaks of a mention: denied, uncertain, under a condition, past, somebody else's.

Every deviation from plain affirmation keeps the words that made it. Web pages are not clinical notes: what does not
*cure* a disease does not deny the disease, subjects of uncertain claims are certain, and "may be treated with" grants.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleaner.contract.vocabulary import Certainty, EntityLabel, Experiencer, Polarity, Temporality
from cleaner.language.cues import Cue, Kind, Phrase, claim_verbs, find, plain, stops
from cleaner.language.denials import Mentions, ends_before, is_answer
from cleaner.language.doubts import closes, is_remedied, runs_on
from cleaner.language.sentences import Sentence, is_bullet, sentences, words_of
from cleaner.language.spans import register
from cleaner.language.vocabulary.words import Words

# People and parts of the body are there or not; what a text denies or doubts is what befalls them.
_UNASSERTED = frozenset({EntityLabel.POPULATION, EntityLabel.ANATOMY})
_DISORDERS = frozenset({EntityLabel.CONDITION, EntityLabel.SYMPTOM})
# How far a cue reaches, in words.
_REACH = {"negation": 16, "phrase": 16, "near": 10}
_PHRASE_REACH = 12
_BACKWARD_REACH = 8
_LISTING = 2  # marks between items that make a list
_CUES = 12  # looked at on each side of a mention
_SUBSTANCE_REACH = 4  # hedges over drugs and nutrients: "may require more vitamin B3"
_CLAIM_OPENERS = frozenset({"whether", "if", "unclear", "uncertain"})
# "Complications of diabetes may occur": what is said to occur stands before these.
_BELONGING = frozenset({"of", "in", "with", "to", "from", "for", "by", "during", "after", "before", "on", "against"})
# What somebody may do with a substance: permission, not doubt.
_GIVING = frozenset(
    {"get", "receive", "take", "use", "give", "given", "want", "prescribe", "prescribed", "try", "order"}
)
_ASKING = frozenset({"can", "could", "do", "does", "did", "is", "are", "will", "would", "have", "has"})
_QUESTION = "question"
_QUESTION_REACH = 40  # words of a question behind a colon: "Ask yourself: do I have a fever?"
_SUBGROUP = frozenset({"with", "had", "have", "has"})
_GROUPS = frozenset(
    {"people", "patients", "women", "men", "adults", "children", "those", "individuals", "individual", "anyone", "who"}
)
_SUBGROUP_REACH = 4  # words from the group to the mention: "people with early-onset dementia"


@dataclass(frozen=True, slots=True)
class Asserted:
    """How a mention is spoken of. `cue`: start and end of the words that say so; None where plainly affirmed."""

    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    hypothetical: bool = False
    temporality: Temporality = Temporality.CURRENT
    experiencer: Experiencer = Experiencer.SUBJECT
    cue: tuple[int, int] | None = None


AFFIRMED = Asserted()


@Language.factory("assertion", requires=["doc.ents"], assigns=["span._.assertion"])
def make_assertion(nlp: Language, name: str) -> AssertionReader:
    register()
    return AssertionReader()


class AssertionReader:
    """Sets `span._.assertion` of every entity."""

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        lowered = plain(words.lowered)
        spans = list(doc.ents)
        at = 0
        for sentence in sentences(doc):
            end = words.ends[sentence.last - 1]
            inside = []
            while at < len(spans) and spans[at].start_char < end:
                inside.append(spans[at])
                at += 1
            if inside:
                _Reading(words, lowered, sentence, inside).assert_all(inside)
        return doc


class _Reading:
    """One sentence with its cues."""

    def __init__(self, words: Words, lowered: list[str], sentence: Sentence, spans: list[Span]) -> None:
        self.words = words
        self.lowered = lowered
        self.sentence = sentence
        self.mention_ends = frozenset(span.end_char for span in spans)
        self.mentions = Mentions(
            [bisect_left(words.starts, span.start_char) for span in spans],
            [bisect_right(words.ends, span.end_char) for span in spans],
        )
        found = find(lowered, sentence.first, sentence.last)
        self.cues = [c for c in found if c.phrase.kind is not Kind.PSEUDO and not is_answer(words, c)]
        self.items = self._first_item()
        question = self._question()
        if question is not None:
            self.cues.insert(0, question)

    def _first_item(self) -> int:
        """The gap that opens the first item of a list within a line; 0 where there are not two items."""
        gaps = self.words.gaps
        found = [index for index in range(self.sentence.first, self.sentence.last - 1) if is_bullet(gaps[index])]
        return found[0] if len(found) >= _LISTING else 0

    def assert_all(self, spans: Iterable[Span]) -> None:
        for span, first, last in zip(spans, self.mentions.firsts, self.mentions.lasts, strict=True):
            label = EntityLabel(span.label_)
            cues = self._near(first) if label not in _UNASSERTED else ()
            reaching = [cue for cue in cues if self._reaches(cue, first, last, label)]
            span._.assertion = self._asserted(reaching) if reaching else AFFIRMED

    def _near(self, first: int) -> list[Cue]:
        """The cues around a mention; a bound for sentences made of cues."""
        middle = bisect_left(self.cues, first, key=lambda cue: cue.first)
        return self.cues[max(0, middle - _CUES) : middle + _CUES]

    def _reaches(self, cue: Cue, first: int, last: int, label: EntityLabel) -> bool:
        """Whether a cue speaks of the mention over words `first` to `last`."""
        phrase = cue.phrase
        start, end = (last, cue.first) if phrase.before else (cue.last, first)
        if start > end or (phrase.before and end - start > _BACKWARD_REACH):
            return False
        if self._stopped(cue, start, end):
            return False
        if phrase.kind is Kind.HYPOTHETICAL:
            return self._under_condition(cue, end, label)
        if phrase.kind is Kind.HEDGED:
            if phrase.before and self.lowered[first - 1] in _BELONGING and first > self.sentence.first:
                return False
            if phrase.scope == "near" and end - start > _REACH["near"]:
                return False
            return self._is_object(cue, end, label) and not is_remedied(self.lowered, cue, end)
        if end - start > _REACH.get(phrase.scope, _PHRASE_REACH) or self._explains(start, end):
            return False
        if phrase.words[-1] == "that" and claim_verbs().isdisjoint(self.lowered[cue.last : end]):
            return False  # "no evidence that echinacea prevents colds" says nothing of echinacea
        denied = phrase.kind is Kind.NEGATED and not phrase.before
        return not (denied and ends_before(self.words, self.lowered, cue, first, self.mentions, self.sentence.last))

    def _stopped(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a word or a mark between a cue and a mention ends the cue's reach."""
        gaps = [self.words.gaps[index] for index in range(max(0, start - 1), end)]
        parted = any("\n" in gap or (self.items and is_bullet(gap)) for gap in gaps)
        if parted and not self._introduces(cue):
            return True
        words = self.lowered[start:end]
        if not cue.phrase.before and closes(gaps):
            return True
        items = [index for index in range(max(0, start - 1), end) if self.items and is_bullet(self.words.gaps[index])]
        if items:  # what the items in between say does not concern the last one
            words = self.lowered[start : items[0] + 1] + self.lowered[items[-1] + 1 : end]
            start = items[-1] + 1
            if runs_on(self.words, start, end, self.sentence.last):
                return True
        if not stops(cue.phrase.scope).isdisjoint(words) or self._turns(start, end):
            return True
        if cue.phrase.kind is Kind.HYPOTHETICAL:
            return False
        gaps = gaps[-(end - start + 1) :]
        marks = ("—",) if self.items else ("—", " – ")
        if cue.phrase.kind is not Kind.HEDGED or self._semicolons(cue) < _LISTING:
            marks = (*marks, ";")
        return any(mark in gap for gap in gaps for mark in marks)

    def _semicolons(self, cue: Cue) -> int:
        """How many of them follow a cue: "numbness or pain; tremor; blindness; or seizures" is a list."""
        return sum(";" in self.words.gaps[index] for index in range(cue.last, self.sentence.last - 1))

    def _turns(self, start: int, end: int) -> bool:
        """ ", but" turns a sentence; "unusual but serious" does not."""
        return any(
            self.lowered[index] == "but" and "," in self.words.gaps[index - 1] for index in range(max(1, start), end)
        )

    def _explains(self, start: int, end: int) -> bool:
        """ "no menstrual cycles (amenorrhea)": the bracket names what the denial amounts to."""
        opening = [
            i for i in range(max(0, start - 1), end) if "(" in self.words.gaps[i] and ")" not in self.words.gaps[i]
        ]
        return any(self.words.ends[index] not in self.mention_ends for index in opening)

    def _introduces(self, cue: Cue) -> bool:
        """Whether a cue stands in the line whose colon opens the sentence's list, or before a line's first item."""
        for index in range(cue.first, self.sentence.last - 1):
            gap = self.words.gaps[index]
            if "\n" in gap:
                return ":" in gap
            if self.items and is_bullet(gap):
                return index == self.items
        return False

    def _under_condition(self, cue: Cue, end: int, label: EntityLabel) -> bool:
        """A condition covers its own clause, and complaints that follow from it: "if it burns, it causes a rash"."""
        opens = self.words.surfaces[cue.first][0].isupper() or not self.words.gaps[cue.first - 1].isspace()
        if not opens or all("," not in self.words.gaps[index] for index in range(cue.last - 1, end)):
            return True
        return label in _DISORDERS and self.lowered[end - 1] != "the"  # "the inflammation" is one spoken of before

    def _is_object(self, cue: Cue, end: int, label: EntityLabel) -> bool:
        """Whether a mention is what an uncertain claim says, not what it is about."""
        between = self.lowered[cue.last : end]
        if label not in _DISORDERS:
            apart = any("(" in self.words.gaps[index] for index in range(cue.last, end))
            near = len(between) <= _SUBSTANCE_REACH and "of" not in between and "include" not in between
            near = near and _GIVING.isdisjoint(between)
            return near and not apart and cue.phrase.scope == "clause"
        if cue.phrase.scope == "pair":
            return "and" in between or "with" in between
        if cue.phrase.scope == "claim" and self._embeds(cue, between):
            said = between[len(between) - between[::-1].index("that") :] if "that" in between else between
            return not claim_verbs().isdisjoint(said)
        return not self._in_subgroup(cue, end)

    def _embeds(self, cue: Cue, between: list[str]) -> bool:
        return "that" in between or not _CLAIM_OPENERS.isdisjoint(cue.phrase.words) or cue.phrase.words == (_QUESTION,)

    def _in_subgroup(self, cue: Cue, end: int) -> bool:
        """ "in people with asthma": whom the claim concerns, not what it claims."""
        start = max(cue.last, end - _SUBGROUP_REACH)
        return any(
            self.lowered[index] in _GROUPS and self.lowered[index + 1] in _SUBGROUP for index in range(start, end - 1)
        )

    def _question(self) -> Cue | None:
        """A yes-no question hedges what it asks about."""
        first, last = self.sentence.first, self.sentence.last
        after = (
            self.words.gaps[last - 1] if last < len(self.words) else self.words.text[self.words.ends[last - 1] :][:3]
        )
        if "?" not in after:
            return None
        openings = [i + 1 for i in range(max(first, last - _QUESTION_REACH), last - 1) if ":" in self.words.gaps[i]]
        first = openings[-1] if openings else first
        if self.lowered[first] not in _ASKING:
            return None
        return Cue(first, first + 1, Phrase((_QUESTION,), Kind.HEDGED, before=False, scope="claim"))

    def _asserted(self, cues: list[Cue]) -> Asserted:
        kinds = {cue.phrase.kind for cue in cues}
        deciding = [cue for cue in cues if cue.phrase.kind is Kind.NEGATED][-1:] or [
            cue for cue in cues if cue.phrase.kind in (Kind.HEDGED, Kind.HYPOTHETICAL)
        ]
        cue = (deciding or cues)[0]
        return Asserted(
            Polarity.NEGATED if Kind.NEGATED in kinds else Polarity.AFFIRMED,
            Certainty.HEDGED if Kind.HEDGED in kinds else Certainty.CERTAIN,
            Kind.HYPOTHETICAL in kinds,
            Temporality.HISTORICAL if Kind.HISTORICAL in kinds else Temporality.CURRENT,
            Experiencer.OTHER if Kind.OTHER in kinds else Experiencer.SUBJECT,
            (self.words.starts[cue.first], self.words.ends[cue.last - 1]),
        )
