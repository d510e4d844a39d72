"""Places on a page as its tags and attributes name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cleaner.reading.tags import LANDMARK_ROLES, TAGS

_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+|[a-z]{2,}")
_LONGEST_ATTRIBUTE = 500  # characters of a class attribute that are looked at
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MOST_HINTS = 300  # words around an element; no page that was seen has more, and the sets are kept for each element
_NAMING = ("class", "id", "itemprop")  # attributes whose words name what an element is
# Attributes read as well that few elements have.
_RARE = frozenset({"itemprop", "style", "role", "hidden", "aria-hidden"})
_PAGE_DEPTH = 2  # elements that deep are the page: their classes do not speak of a place in it
_NONE: frozenset[str] = frozenset()

_Key = str | tuple[object, ...]


class Spot:
    """Where elements of equal tags, classes, ids and roles, in others of equal ones, stand: the same for all of them,
    so it is worked out once. `path`: the tags from the root down."""

    __slots__ = ("_below", "_paths", "hidden", "hints", "landmarks", "path")

    def __init__(self, path: tuple[str, ...], landmarks: frozenset[str], hints: frozenset[str], hidden: bool) -> None:
        self.path = path
        self.landmarks = landmarks
        self.hints = hints
        self.hidden = hidden
        self._below: dict[_Key, Spot] = {}
        self._paths: dict[str, tuple[str, ...]] = {}  # of children, by tag: long where elements are nested deeply

    @classmethod
    def root(cls) -> Spot:
        """The place of the page itself."""
        return cls(("html",), _NONE, _NONE, False)

    def below(self, tag: str, attributes: Mapping[str, str]) -> Spot:
        """The place of a child element."""
        key: _Key = tag
        if attributes:
            key = (tag, attributes.get("class"), attributes.get("id"))
            if not _RARE.isdisjoint(attributes):
                key = (*key, *[attributes.get(name) for name in _RARE])
        found = self._below.get(key)
        if found is None:
            found = self._below[key] = self._enter(tag, attributes)
        return found

    def _enter(self, tag: str, attributes: Mapping[str, str]) -> Spot:
        path = self._paths.get(tag) or self._paths.setdefault(tag, (*self.path, tag))
        hints, landmarks, hidden = self.hints, self.landmarks, self.hidden
        if attributes:
            if len(path) > _PAGE_DEPTH:
                for name in _NAMING:
                    if name in attributes:
                        hints = _named(hints, attributes[name])
            if not _RARE.isdisjoint(attributes):
                if "role" in attributes:
                    role = attributes["role"].strip().lower()
                    landmarks = _with(landmarks, LANDMARK_ROLES.get(role, _NONE))
                    hints = _named(hints, role)
                hidden = hidden or _hides(attributes)
        if own := TAGS[tag].landmarks:
            landmarks = _with(landmarks, own)
        return Spot(path, landmarks, hints, hidden)


def _hides(attributes: Mapping[str, str]) -> bool:
    """Whether an element's attributes say that it is not shown."""
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or is_unseen(attributes.get("style", ""))


@lru_cache(maxsize=20_000)
def hint_words(attribute: str) -> frozenset[str]:
    """Lower-cased words of a class, id or role: `RelatedPosts-item2` gives related, posts, item."""
    return frozenset(map(str.lower, _WORD.findall(attribute[:_LONGEST_ATTRIBUTE])))


def is_unseen(style: str) -> bool:
    """Whether a style attribute hides its element."""
    return ("none" in style or "hidden" in style) and _UNSEEN.search(style) is not None


@lru_cache(maxsize=20_000)
def _named(hints: frozenset[str], attribute: str) -> frozenset[str]:
    """The hint words with those of an attribute."""
    return _with(hints, hint_words(attribute))


@lru_cache(maxsize=20_000)
def _with(words: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """Both together: the same object where the second adds nothing, and for the same two."""
    return words if more <= words or len(words) > _MOST_HINTS else words | more
