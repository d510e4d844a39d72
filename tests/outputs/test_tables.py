"""Records as Parquet: the same values, typed as the contract has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zstandard

from cleaner.contract.tables import tables
from cleaner.outputs.folder import OutputFolder

parquet = pytest.importorskip("pyarrow.parquet")

EXAMPLE = Path(__file__).parents[2] / "docs" / "example" / "record.json"


@pytest.fixture
def record() -> dict:
    return json.loads(EXAMPLE.read_text("utf-8"))


@pytest.fixture(params=["json", "jsonl"])
def written(tmp_path: Path, record: dict, request: pytest.FixtureRequest) -> Path:
    """The tables of a folder with the example under two names."""
    from cleaner.outputs.tables import write_tables

    records = [record, {**record, "page_id": "second"}]
    with OutputFolder(tmp_path / "out") as folder:
        if request.param == "json":
            for number, one in enumerate(records):
                folder.page_file(str(number)).write_text(json.dumps(one))
        else:
            lines = "".join(f"{json.dumps(one)}\n" for one in records)
            folder.shard_file(0).write_bytes(zstandard.compress(lines.encode()))
        counts = write_tables(folder)
    references = [one for dosage in record["dosages"] for one in dosage["derived"]["references"]]
    lists = {**record, "pages": [record], "dosage_references": references}
    assert counts == {name: 2 * len(lists[name]) for name in counts}
    return tmp_path / "out" / "tables"


def test_tables_hold_what_the_records_hold(written: Path, record: dict) -> None:
    pages = parquet.read_table(written / "pages.parquet").to_pylist()
    assert [page["page_id"] for page in pages] == [record["page_id"], "second"]
    assert pages[0]["title"] == record["metadata"]["title"]
    assert pages[0]["text"] == record["text"]
    assert pages[0]["input_kind"] == record["source"]["kind"]
    assert pages[0]["page_kind"] == record["page_kind"]["kind"]
    assert pages[0]["main_subject"] == (record["main_subject"] or {"concept": {"name": None}})["concept"]["name"]
    assert pages[0]["warnings"] == [warning["code"] for warning in record["warnings"]]
    entities = parquet.read_table(written / "entities.parquet").to_pylist()[: len(record["entities"])]
    for row, entity in zip(entities, record["entities"], strict=True):
        assert (row["quote"], row["start"], row["label"]) == (entity["quote"], entity["start"], entity["label"])
        assert row["concept_id"] == (entity["concept"] or {}).get("id")
        assert row["polarity"] == entity["assertion"]["polarity"]
    dosages = parquet.read_table(written / "dosages.parquet").to_pylist()[: len(record["dosages"])]
    for row, dosage in zip(dosages, record["dosages"], strict=True):
        assert (row["value_low"], row["value_high"], row["unit"]) == tuple(
            dosage[name] for name in ("value_low", "value_high", "unit")
        )
        assert row["substance"] == (dosage["substance"] or {}).get("quote")


def test_columns_are_typed_as_the_contract_has_them(written: Path) -> None:
    types = {field.name: str(field.type) for field in parquet.read_schema(written / "dosages.parquet")}
    assert types["value_high"] == "double"
    assert types["start"] == "int64"
    assert types["as_needed"] == "bool"
    assert types["kind"] == types["period_unit"] == "string"
    assert types["when"].startswith("list<")
    assert {field.name: str(field.type) for field in parquet.read_schema(written / "dosage_references.parquet")} == {
        **dict.fromkeys(("page_id", "dosage", "type", "unit", "life_stage", "source", "note"), "string"),
        **dict.fromkeys(("value_low", "value_high", "ratio_low", "ratio_high"), "double"),
        "assumed": "bool",
    }


def test_a_row_in_a_list_within_a_list_knows_both() -> None:
    references = next(table for table in tables() if table.name == "dosage_references")
    compared = [{"type": "RDA", "ratio_low": 2.0}, {"type": "UL", "ratio_low": 0.5}]
    dosages = [{"id": "d1", "derived": {"references": compared}}, {"id": "d2", "derived": None}, {"id": "d3"}]
    rows = list(references.rows({"page_id": "p", "dosages": dosages}))
    assert [(row["page_id"], row["dosage"], row["type"], row["ratio_low"]) for row in rows] == [
        ("p", "d1", "RDA", 2.0),
        ("p", "d1", "UL", 0.5),
    ]
    assert rows[0]["note"] is None  # unknown to a record of another version


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "\xff",
        '{"title": "of another program"}',
        '{"page_id": "x", "source": "a.html"}',
        '{"page_id": "x", "dosages": 1}',
        '{"page_id": "x", "dosages": ["5 mg"]}',
        '{"page_id": "x", "source": {"bytes": "many"}}',
        '{"page_id": "x", "source": {"bytes": 1e400}}',
    ],
)
@pytest.mark.parametrize("name", ["broken.json", "part-000007.jsonl.zst"])
def test_what_is_no_record_is_named_and_no_tables_are_left_half_written(
    tmp_path: Path, record: dict, name: str, content: str
) -> None:
    from cleaner.outputs.tables import BrokenRecordError, write_tables

    data = content.encode("latin-1")
    with OutputFolder(tmp_path / "out") as folder:
        folder.page_file("good").write_text(json.dumps(record))
        (folder.pages / name).write_bytes(data if name.endswith("json") else zstandard.compress(data + b"\n"))
        with pytest.raises(BrokenRecordError, match=f"pages/{name} holds no record"):
            write_tables(folder)
    assert list((tmp_path / "out" / "tables").iterdir()) == []
