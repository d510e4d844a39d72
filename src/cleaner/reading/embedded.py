"""Pages whose text sits only in their scripts: JSON-LD `articleBody`, or the state a page framework ships."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from cleaner.reading.structured import Node, load_json, nodes

_STATE_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__", "__APOLLO_STATE__"})
_BODY_KEYS = re.compile(r"(?:^|_)(?:body|content|html|text|articlebody|bodyhtml|markdown|description)s?$", re.I)
_WORTH = 400  # characters of text that make a fallback worth taking
_LONGEST_STATE = 5_000_000


def embedded_text(root: etree._Element, declared: tuple[Node, ...]) -> str | None:
    """The page's text, HTML or plain, as its scripts hold it; None where there is none worth showing."""
    bodies = [node.get("articleBody") for node in declared]
    best = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    if len(best) >= _WORTH:
        return best
    for script in root.iter("script"):
        if script.get("id") in _STATE_IDS and script.text and len(script.text) <= _LONGEST_STATE:
            pieces = _state_texts(load_json(script.text))
            if sum(map(len, pieces)) >= _WORTH:
                return "\n\n".join(pieces)
    return None


def _state_texts(state: Any) -> list[str]:
    """The longest text of a framework's state, or all of its rich-text paragraphs when no single one is long."""
    texts = [
        value
        for node in nodes(state)
        for key, value in node.items()
        if isinstance(value, str) and len(value) >= _WORTH and _BODY_KEYS.search(key) and value.count(" ") > 40
    ]
    return [max(texts, key=len)] if texts else []
