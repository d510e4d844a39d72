"""What must be true of every record, whatever the page."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cleaner.blocks import InputKind
from cleaner.config import Config
from cleaner.contract.schema import schema
from cleaner.errors import PageError
from cleaner.pipeline import clean_page
from cleaner.reading import read
from tests.samples.pages import cases, listed, name_of, raw, record

RECORDS = sorted(case["page"] for case in cases().values() if "quarantine" not in case)
NOTHING_READ = {case["page"]: case.get("nothing_read", False) for case in cases().values()}
VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_every_sample_page_has_a_case() -> None:
    assert sorted(name_of(ref) for ref in listed()) == sorted(case["page"] for case in cases().values())


def test_every_sample_file_is_explained() -> None:
    explained = (Path(__file__).parents[2] / "samples" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{Path(ref.path).name}`" in explained for ref in listed())


@pytest.mark.parametrize("page", RECORDS)
def test_it_fits_the_schema(page: str) -> None:
    VALIDATOR.validate(record(page).model_dump(mode="json"))


@pytest.mark.parametrize("page", RECORDS)
def test_quotes_are_slices(page: str) -> None:
    found = record(page).model_dump(mode="json")
    spans = list(_spans(found))
    assert bool(spans) is not NOTHING_READ.get(page, False)
    assert [span for span in spans if found["text"][span["start"] : span["end"]] != span["quote"]] == []


@pytest.mark.parametrize("page", RECORDS)
def test_no_word_of_the_page_disappears(page: str) -> None:
    """Every non-space character of the visible text is in the text or in one of `removed`, and in one of them only."""
    found = record(page)
    visible = read(raw(page), Config()).visible
    gone = [False] * len(visible)
    for removed in found.removed:
        assert visible[removed.source_start : removed.source_end] == removed.text
        for position in range(removed.source_start, removed.source_end):
            assert not gone[position], f"removed twice: {removed.text[:60]!r}"
            gone[position] = True
    left = "".join(character for character, out in zip(visible, gone, strict=True) if not out)
    assert "".join(found.text.split()) == "".join(left.split())


@pytest.mark.parametrize("page", RECORDS)
def test_sections_and_blocks_are_in_order_and_inside(page: str) -> None:
    found = record(page)
    ends = [0]
    for block in found.blocks:
        assert ends[-1] <= block.start < block.end <= len(found.text)
        ends.append(block.end)
    sections = {section.id: section for section in found.sections}
    assert len(sections) == len(found.sections)
    for section in found.sections:
        parent = sections.get(section.parent or "")
        assert section.parent is None or (parent and parent.start <= section.start < section.end <= parent.end)
        assert section.heading is None or found.text[section.start :].startswith(section.heading)


@pytest.mark.parametrize("page", RECORDS)
def test_annotations_name_their_section(page: str) -> None:
    found = record(page)
    for annotation in (*found.entities, *found.dosages, *found.abbreviations):
        around = [s for s in found.sections if s.start <= annotation.start < s.end]
        assert annotation.section == (max(around, key=lambda s: (s.start, -s.end)).id if around else None)


@pytest.mark.parametrize("page", RECORDS)
def test_concepts_add_up(page: str) -> None:
    found = record(page)
    mentioned = [entity.concept.id for entity in found.entities if entity.concept]
    assert {concept.id: concept.mentions for concept in found.concepts} == {
        name: mentioned.count(name) for name in mentioned
    }


@pytest.mark.parametrize("page", RECORDS)
def test_hashes_are_those_of_the_bytes(page: str) -> None:
    found = record(page)
    assert found.source.sha256 == hashlib.sha256(raw(page).body).hexdigest()
    assert found.source.bytes == len(raw(page).body)
    assert found.text_sha256 == hashlib.sha256(found.text.encode()).hexdigest()


@pytest.mark.parametrize("page", RECORDS)
def test_the_kind_can_be_forced(page: str) -> None:
    """Reading a page as the other kind is a user's mistake, never a crash."""
    for kind in InputKind:
        try:
            assert clean_page(raw(page), config=Config(kind=kind)).source.kind is kind
        except PageError:
            continue


def test_records_are_the_same_in_any_process() -> None:
    """Byte for byte, whatever the order of hashes and of pages."""
    script = (
        "import hashlib, sys; from tests.samples.pages import record\n"
        "for name in sys.argv[1:]: print(hashlib.sha256(record(name).model_dump_json().encode()).hexdigest(), name)"
    )
    outputs = []
    for seed, names in (("1", RECORDS), ("2", RECORDS[::-1])):
        done = subprocess.run(
            [sys.executable, "-c", script, *names],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.append(sorted(done.stdout.splitlines()))
    assert outputs[0] == outputs[1]
    here = sorted(f"{hashlib.sha256(record(name).model_dump_json().encode()).hexdigest()} {name}" for name in RECORDS)
    assert outputs[0] == here


def test_records_survive_the_way_through_json() -> None:
    for page in RECORDS:
        found = record(page)
        assert type(found).model_validate(json.loads(found.model_dump_json())) == found


def _spans(node: Any) -> Any:
    if isinstance(node, dict):
        if {"start", "end", "quote"} <= node.keys() and node["start"] is not None:
            yield node
        for value in node.values():
            yield from _spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from _spans(value)
