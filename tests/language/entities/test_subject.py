"""What a page is about: by its title, by what it comes back to, or nothing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from cleaner.blocks import Document, InputKind, PageMetadata
from cleaner.contract.entities import MainSubject
from cleaner.language.entities import concepts, entities
from cleaner.language.subject import main_subject
from cleaner.sections.article import Article

ASTHMA = "Asthma narrows the airways. Asthma may come at night. A cough may tell of asthma."
EXAMPLES = [
    # title in the text, title in the page's head, text; concept, whether the title names it, evidence
    ("Living with asthma\n\n", None, ASTHMA, ("D001249", True, "asthma")),
    ("Cough and asthma\n\n", None, ASTHMA, ("D001249", True, "asthma")),
    (
        "Asthma in children\n\n",
        None,
        "Children wheeze. Children cough. Asthma may be why.",
        ("D001249", True, "Asthma"),
    ),
    ("", "Asthma: the facts", "The airways narrow. A cough at night may tell of asthma.", ("D001249", True, "asthma")),
    ("", None, ASTHMA, ("D001249", False, "Asthma")),
    ("", None, "Asthma and migraine. Asthma or migraine. Asthma, not migraine.", None),
    ("", None, "Asthma is common.", None),
    ("", "Gasthmania", "Asthma is common.", None),
    ("", None, "Nothing of the kind.", None),
]


def _subject(fast: Language, title: str, head: str | None, body: str) -> MainSubject | None:
    text = title + body
    article = Article(
        document=Document(InputKind.TEXT, "utf-8", "text/plain", text, ()),
        metadata=PageMetadata(title=head),
        text=text,
        segments=(),
        blocks=(),
        sections=(),
        title=(0, len(title.rstrip())) if title else None,
        removed=(),
        related=(),
        warnings=(),
    )
    found = entities(fast(text), article)
    return main_subject(found, concepts(found, article), article)


@pytest.mark.parametrize(("title", "head", "body", "expected"), EXAMPLES)
def test_subject(
    fast: Language, title: str, head: str | None, body: str, expected: tuple[str, bool, str] | None
) -> None:
    found = _subject(fast, title, head, body)
    assert (found and (found.concept.id, found.in_title, found.evidence.quote)) == expected


def test_share(fast: Language) -> None:
    found = _subject(fast, "", None, ASTHMA)
    assert found is not None
    assert (found.mentions, 0 < found.share <= 1) == (3, True)
