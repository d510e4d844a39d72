"""What is committed about the contract says what the models say."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

import cleaner.contract
from cleaner.contract import SCHEMA_VERSION, CleanPage
from cleaner.contract.docs import document
from cleaner.contract.schema import schema, schema_text
from cleaner.described import Described

PACKAGE = Path(cleaner.contract.__file__).parent
DOCS = Path(__file__).parents[2] / "docs"


def test_the_committed_schema_is_current() -> None:
    assert (PACKAGE / "schema.json").read_text(encoding="utf-8") == schema_text(), "run `make docs`"


def test_the_committed_page_on_the_output_is_current() -> None:
    assert (DOCS / "output.md").read_text(encoding="utf-8") == document(DOCS / "example"), "run `make docs`"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def _definitions() -> list[tuple[str, dict]]:
    contract = schema()
    return [("CleanPage", contract), *contract["$defs"].items()]


@pytest.mark.parametrize(
    ("name", "definition"), _definitions(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_everything_in_the_schema_is_described(name: str, definition: dict) -> None:
    assert definition["description"].strip(), name
    if "enum" in definition:
        assert len(definition["enum"]) == len(definition["enumDescriptions"])
        assert all(meaning.strip() for meaning in definition["enumDescriptions"])
    for field, value in definition.get("properties", {}).items():
        assert value.get("description") or "$ref" in value, f"{name}.{field}"


def test_every_value_of_every_closed_vocabulary_stands_on_the_output_page() -> None:
    page = document(DOCS / "example")
    vocabularies = {name for name, definition in _definitions() if "enum" in definition}
    for vocabulary in Described.__subclasses__():
        if vocabulary.__name__ in vocabularies:
            for member in vocabulary:
                assert f"| `{member}` |" in page, member


class TestExample:
    """The worked example is a record that could be true."""

    @pytest.fixture
    def record(self) -> dict:
        return json.loads((DOCS / "example" / "record.json").read_text(encoding="utf-8"))

    @pytest.fixture
    def page(self) -> bytes:
        return (DOCS / "example" / "page.txt").read_bytes()

    def test_it_fits_the_models_and_the_schema(self, record: dict) -> None:
        CleanPage.model_validate(record)
        jsonschema.validate(record, schema())

    def test_its_quotes_are_slices(self, record: dict) -> None:
        for annotation in _spans(record):
            assert record["text"][annotation["start"] : annotation["end"]] == annotation["quote"]

    def test_it_speaks_of_its_page(self, record: dict, page: bytes) -> None:
        assert record["source"]["sha256"] == hashlib.sha256(page).hexdigest()
        assert record["source"]["bytes"] == len(page)
        for removed in record["removed"]:
            assert page.decode()[removed["source_start"] : removed["source_end"]] == removed["text"]


def _spans(node: object) -> list[dict]:
    if isinstance(node, dict):
        inner = [span for value in node.values() for span in _spans(value)]
        return [node, *inner] if {"start", "end", "quote"} <= node.keys() and node["start"] is not None else inner
    if isinstance(node, list):
        return [span for value in node for span in _spans(value)]
    return []
