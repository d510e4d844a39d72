"""Pages of any outline, from markup to sections: nothing is lost, and every heading heads something."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.boilerplate import label
from cleaner.config import Config
from cleaner.labels import Label
from cleaner.reading import read
from cleaner.sections import assemble, faqs, references
from cleaner.sources import RawPage

PROSE = "A cup of green tea holds some caffeine, and most people drink two or three cups of it in a day."
FRAGMENTS = (
    "<h1>Tea</h1>",
    "<h1>Tea and sleep</h1>",
    "<h2>Uses</h2>",
    "<h2>FAQ</h2>",
    "<h3>Is it safe?</h3>",
    "<h4>Common side effects</h4>",
    "<h6>References</h6>",
    f"<h3>{PROSE} {PROSE}</h3>",
    f"<p>{PROSE}</p>",
    f"<p>{PROSE}</p>",
    "<p><b>How to brew it</b></p>",
    f"<details><summary>May I add milk?</summary><p>{PROSE}</p></details>",
    f"<dl><dt>Green tea</dt><dd>{PROSE}</dd></dl>",
    f"<ul><li>{PROSE}</li><li>water</li></ul>",
    "<table><tr><th>Tea</th><th>mg</th></tr><tr><td>green</td><td>30</td></tr></table>",
    "<p>Disclaimer: This page is not medical advice.</p>",
    "<ol><li>Roe A, Doe B. Tea and sleep. J Tea. 2019;12:3-9. doi:10.1234/tea.2019</li></ol>",
    '<ul><li><a href="/coffee">Coffee and sleep: what is known</a></li></ul>',
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20))
def test_sections_of_pages_of_any_outline(fragments):
    html = f"<!doctype html><title>Tea</title><body><main>Tea.{''.join(fragments)}</main></body>"
    article = assemble(label(read(RawPage(uri="page", body=html.encode()), Config())))
    headed = {section.start for section in article.sections if section.heading}
    for block in article.blocks:
        if block.label is Label.HEADING:
            assert block.start in headed
        if block.label is not Label.TITLE:
            assert article.section_at(block.start) is not None
    for section in article.sections:
        assert article.text[section.heading_end : section.end].strip()
    for found in (*faqs(article), *references(article)):
        assert article.text[found.start : found.end] == found.quote
        assert found.section == article.section_at(found.start).id
