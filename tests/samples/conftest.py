"""Facts that do not hold yet stand in `gaps.tsv`; one that has come to hold fails until its line is taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rows = (FOLDER / "gaps.tsv").read_text(encoding="utf-8").splitlines()
    gaps = dict(row.split("\t") for row in rows if row and not row.startswith("#"))
    for item in items:
        if item.path.parent == FOLDER and item.name in gaps:
            item.add_marker(pytest.mark.xfail(reason=gaps[item.name], strict=True))
