"""A tokenizer for pages: runs of letters and digits, numbers with their marks, and every other mark by itself.

spaCy's own peels marks off both ends of a run one by one, which takes minutes on ten thousand brackets in a row; pages
hold such things. This one is linear, and splits where a name may begin or end: "D3/calcium", "risk—and".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TEXT = "cleaner.text"  # spares the components putting `doc.text` together again
NAME = "cleaner.page_tokenizer.v1"
_PIECE = re.compile(r"(\d+(?:[.,]\d+)+(?![^\W_])|[^\W_]+|[^\w\s]|_|\s+?(?=\S|$))( ?)")


class PageTokenizer:
    """Text to `Doc`; `doc.text` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pieces = _PIECE.findall(text)
        doc = Doc(self.vocab, [word for word, _ in pieces], [bool(space) for _, space in pieces])
        doc.user_data[TEXT] = text
        return doc

    # What spaCy calls to save and load a pipeline: there is no state.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> PageTokenizer:
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        return None

    def from_disk(self, _: Any, **__: Any) -> PageTokenizer:
        return self


def make_tokenizer() -> Callable[[Language], PageTokenizer]:
    return lambda nlp: PageTokenizer(nlp.vocab)


registry.tokenizers.register(NAME, func=make_tokenizer)
