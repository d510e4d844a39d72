"""One text's whole journey: characters to tokens to amounts, what is rejected, what each dose says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cleaner.contract.vocabulary import DoseKind
from cleaner.language.context import PageContext
from cleaner.language.dosages.amounts.amount import Amount
from cleaner.language.dosages.amounts.grammar import read_amounts
from cleaner.language.dosages.clause.mentions import Named, names_in
from cleaner.language.dosages.clause.statement import Scene
from cleaner.language.dosages.describe import Surroundings, describe
from cleaner.language.dosages.fields.containers import container_of
from cleaner.language.dosages.fields.context import NOWHERE, Around, Headings, NameFinder, read_outside
from cleaner.language.dosages.fields.kinds import Feature, tells_of_study
from cleaner.language.dosages.fields.lead_ins import led_by_limit
from cleaner.language.dosages.fields.populations import Group, named_before
from cleaner.language.dosages.fields.studies import Studies
from cleaner.language.dosages.model import Dose, Quantity, RejectReason
from cleaner.language.dosages.rejected.rejects import holds_others, in_context, outright
from cleaner.language.dosages.substances.elsewhere import Elsewhere
from cleaner.language.dosages.text.columns import Columns
from cleaner.language.dosages.text.cues import find_cues
from cleaner.language.dosages.text.normal import Normal, normalise
from cleaner.language.dosages.text.numbers import merge
from cleaner.language.dosages.text.sentences import boundaries, capped, sentence
from cleaner.language.dosages.text.stretches import stretches
from cleaner.language.dosages.text.tokens import Token, adjacent, scan

_STUDY = Feature("report of a study", 1.0)
_GROUP_REACH = 2  # sentences back in which a group of people may be named
_PARAGRAPH_REACH = 2  # sentences on either side that tell whether a study is reported
_GROWN = frozenset({"adults", "children", "infants", "men", "women", "boys", "girls", "teens"})
_OLDER = frozenset({"older", "over", "above", "up", "younger", "under"})
_AGE_WORDS = frozenset({"aged", "age", "ages", "older", "younger"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The doses of a text and the quantities that are none, each in reading order."""

    doses: tuple[Dose, ...]
    rejects: tuple[Quantity, ...]


def read(text: str, named: Sequence[Named], page: PageContext, names: NameFinder) -> Reading:
    """Read every dose of `text`. `named` are its entities; `names` finds those of words outside it."""
    normal = normalise(text)
    worth = stretches(normal.text, _heads(page, normal))
    if not worth:
        return Reading((), ())
    tokens = merge(scan(normal.text, worth), normal.text)
    amounts = read_amounts(tokens, normal.text)
    if not amounts:
        return Reading((), ())
    starts = capped(boundaries(tokens, normal.text), [amount.first for amount in amounts])
    elsewhere = Elsewhere(text, normal, tokens, named, starts, page)
    outside = read_outside(page.outside, names) if page.outside else NOWHERE
    return _Reader(text, normal, tokens, Headings.of(page.sections), elsewhere, outside).read(starts, amounts)


def _heads(page: PageContext, normal: Normal) -> Iterator[tuple[int, int]]:
    """The title and the headings, by their place in the normalised text."""
    spans = [(section.start, section.heading_end) for section in page.sections if section.heading is not None]
    for start, end in [page.title, *spans] if page.title is not None else spans:
        yield normal.place(start), normal.place(end)


