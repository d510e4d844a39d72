"""Where a page's own text stands, among lines that other pages of its site print as well."""

from __future__ import annotations

from collections.abc import Container, Iterator

from cleaner.boilerplate.memory.contribution import Contribution, PageLine
from cleaner.described import Described
from cleaner.labels import Action, Label

# Kept lines that a site may well repeat: they are no template for that.
SAFE = frozenset({Label.TITLE, Label.DEK, Label.DISCLAIMER, Label.REFERENCES, Label.TABLE, Label.CAPTION, Label.QUOTE})
_APART = 2  # removed lines after which what follows is no longer attached to the article


class Zone(Described):
    """A part of the page, from its top to its end."""

    ABOVE = "above", "Before the first line that is the page's own: its title, as a rule."
    HEAD = "head", "From there to the page's first own paragraph."
    BODY = "body", "From there to its last own paragraph."
    TAIL = "tail", "What follows at once, though all pages may print it: 'When to call a doctor'."
    BELOW = "below", "What boilerplate parts from all of that."


OUTSIDE = frozenset({Zone.ABOVE, Zone.BELOW})


def zones(page: Contribution, repeated: Container[int]) -> list[Zone] | None:
    """The zone of each line; None where too little of the page is its own to tell: lists, and copies of other pages.

    `repeated`: hashes of the lines that several pages of the site print.
    """
    kept = [at for at, line in enumerate(page.lines) if line.label.action is Action.KEEP and line.key]
    own = [at for at in kept if page.lines[at].key not in repeated]
    prose = [at for at in kept if page.lines[at].prose]
    own_prose = [at for at in prose if page.lines[at].key not in repeated]
    if not own_prose or 2 * len(own_prose) < len(prose):
        return None
    top, first, last = own[0], own_prose[0], own_prose[-1]
    body = [Zone.ABOVE] * top + [Zone.HEAD] * (first - top) + [Zone.BODY] * (last + 1 - first)
    return [*body, *_after(page.lines[last + 1 :], repeated)]


def _after(lines: tuple[PageLine, ...], repeated: Container[int]) -> Iterator[Zone]:
    """The zones of what follows the page's own last paragraph.

    It comes apart behind two removed lines that are at least half of what stands in between; a line of the page's own
    before that belongs to the article, and the counting begins anew.
    """
    removed = since = 0
    for line in lines:
        apart = removed >= _APART and 2 * removed >= since
        yield Zone.BELOW if apart else Zone.TAIL
        if line.label.action is Action.REMOVE:
            removed += 1
        elif not apart and line.key and line.label.action is Action.KEEP and line.key not in repeated:
            removed = since = 0
            continue
        since += 1
