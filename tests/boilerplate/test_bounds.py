"""Pages made to cost much: the time to label them grows with their length, not with its square."""

from __future__ import annotations

import time

import pytest

from cleaner.blocks import InputKind
from cleaner.boilerplate import label
from cleaner.config import Config
from cleaner.reading import read
from cleaner.sections import assemble
from cleaner.sources import RawPage

_WORDS = "Vitamin D helps the body take up calcium from food. "
_MANY = 5_000
HOSTILE = {
    "short lines": "".join(f"<p>Line {i}</p>" for i in range(_MANY)),
    "links": "".join(f'<li><a href="/p/{i}">Read more about topic number {i}</a>' for i in range(_MANY)),
    "table rows": "<table><tr><th>A<th>B</tr>" + "".join(f"<tr><td>{i}<td>x{i}" for i in range(_MANY)) + "</table>",
    "headings": "".join(f"<h2>Heading {i}</h2><p>{_WORDS}" for i in range(_MANY)),
    "the title again and again": "<title>Same</title>" + "<h1>Same</h1><p>short</p>" * _MANY,
    "one paragraph": "<p>" + _WORDS * _MANY,
    "brackets": "<p>" + "(Read: More about this thing) " * _MANY,
    "items under a label": "<h3>Related articles</h3>"
    + "".join(f"<li><a href=/a{i}>Title {i} of many" for i in range(_MANY)),
    "sources": "<h2>References</h2>" + "".join(f"<li>Smith J, et al. J Med. 2020;{i}:1-2." for i in range(_MANY)),
    "buttons": "".join(f"<button>Is this question {i}?</button><div>{_WORDS}</div>" for i in range(_MANY)),
    "bold lines": "".join(f"<p><b>Bold {i}</b></p><p>{_WORDS}</p>" for i in range(_MANY)),
    "terms": "<dl>" + "".join(f"<dt>Term {i}<dd>{_WORDS}" for i in range(_MANY)),
    "labels": "<h4>You may also like</h4>" * _MANY,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_labelled_in_bounded_time(markup: str) -> None:
    raw = RawPage(uri="test", body=f"<!doctype html><body><p>{_WORDS * 3}</p>{markup}".encode())
    start = time.process_time()
    article = assemble(label(read(raw, Config(kind=InputKind.HTML))))
    assert article.document.blocks
    assert time.process_time() - start < 10
