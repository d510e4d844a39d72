"""One Prefect server for all flow tests: its start is most of their time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

STANDIN = Path(__file__).parent.parent / "running"
ROOT = STANDIN.parent.parent

sys.path.insert(0, str(STANDIN))  # the stand-in, and the reading of an output folder, are shared with its tests


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The pipeline is a stand-in: fast, and misbehaving on demand. See `tests/running/standin.py`."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(STANDIN), str(ROOT))))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """The address of a server with an empty database."""
    import_module("flows")  # sets Prefect's environment, so it comes first
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield str(PREFECT_API_URL.value())
