"""One text's whole journey: characters to tokens to amounts, what is rejected, what each dose says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.contract.vocabulary import SubstanceSource
from cleaner.language.context import PageContext
from cleaner.language.dosages.amounts import Amount, read_amounts
from cleaner.language.dosages.context import NOWHERE, Around, Headings, NameFinder, read_outside
from cleaner.language.dosages.cues import find_cues
from cleaner.language.dosages.describe import Surroundings, describe
from cleaner.language.dosages.mentions import Mention, Named, names_in
from cleaner.language.dosages.model import Dose, Quantity, RejectReason, Substance
from cleaner.language.dosages.normal import Normal, normalise
from cleaner.language.dosages.numbers import merge
from cleaner.language.dosages.rejects import holds_others, in_context, outright
from cleaner.language.dosages.sentences import boundaries, capped, sentence
from cleaner.language.dosages.statement import Scene
from cleaner.language.dosages.tokens import Token, adjacent, scan

_AGE_WORDS = frozenset({"aged", "age", "ages", "older", "younger"})
_PARAGRAPH_REACH = 4  # sentences back in which a paragraph may have named the substance


@dataclass(frozen=True, slots=True)
class Reading:
    """The doses of a text and the quantities that are none, each in reading order."""

    doses: tuple[Dose, ...]
    rejects: tuple[Quantity, ...]


def read(text: str, named: Sequence[Named], page: PageContext, names: NameFinder) -> Reading:
    """Read every dose of `text`. `named` are its entities; `names` finds those of words outside it."""
    normal = normalise(text)
    tokens = merge(scan(normal.text), normal.text)
    amounts = read_amounts(tokens, normal.text)
    if not amounts:
        return Reading((), ())
    return _Reader(text, normal, tokens, named, page, names).read(amounts)


class _Reader:
    """What one reading shares between its sentences."""

    def __init__(
        self,
        text: str,
        normal: Normal,
        tokens: list[Token],
        named: Sequence[Named],
        page: PageContext,
        names: NameFinder,
    ) -> None:
        self._text, self._normal, self._tokens, self._named = text, normal, tokens, _sorted(named, normal)
        self._page, self._headings = page, Headings.of(page.sections)
        self._outside = read_outside(page.outside, names) if page.outside else NOWHERE
        self._starts = boundaries(tokens, normal.text)
        self._doses: list[Dose] = []
        self._rejects: list[Quantity] = []

    def read(self, amounts: list[Amount]) -> Reading:
        self._starts = capped(self._starts, [amount.first for amount in amounts])
        position = 0
        for number, (first, last) in enumerate(zip(self._starts, self._starts[1:], strict=False)):
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
        heading = self._headings.weights(section)
        for amount in amounts:
            before = tokens[amount.first - 1].text if amount.first else ""
            reason = outright(amount, before, self._signed(amount.first))
            if reason is RejectReason.DURATION and self._is_age(amount):
                reason = RejectReason.AGE
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
            surroundings = Surroundings(
                names_in(tokens, first, last, self._named_between(first, last)),
                self._further(number, section, heading),
                heading.weights if heading.weights else self._outside.weights,
            )
            self._doses.extend(describe(scene, surroundings, self._normal, self._text))

    def _accepted(self, scene: Scene) -> list[Amount]:
        """The amounts of a scene that are doses. What is measured like a rejected amount is rejected with it."""
        accepted: list[Amount] = []
        refused: dict[tuple[str, tuple[str, ...]], RejectReason] = {}
        container: str | None = None
        for statement in scene.statements:
            amount = statement.amount
            if holds_others(statement):
                container = f"{amount.high:g}.{amount.unit.code}" if amount.high != 1 else amount.unit.code
                self._reject(amount, RejectReason.DENOMINATOR)
                continue
            key = (amount.unit.code, amount.per)
            reason = in_context(statement) or (refused.get(key) if amount.per or amount.unit.code == "mL" else None)
            if reason is not None:
                refused[key] = reason
                self._reject(amount, reason)
            elif container and not amount.per:
                accepted.append(replace(amount, per=(container,)))
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

    def _is_age(self, amount: Amount) -> bool:
        """ "aged 6 to 12 years", "5 years old", "older than 50 years"."""
        before = {token.text for token in self._tokens[max(0, amount.first - 3) : amount.first]}
        behind = [token.text for token in self._tokens[amount.last : amount.last + 3]]
        old = behind[:1] == ["old"] or behind[:2] == ["of", "age"] or behind[:2] == ["-", "old"]
        return old or not _AGE_WORDS.isdisjoint(before)

    def _reject(self, amount: Amount, reason: RejectReason) -> None:
        offset = self._normal.offset
        self._rejects.append(Quantity(offset(amount.start), offset(amount.end - 1) + 1, reason))

    def _named_between(self, first: int, last: int) -> list[Named]:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return [entity for entity in self._named if entity.start < end and entity.end > start]

    def _further(self, number: int, section: object, heading: Around) -> Substance | None:
        """The substance named nearest outside the sentence: paragraph, heading, title, context."""
        for back in range(number - 1, max(-1, number - 1 - _PARAGRAPH_REACH), -1):
            first, last = self._starts[back], self._starts[back + 1]
            if self._breaks(last):
                break
            if (mention := self._best(first, last)) is not None:
                return self._substance(mention, SubstanceSource.PARAGRAPH)
        places = []
        if section is not None and getattr(section, "heading", None):
            places.append((section.start, section.heading_end, SubstanceSource.HEADING))  # type: ignore[attr-defined]
        if self._page.title is not None:
            places.append((*self._page.title, SubstanceSource.TITLE))
        for start, end, source in places:
            first, last = self._between(start, end)
            if first < last and (mention := self._best(first, last)) is not None:
                return self._substance(mention, source)
        return self._outside.substance

    def _breaks(self, index: int) -> bool:
        """Whether a paragraph ends in front of a token: a blank line, unless a colon leads over it."""
        if index >= len(self._tokens) or index == 0:
            return False
        line = self._tokens[index - 1]
        leads = index > 1 and self._tokens[index - 2].text == ":"
        return line.text == "\n" and line.end - line.start > 1 and not leads

    def _between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of some characters of the original."""
        first = next((i for i, t in enumerate(self._tokens) if self._normal.offset(t.start) >= start), 0)
        last = first
        while last < len(self._tokens) and self._normal.offset(self._tokens[last].start) < end:
            last += 1
        return first, last

    def _best(self, first: int, last: int) -> Mention | None:
        names = names_in(self._tokens, first, last, self._named_between(first, last))
        return next((m for m in names.candidates if not m.weak), None)

    def _substance(self, mention: Mention, source: SubstanceSource) -> Substance:
        offset = self._normal.offset
        start, end = offset(self._tokens[mention.first].start), offset(self._tokens[mention.last - 1].end - 1) + 1
        return Substance(self._text[start:end], start, end, mention.concept_id, source)


def _sorted(named: Sequence[Named], normal: Normal) -> list[Named]:
    """Entities by their place in the normalised text."""
    if normal.map is None:
        return list(named)
    back: dict[int, int] = {}
    for index, original in enumerate(normal.map):
        back.setdefault(original, index)
    last = len(normal.text)
    return [entity._replace(start=back.get(entity.start, last), end=back.get(entity.end, last)) for entity in named]
