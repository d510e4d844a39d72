"""What a page's head, its JSON-LD and its microdata declare, gathered without judging it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cleaner.reading.structured import Node, json_ld


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

    def first(self, *names: str) -> str | None:
        """The first filled content under any of the names."""
        return next((value for name in names for value in self.metas.get(name, ())), None)


def read_head(root: etree._Element) -> Head:
    """Read a whole tree: real pages keep metadata in their body too."""
    title = lang = base = canonical = None
    metas: dict[str, list[str]] = {}
    scripts: list[etree._Element] = []
    times: list[tuple[str, str]] = []
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for element in root.iter("title", "meta", "base", "link", "script", "time"):
        tag = element.tag
        if tag == "meta":
            _read_meta(element, metas)
        elif tag == "script":
            if element.get("type"):
                scripts.append(element)
        elif tag == "link":
            if canonical is None and "canonical" in (element.get("rel") or "").lower().split():
                canonical = _clean(element.get("href"))
        elif tag == "title":
            parent = element.getparent()
            if title is None and (parent is None or parent.tag != "svg"):
                title = _clean("".join(str(text) for text in element.itertext(with_tail=False)))
        elif tag == "base":
            base = base or _clean(element.get("href"))
        elif moment := element.get("datetime"):
            hints = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            times.append((hints, moment))
    return Head(title, _clean(lang), base, canonical, metas, tuple(json_ld(scripts)), tuple(times))


def _read_meta(element: etree._Element, metas: dict[str, list[str]]) -> None:
    content = _clean(element.get("content"))
    if content:
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(key):
                metas.setdefault(name.strip().lower(), []).append(content)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
