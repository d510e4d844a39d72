"""Runs with a stand-in for the pipeline: fast, and misbehaving on demand."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Workers are processes of their own, and find the stand-in by PYTHONPATH; the fingerprint stands still."""
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.setattr("cleaner.running.run.fingerprint", lambda config: f"print-{config.mode}")
    monkeypatch.chdir(tmp_path)
