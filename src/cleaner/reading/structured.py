"""Structured data in a page's scripts: JSON-LD and the state of page frameworks, as flat lists of nodes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = dict[str, Any]

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_MOST_NODES = 20_000


def load_json(text: str | None) -> Any:
    """The value of a script's JSON, None where it cannot be read. Forgives comments, CDATA, raw line breaks, `;`."""
    cleaned = _WRAPPING.sub("", (text or "").strip()).strip().rstrip(";")
    try:
        return json.loads(cleaned, strict=False)
    except (ValueError, RecursionError):
        return None


def nodes(value: Any) -> Iterator[Node]:
    """Every object inside a JSON value, outer ones first; bounded."""
    queue = [value]
    for _ in range(_MOST_NODES):
        if not queue:
            return
        item = queue.pop(0) if len(queue) < 64 else queue.pop()
        if isinstance(item, dict):
            yield item
            queue.extend(child for child in item.values() if isinstance(child, dict | list))
        elif isinstance(item, list):
            queue.extend(child for child in item if isinstance(child, dict | list))


def json_ld(scripts: Iterable[str]) -> list[Node]:
    """The nodes of a page's JSON-LD scripts that say what type they are."""
    return [node for script in scripts for node in nodes(load_json(script)) if types_of(node)]


def types_of(node: Node) -> tuple[str, ...]:
    """Type names without their vocabulary: `NewsArticle`."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return tuple(name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str) and name)


def text_of(value: Any) -> str | None:
    """A text value: a string, the `@value` or `name` of an object, the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id")
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return None


def names_of(value: Any) -> tuple[str, ...]:
    """Names of persons or organisations: a string, an object with `name`, or a list of them."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    flat = [one for name in names for one in (name if isinstance(name, list) else [name])]
    clean = [" ".join(one.split()) for one in flat if isinstance(one, str) and "://" not in one]
    return tuple(dict.fromkeys(name for name in clean if name))