class _Reader:
    """What one reading shares between its sentences."""

    def __init__(
        self,
        text: str,
        normal: Normal,
        tokens: list[Token],
        headings: Headings,
        elsewhere: Elsewhere,
        outside: Around,
    ) -> None:
        self._text, self._normal, self._tokens = text, normal, tokens
        self._headings, self._elsewhere, self._outside = headings, elsewhere, outside
        self._starts: Sequence[int] = ()
        self._studies = Studies(tokens, (), normal)
        self._columns = Columns(normal.text)
        self._groups: dict[int, Sequence[Group]] = {}
        self._doses: list[Dose] = []
        self._rejects: list[Quantity] = []

    def read(self, starts: Sequence[int], amounts: Sequence[Amount]) -> Reading:
        self._starts = starts
        self._studies = Studies(self._tokens, starts, self._normal)
        position = 0
        for number, (first, last) in enumerate(pairwise(starts)):
            here: list[Amount] = []
            while position < len(amounts) and amounts[position].first < last:
                here.append(amounts[position])
                position += 1
            if here:
                self._sentence(number, first, last, here)
        self._rejects.sort(key=lambda quantity: quantity.start)
        return Reading(tuple(self._doses), tuple(self._rejects))

    def _sentence(self, number: int, first: int, last: int, amounts: list[Amount]) -> None:
        tokens = self._tokens
        possible: list[Amount] = []
        section = self._headings.at(self._normal.offset(tokens[first].start))
        heading = self._headings.around(section)
        refused: Amount | None = None
        for amount in amounts:
            before = tokens[amount.first - 1].text if amount.first else ""
            reason = outright(amount, before, self._signed(amount.first))
            if reason is RejectReason.DURATION and self._is_age(amount):
                reason = RejectReason.AGE
            if reason is None and refused is not None and self._repeats(refused, amount):
                reason = RejectReason.SERVING
            refused = amount if reason in (RejectReason.SERVING, RejectReason.WEIGHT) else None
            if heading.citation:
                reason = RejectReason.CITATION
            if reason is None:
                possible.append(amount)
            else:
                self._reject(amount, reason)
        if not possible:
            return
        within = sentence(tokens, first, last)
        scene = Scene(self._normal.text, tokens, within, find_cues(tokens, within), tuple(possible))
        accepted = self._accepted(scene)
        if accepted:
            scene = Scene(scene.text, tokens, within, scene.cues, tuple(accepted))
            names = names_in(tokens, first, last, self._elsewhere.named_between(first, last), self._normal.text)
            surroundings = Surroundings(
                tokens,
                names,
                self._elsewhere.substance(number, section, accepted[0].first == first) or self._outside.substance,
                self._around(number, heading),
                self._columns,
                led_by_limit(tokens, self._starts, number),
                heading.route,
                () if scene.cues.of("people") or names.conditions else self._groups_before(number),
            )
            self._doses.extend(self._studied(number, describe(scene, surroundings, self._normal, self._text)))

    def _groups_before(self, number: int) -> Sequence[Group]:
        """The groups of people that the nearest sentence in front of sentence `number` names, in the same paragraph."""
        for back in range(number - 1, max(-1, number - 1 - _GROUP_REACH), -1):
            first, last = self._starts[back], self._starts[back + 1]
            line = self._tokens[last - 1]
            if line.text == "\n" and line.end - line.start > 1:
                break
            if back not in self._groups:
                self._groups[back] = self._groups_in(first, last)
            if self._groups[back]:
                return self._groups[back]
        return ()

    def _groups_in(self, first: int, last: int) -> Sequence[Group]:
        within = sentence(self._tokens, first, last)
        scene = Scene(self._normal.text, self._tokens, within, find_cues(self._tokens, within), ())
        if not scene.cues.of("people"):
            return ()
        named = self._elsewhere.named_between(first, last)
        return named_before(scene, names_in(self._tokens, first, last, named, self._normal.text).conditions)

    def _studied(self, number: int, doses: list[Dose]) -> list[Dose]:
        """The doses of sentence `number`, those given in a study with what is told of it."""
        if not any(dose.kind is DoseKind.INTERVENTION for dose in doses):
            return doses
        study = self._studies.told_at(number)
        return [replace(dose, study=study) if dose.kind is DoseKind.INTERVENTION else dose for dose in doses]

    def _around(self, number: int, heading: Around) -> tuple[Feature, ...]:
        """What heading and paragraph say of the kinds of the amounts in sentence `number`."""
        features = heading.features or self._outside.features
        return (*features, _STUDY) if self._in_study(number) else features

    def _in_study(self, number: int) -> bool:
        first = max(0, number - _PARAGRAPH_REACH)
        last = min(len(self._starts) - 1, number + _PARAGRAPH_REACH + 1)
        return tells_of_study(self._tokens, self._starts[first], self._starts[last])

    def _accepted(self, scene: Scene) -> list[Amount]:
        """The amounts of a scene that are doses. What is measured like a rejected amount is rejected with it."""
        accepted: list[Amount] = []
        refused: dict[tuple[object, ...], RejectReason] = {}
        container: str | None = None
        for statement in scene.statements:
            amount = statement.amount
            if holds_others(statement):
                container = f"{amount.high:g}.{amount.unit.code}" if amount.high != 1 else amount.unit.code
                self._reject(amount, RejectReason.DENOMINATOR)
                continue
            key = (amount.unit.code, amount.per, amount.every)
            reason = in_context(statement) or (
                refused.get(key) if amount.per or amount.every or amount.unit.code == "mL" else None
            )
            if reason is not None:
                refused[key] = reason
                self._reject(amount, reason)
            elif (held := container or container_of(statement)) and not amount.per:
                accepted.append(replace(amount, per=(held,)))
            else:
                accepted.append(amount)
        return accepted

    def _signed(self, index: int) -> bool:
        """Whether a plus or minus belongs to a number: "(-7.42 mg", "= +0.5 g"; not "omega-3", not "5 - 10"."""
        tokens = self._tokens
        if [token.text for token in tokens[max(0, index - 3) : index]] == ["+", "/", "-"]:
            return True
        if not adjacent(tokens, index) or tokens[index - 1].text not in "-+":
            return False
        return index < 2 or tokens[index - 2].text in "(=[,:" or not adjacent(tokens, index - 1)

    def _repeats(self, refused: Amount, amount: Amount) -> bool:
        """ "8 ounces (240 mL)": the same in another unit."""
        between = [token.text for token in self._tokens[refused.tail : amount.first]]
        return between[:1] == ["("] and len(between) <= 2

    def _is_age(self, amount: Amount) -> bool:
        """ "aged 6 to 12 years", "5 years old", "older than 50 years"."""
        before = {token.text for token in self._tokens[max(0, amount.first - 3) : amount.first]}
        behind = [token.text for token in self._tokens[amount.last : amount.last + 3]]
        if "birth" in before or (amount.first and not _GROWN.isdisjoint(before)):
            return True
        if behind[:1] in (["and"], ["or"]) and not _OLDER.isdisjoint(behind[1:2]):
            return True
        old = behind[:1] == ["old"] or behind[:2] == ["of", "age"] or behind[:2] == ["-", "old"]
        return old or not _AGE_WORDS.isdisjoint(before)

    def _reject(self, amount: Amount, reason: RejectReason) -> None:
        offset = self._normal.offset
        self._rejects.append(Quantity(offset(amount.start), offset(amount.end - 1) + 1, reason))
