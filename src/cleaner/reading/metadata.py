"""What the page says of itself, from JSON-LD, OpenGraph, meta elements and times, the most exact source first."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from cleaner.blocks import Block, PageMetadata
from cleaner.reading.dates import iso_date
from cleaner.reading.head import Head
from cleaner.reading.structured import Node, names_of, text_of, types_of
from cleaner.reading.titles import choose_title
from cleaner.reading.urls import Base


def _load_types() -> dict[str, frozenset[str]]:
    types: dict[str, set[str]] = {}
    for line in files(__package__).joinpath("schema_types.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            group, *names = line.split("\t")
            types.setdefault(group, set()).update(names)
    return {group: frozenset(names) for group, names in types.items()}


_TYPES = _load_types()


def page_metadata(head: Head, blocks: tuple[Block, ...], base: Base) -> PageMetadata:
    """Everything the head declares and the headline confirms. Bylines in the text are read by the labelling."""
    articles = [node for node in head.nodes if _TYPES["article"].intersection(types_of(node))][:1]
    pages = [node for node in head.nodes if _TYPES["page"].intersection(types_of(node))][:1]
    nodes = articles + pages
    site = _site_name(head, nodes)
    titles = (
        *(text_of(node.get("headline")) for node in articles),
        head.first("og:title"),
        head.first("twitter:title", "dc.title", "citation_title", "parsely-title"),
        *(text_of(node.get("name")) for node in nodes),
        head.title,
    )
    canonical = head.canonical or head.first("og:url")
    return PageMetadata(
        title=choose_title(titles, blocks, site),
        category=_category(head, nodes),
        authors=_authors(head, nodes),
        reviewed_by=_names(nodes, "reviewedBy"),
        published=_date(
            _fields(nodes, "datePublished", "dateCreated"),
            _metas(head, "article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "pubdate"),
            (moment for hints, moment in head.times if "publish" in hints),
        ),
        modified=_date(
            _fields(nodes, "dateModified", "lastReviewed"),
            _metas(
                head, "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"
            ),
            (moment for hints, moment in head.times if "modif" in hints or "updat" in hints),
        ),
        language=_language(head, nodes),
        site_name=site,
        canonical_url=base.resolve(canonical) if canonical else None,
    )


def declared_types(head: Head) -> frozenset[str]:
    """Names of the schema.org and OpenGraph types on the page, lower-cased."""
    names = {name.lower() for node in head.nodes for name in types_of(node)}
    return frozenset(names | {kind.lower() for kind in head.metas.get("og:type", ())})


def _site_name(head: Head, nodes: list[Node]) -> str | None:
    sites = (text_of(node.get("name")) for node in head.nodes if _TYPES["site"].intersection(types_of(node)))
    publishers = (text_of(node.get("publisher")) for node in nodes)
    declared = head.first("og:site_name", "application-name")
    return next((name for name in (declared, *sites, *publishers) if name and "://" not in name), None)


def _category(head: Head, nodes: list[Node]) -> str | None:
    found = next((name for node in nodes if (name := text_of(node.get("articleSection")))), None)
    return found or head.first("article:section")


def _authors(head: Head, nodes: list[Node]) -> tuple[str, ...]:
    if names := _names(nodes, "author"):
        return names
    declared = [
        name
        for key in ("author", "article:author", "citation_author", "dc.creator")
        for name in head.metas.get(key, ())
    ]
    return tuple(dict.fromkeys(name for name in declared if "://" not in name and len(name) < 100))


def _names(nodes: list[Node], field: str) -> tuple[str, ...]:
    return next((names for node in nodes if (names := names_of(node.get(field)))), ())


def _fields(nodes: list[Node], *fields: str) -> Iterable[str | None]:
    return (text_of(node.get(field)) for node in nodes for field in fields)


def _metas(head: Head, *names: str) -> Iterable[str]:
    return (value for name in names for value in head.metas.get(name, ()))


def _date(*sources: Iterable[str | None]) -> str | None:
    return next((found for source in sources for text in source if (found := iso_date(text))), None)


def _language(head: Head, nodes: list[Node]) -> str | None:
    declared = head.lang or next((text for text in _fields(nodes, "inLanguage") if text), None)
    declared = declared or head.first("content-language", "og:locale", "language")
    if not declared:
        return None
    tag = declared.split(",")[0].strip().replace("_", "-")
    parts = tag.split("-")
    if not (parts[0].isalpha() and 2 <= len(parts[0]) <= 3):
        return None
    return "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
