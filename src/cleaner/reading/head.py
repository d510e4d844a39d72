"""What a page's head, its JSON-LD and its microdata declare, gathered without judging it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.reading.structured import Node, json_ld

_JSON_LD = "application/ld+json"
_UNFRAMED = "noframes"
_STATE_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__", "__APOLLO_STATE__"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Head:
    """`metas`: contents by lower-cased `name`, `property` or `itemprop`. `times`: `datetime` of `<time>` elements."""

    title: str | None = None
    lang: str | None = None
    base_href: str | None = None
    canonical: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    times: tuple[tuple[str, str], ...] = ()  # (hint words, datetime)
    states: tuple[str, ...] = ()  # scripts that hold a page framework's state

    def first(self, *names: str) -> str | None:
        """The first filled content under any of the names."""
        return next((value for name in names for value in self.metas.get(name, ())), None)


class HeadReader:
    """Is told of the elements of `DECLARING`, wherever they stand: real pages keep metadata in their body too.

    While `pieces` is a list, the text of the open element is wanted there.
    """

    def __init__(self) -> None:
        self.pieces: list[str] | None = None
        self._wanted_by = ""
        self._title: str | None = None
        self._lang: str | None = None
        self._base_href: str | None = None
        self._canonical: str | None = None
        self._metas: dict[str, list[str]] = {}
        self._times: list[tuple[str, str]] = []
        self._json_ld: list[str] = []
        self._states: list[str] = []
        self._framed = False
        self._frameless: list[str] = []

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "meta":
            self._meta(attributes)
        elif name == "script":
            kind = attributes.get("type", "").split(";")[0].strip().lower()
            if kind == _JSON_LD or attributes.get("id") in _STATE_IDS:
                self._wanted_by, self.pieces = (_JSON_LD if kind == _JSON_LD else "state"), []
        elif name == "link":
            if self._canonical is None and "canonical" in attributes.get("rel", "").lower().split():
                self._canonical = _clean(attributes.get("href"))
        elif name == "title":
            if self._title is None:
                self._wanted_by, self.pieces = "title", []
        elif name == "base":
            self._base_href = self._base_href or _clean(attributes.get("href"))
        elif name == "frameset":
            self._framed = True
        elif name == _UNFRAMED:
            self._wanted_by, self.pieces = _UNFRAMED, []
        elif name == "html":
            self._lang = self._lang or attributes.get("lang") or attributes.get(_XML_LANG)
        elif moment := attributes.get("datetime"):
            hints = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
            self._times.append((hints, moment))

    def close(self) -> None:
        """The element whose text is wanted has ended."""
        text = "".join(self.pieces or ())
        self.pieces = None
        if self._wanted_by == "title":
            self._title = _clean(text)
        elif self._wanted_by == _JSON_LD:
            self._json_ld.append(text)
        elif self._wanted_by == _UNFRAMED:
            self._frameless.append(text)
        else:
            self._states.append(text)

    def frameless(self) -> str:
        """Markup for readers without frames, where the page has frames. Handed out once."""
        found, self._frameless = "".join(self._frameless) if self._framed else "", []
        return found if found.strip() else ""

    def head(self) -> Head:
        """All that was declared."""
        return Head(
            title=self._title,
            lang=_clean(self._lang),
            base_href=self._base_href,
            canonical=self._canonical,
            metas=self._metas,
            nodes=tuple(json_ld(self._json_ld)),
            times=tuple(self._times),
            states=tuple(self._states),
        )

    def _meta(self, attributes: Mapping[str, str]) -> None:
        content = _clean(attributes.get("content"))
        if content:
            for key in ("property", "name", "itemprop", "http-equiv"):
                if name := attributes.get(key):
                    self._metas.setdefault(name.strip().lower(), []).append(content)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
