"""What must be true of each sample page's record, fact by fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest

from cleaner.contract import CleanPage
from cleaner.contract.dosages import Dosage
from cleaner.contract.entities import Entity
from cleaner.contract.parts import Annotation
from cleaner.errors import PageError
from cleaner.labels import Label
from tests.samples.pages import cases, outcome, record

REACH = 80  # characters between the words that a fact names and its quote
_Found = TypeVar("_Found", bound=Annotation)
NULL = "null"  # TOML has none of its own


def facts(key: str) -> list[Any]:
    """(page, fact) for every fact that the cases hold under a key."""
    found: list[Any] = []
    for name, case in cases().items():
        value = case.get(key, [])
        rows = value.items() if isinstance(value, dict) else value
        found += [pytest.param(case["page"], fact, id=f"{name}-{_words(fact)}") for fact in rows]
    return found


def _words(fact: Any) -> str:
    """A name for a fact."""
    match fact:
        case {"quote": quote, "near": near}:
            return f"{near} ... {quote}"
        case {"quote": quote}:
            return str(quote)
        case (first, *_):
            return str(first)
    return str(fact)[:50]


def whole(key: str) -> list[Any]:
    """(page, value) for every case that has the key."""
    return [pytest.param(case["page"], case[key], id=name) for name, case in cases().items() if key in case]


@pytest.mark.parametrize(("page", "fact"), facts("metadata"))
def test_metadata(page: str, fact: tuple[str, str]) -> None:
    assert getattr(record(page).metadata, fact[0]) == fact[1]


@pytest.mark.parametrize(("page", "fact"), facts("source"))
def test_source(page: str, fact: tuple[str, str]) -> None:
    assert getattr(record(page).source, fact[0]) == fact[1]


@pytest.mark.parametrize(("page", "encoding"), whole("encoding"))
def test_encoding(page: str, encoding: str) -> None:
    assert record(page).source.encoding == encoding


@pytest.mark.parametrize(("page", "kind"), whole("page_kind"))
def test_page_kind(page: str, kind: str) -> None:
    """Of pages whose kind leaves no doubt; flattened ones do not show theirs."""
    assert record(page).page_kind.kind == kind


@pytest.mark.parametrize(("page", "reason"), whole("quarantine"))
def test_quarantine(page: str, reason: str) -> None:
    found = outcome(page)
    assert isinstance(found, PageError)
    assert found.reason == reason
    assert "\n" not in found.message


def headings(page: CleanPage) -> list[list[int | str | None]]:
    return [[block.level, page.text[block.start : block.end]] for block in page.blocks if block.label is Label.HEADING]


@pytest.mark.parametrize(("page", "expected"), whole("headings"))
def test_headings(page: str, expected: list[list[int | str]]) -> None:
    assert headings(record(page)) == expected


@pytest.mark.parametrize(("page", "expected"), whole("has_headings"))
def test_some_headings(page: str, expected: list[list[int | str]]) -> None:
    assert [heading for heading in headings(record(page)) if heading in expected] == expected


@pytest.mark.parametrize(("page", "fact"), facts("kinds"))
def test_section_kind(page: str, fact: tuple[str, str]) -> None:
    heading, kind = fact
    assert [section.kind.value for section in record(page).sections if section.heading == heading] == [kind]


@pytest.mark.parametrize(("page", "titles"), whole("related"))
def test_related_titles(page: str, titles: list[str]) -> None:
    assert sorted(link.title for link in record(page).related_links) == sorted(titles)


@pytest.mark.parametrize(("page", "fact"), facts("links"))
def test_related_address(page: str, fact: tuple[str, str]) -> None:
    title, url = fact
    assert [link.url for link in record(page).related_links if link.title == title] == [url]


@pytest.mark.parametrize(("page", "words"), facts("kept"))
def test_kept(page: str, words: str) -> None:
    assert words in record(page).text


@pytest.mark.parametrize(("page", "words"), facts("gone"))
def test_gone(page: str, words: str) -> None:
    assert words not in record(page).text


@pytest.mark.parametrize(("page", "words"), whole("disclaimer"))
def test_disclaimer(page: str, words: str) -> None:
    found = record(page)
    texts = [found.text[section.start : section.end] for section in found.sections if section.kind == "disclaimer"]
    assert [text for text in texts if words in text]


@pytest.mark.parametrize(("page", "questions"), whole("questions"))
def test_questions_have_answers(page: str, questions: list[str]) -> None:
    assert [faq.quote for faq in record(page).faqs if faq.answer.quote.strip()] == questions


@pytest.mark.parametrize(("page", "sources"), whole("references"))
def test_references(page: str, sources: list[str]) -> None:
    assert [reference.quote for reference in record(page).references] == sources


@pytest.mark.parametrize(("page", "code"), facts("warnings"))
def test_warning(page: str, code: str) -> None:
    assert code in [warning.code.value for warning in record(page).warnings]


@pytest.mark.parametrize(("page", "nothing"), whole("nothing_read"))
def test_nothing_is_read(page: str, nothing: bool) -> None:
    found = record(page)
    assert (not found.entities and not found.concepts and not found.dosages) is nothing


@pytest.mark.parametrize(("page", "fact"), facts("entities"))
def test_entity(page: str, fact: dict[str, Any]) -> None:
    found = record(page)
    candidates = [_entity(entity) for entity in _standing(found, found.entities, fact)]
    assert_one_fits(candidates, fact)


@pytest.mark.parametrize(("page", "words"), facts("not_entities"))
def test_no_entity(page: str, words: str) -> None:
    assert words not in [entity.quote for entity in record(page).entities]


@pytest.mark.parametrize(("page", "fact"), facts("doses"))
def test_dose(page: str, fact: dict[str, Any]) -> None:
    found = record(page)
    candidates = [_dose(dose) for dose in _standing(found, found.dosages, fact)]
    assert_one_fits(candidates, fact)


@pytest.mark.parametrize(("page", "words"), facts("not_doses"))
def test_no_dose(page: str, words: str) -> None:
    found = record(page)
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", found.text)]
    inside = [d.quote for d in found.dosages for start, end in places if start <= d.start and d.end <= end]
    assert inside == []


def assert_one_fits(candidates: list[dict[str, Any]], fact: dict[str, Any]) -> None:
    """One of the candidates has all of the fact's fields. Compares with the closest one, for a readable difference."""
    expected = {key: None if value == NULL else value for key, value in fact.items() if key != "near"}
    if "substance" in expected:
        expected["substance"] = expected["substance"].lower()
    assert candidates, f"nothing with the quote {fact['quote']!r}"
    compared = [{key: candidate[key] for key in expected} for candidate in candidates]
    closest = max(compared, key=lambda found: sum(found[key] == value for key, value in expected.items()))
    assert closest == expected


def _standing(page: CleanPage, annotations: tuple[_Found, ...], fact: dict[str, Any]) -> Iterator[_Found]:
    """The annotations with the fact's quote, standing in its `near` words or right after them where it has some."""
    near = fact.get("near", fact["quote"])
    places = [match.start() for match in re.finditer(re.escape(near), page.text)]
    for annotation in annotations:
        if annotation.quote == fact["quote"] and any(p <= annotation.start <= p + len(near) + REACH for p in places):
            yield annotation


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "quote": entity.quote,
        "label": entity.label.value,
        "id": entity.concept.id if entity.concept else None,
        **entity.assertion.model_dump(mode="json", exclude={"cue"}),
    }


def _dose(dose: Dosage) -> dict[str, Any]:
    fields = dose.model_dump(mode="json")
    return {
        **fields,
        "substance": dose.substance.quote.lower() if dose.substance else None,
        "population": dose.population.quote if dose.population else None,
        "timing": dose.timing.model_dump(exclude_none=True, exclude={"when"}) if dose.timing else None,
        "duration": dose.duration.model_dump(exclude_none=True) if dose.duration else None,
    }
