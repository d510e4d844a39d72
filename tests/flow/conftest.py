"""One Prefect server for all flow tests: its start is most of their time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def standin_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are processes of their own: they find the stand-in by PYTHONPATH."""
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    import_module("flows")  # sets Prefect's environment, so it comes first
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
