"""Which concept annotators of public corpora meant by a mention, where the vocabulary alone says another or none.

`data/mentions.tsv` is written by `python -m training.recognizer`: kind, mention, concept. A short mention or one in
capitals counts as it is written, any other by its folded words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from cleaner.language.ner.model import Kind
from cleaner.language.vocabulary.words import key

Known = dict[tuple[Kind, str], str]  # kind and mention as `written` -> concept
_LETTERS = re.compile(r"[^\W\d_]")
_SHORT = 4  # letters of a mention that means something else in other case


def written(mention: str) -> str:
    """The form a mention is kept and looked up in."""
    return mention if is_written(mention) else " ".join(key(mention))


def is_written(mention: str) -> bool:
    """Whether the mention counts only as it is written."""
    letters = "".join(_LETTERS.findall(mention))
    return len(letters) <= _SHORT or letters.isupper()


def read_known(path: Path) -> Known:
    known: Known = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, mention, concept = line.split("\t")
            known[Kind(kind), mention] = concept
    return known


@cache
def packaged_known() -> Known:
    with as_file(files(__package__).joinpath("data/mentions.tsv")) as path:
        return read_known(path)
