"""Records as Parquet: the same values, typed as the contract has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zstandard

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
    assert counts == {name: 2 * (1 if name == "pages" else len(record[name])) for name in counts}
    return tmp_path / "out" / "tables"


def test_tables_hold_what_the_records_hold(written: Path, record: dict) -> None:
    pages = parquet.read_table(written / "pages.parquet").to_pylist()
    assert [page["page_id"] for page in pages] == [record["page_id"], "second"]
    assert pages[0]["title"] == record["metadata"]["title"]
    assert pages[0]["text"] == record["text"]
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


def test_no_tables_are_left_half_written(tmp_path: Path) -> None:
    from cleaner.outputs.tables import write_tables

    with OutputFolder(tmp_path / "out") as folder:
        folder.page_file("broken").write_text("{")
        with pytest.raises(json.JSONDecodeError):
            write_tables(folder)
    assert list((tmp_path / "out" / "tables").iterdir()) == []
