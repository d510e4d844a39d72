"""Pages whose text sits only in their scripts: JSON-LD `articleBody`, or the state a page framework ships."""

from __future__ import annotations

import re
from typing import Any

from cleaner.reading.head import Head
from cleaner.reading.structured import load_json, nodes

_BODY_KEYS = re.compile(r"(?:^|_)(?:body|content|html|text|articlebody|bodyhtml|markdown|description)s?$", re.I)
_WORTH = 400  # characters of text that make a fallback worth taking
_LONGEST_STATE = 5_000_000


def embedded_text(head: Head) -> str | None:
    """The page's text, HTML or plain, as its scripts hold it; None where there is none worth showing."""
    bodies = [node.get("articleBody") for node in head.nodes]
    best = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    if len(best) >= _WORTH:
        return best
    for state in head.states:
        if len(state) <= _LONGEST_STATE:
            pieces = _state_texts(load_json(state))
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
