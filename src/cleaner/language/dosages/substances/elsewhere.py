"""The substance of an amount whose own sentence names none: earlier in the paragraph, in a heading, in the title."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from cleaner.contract.vocabulary import SubstanceSource
from cleaner.labels import Label
from cleaner.language.context import PageContext
from cleaner.language.dosages.clause.mentions import Mention, Named, names_in
from cleaner.language.dosages.model import Substance
from cleaner.language.dosages.text.normal import Normal
from cleaner.language.dosages.text.tokens import Token
from cleaner.sections.article import ArticleBlock, ArticleSection

_SHORT_LINE = 6  # tokens of a line that is a label
_TAKING = frozenset({"take", "takes", "taking", "use", "using", "on", "with"})
_CONDITIONALS = frozenset({"if", "ask", "tell", "who", "while", "when", "unless"})
_MOST_OBJECT = 3  # words back to the verb that a name is the object of
_PARAGRAPH_REACH = 4  # sentences back in which a paragraph may have named the substance


class Elsewhere:
    """What a text names outside a sentence. `starts` are the first tokens of its sentences and the token count."""

    def __init__(
        self,
        text: str,
        normal: Normal,
        tokens: Sequence[Token],
        named: Sequence[Named],
        starts: Sequence[int],
        page: PageContext,
    ) -> None:
        self._text, self._normal, self._tokens, self._starts, self._page = text, normal, tokens, starts, page
        self._named = _moved(named, normal)
        self._sections = {section.id: section for section in page.sections}
        self._known: dict[tuple[int, int], Mention | None] = {}

    def named_between(self, first: int, last: int) -> Sequence[Named]:
        """The entities among some tokens."""
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        begin = bisect_right(self._named, start, key=lambda entity: entity.end)
        return self._named[begin : bisect_left(self._named, end, key=lambda entity: entity.start)]

    def substance(self, number: int, section: ArticleSection | None, opens: bool) -> Substance | None:
        """The substance named nearest to sentence `number`: paragraph, then the headings above it, then the title.

        A sentence that opens with its amount goes on from the line before: "Total fat", "2 g".
        """
        item = self._item_of(self._starts[number])
        for back in range(number - 1, max(-1, number - 1 - _PARAGRAPH_REACH), -1):
            first, last = self._starts[back], self._starts[back + 1]
            if item is not None and self._item_of(first) not in (None, item):
                continue  # items of a list are parallel: what one is about, the next is not
            goes_on = opens and back == number - 1 and last - first <= _SHORT_LINE
            if self._parts(last) and not goes_on:
                break
            mention = self._named_in(first, last)
            if mention is not None and not self._is_condition(mention, first):
                return self._of(mention, SubstanceSource.PARAGRAPH)
        for start, end, source in self._headings(section):
            first, last = self._tokens_of(start, end)
            if first < last and (mention := self._named_in(first, last)) is not None:
                return self._of(mention, source)
        return None

    def _item_of(self, index: int) -> ArticleBlock | None:
        """The list item that a token stands in."""
        offset = self._normal.offset(self._tokens[index].start)
        at = bisect_right(self._page.blocks, offset, key=lambda block: block.start) - 1
        block = self._page.blocks[at] if at >= 0 else None
        return block if block is not None and block.label is Label.LIST_ITEM and offset < block.end else None

    def _headings(self, section: ArticleSection | None) -> Iterator[tuple[int, int, SubstanceSource]]:
        seen: set[str] = set()
        while section is not None and section.id not in seen:
            if section.heading is not None:
                yield section.start, section.heading_end, SubstanceSource.HEADING
            seen.add(section.id)
            section = self._sections.get(section.parent) if section.parent else None
        if self._page.title is not None:
            yield (*self._page.title, SubstanceSource.TITLE)

    def _parts(self, index: int) -> bool:
        """Whether a blank line parts a token from the one before, unless a colon leads over it."""
        if not 0 < index < len(self._tokens):
            return False
        line = self._tokens[index - 1]
        leads = index > 1 and self._tokens[index - 2].text == ":"
        return line.text == "\n" and line.end - line.start > 1 and not leads

    def _tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that start within some characters of the original."""
        offset = self._normal.offset
        first = bisect_left(self._tokens, start, key=lambda token: offset(token.start))
        return first, bisect_left(self._tokens, end, lo=first, key=lambda token: offset(token.start))

    def _named_in(self, first: int, last: int) -> Mention | None:
        if (first, last) not in self._known:
            names = names_in(self._tokens, first, last, self.named_between(first, last), self._normal.text)
            strong = [mention for mention in names.candidates if not mention.weak]
            strong = strong or [mention for mention in names.candidates if mention.inner]
            named = next(iter(strong), None)
            # "the antidote acetylcysteine": the name stands behind its class
            self._known[first, last] = next((m for m in strong if named and m.first == named.last), named)
        return self._known[first, last]

    def _is_condition(self, mention: Mention, first: int) -> bool:
        """ "Ask a doctor if you take X": another medicine, which says for whom what follows is."""
        taken = any(
            token.text in _TAKING for token in self._tokens[max(first, mention.first - _MOST_OBJECT) : mention.first]
        )
        return taken and any(token.text in _CONDITIONALS for token in self._tokens[first : mention.first])

    def _of(self, mention: Mention, source: SubstanceSource) -> Substance:
        offset = self._normal.offset
        start, end = offset(self._tokens[mention.first].start), offset(self._tokens[mention.last - 1].end - 1) + 1
        return Substance(self._text[start:end], start, end, mention.concept_id, source, mention.label)


def _moved(named: Sequence[Named], normal: Normal) -> list[Named]:
    """Entities by their place in the normalised text, in reading order."""
    if normal.map is None:
        return sorted(named)
    places = normal.map
    return sorted(
        entity._replace(start=bisect_left(places, entity.start), end=bisect_left(places, entity.end))
        for entity in named
    )
