"""What an output folder holds, read as a user would read it."""

from __future__ import annotations

import json
from pathlib import Path

from cleaner.outputs.shards import read_shard


def records(output: Path) -> dict[str, dict]:
    """Every record by URI; fails where a page has two, or a file is not whole."""
    lines = [path.read_bytes() for path in sorted(output.glob("pages/*.json"))]
    for shard in sorted(output.glob("pages/*.jsonl.zst")):
        lines += read_shard(shard)
    found: dict[str, dict] = {}
    for line in lines:
        record = json.loads(line)
        uri = record["source"]["uri"]
        assert uri not in found, f"{uri} has two records"
        found[uri] = record
    return found


def quarantine(output: Path) -> dict[str, str]:
    """The reason of every page in quarantine."""
    entries = [json.loads(line) for line in (output / "quarantine.jsonl").read_text("utf-8").splitlines()]
    assert len({entry["uri"] for entry in entries}) == len(entries)
    assert all(entry["message"] for entry in entries)
    return {entry["uri"]: entry["reason"] for entry in entries}


def everything(output: Path) -> dict[str, str]:
    """Where every page ended; fails where one ended twice."""
    cleaned, stuck = records(output), quarantine(output)
    assert not cleaned.keys() & stuck.keys()
    return {**dict.fromkeys(cleaned, "cleaned"), **stuck}
