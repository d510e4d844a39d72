"""The fingerprint changes with everything that a record depends on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import config as module
from cleaner.config import Config, fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the same shape."""
    for name in ("pipeline.py", "language/terms.tsv", "cli/run.py", "language/__pycache__/x.pyc"):
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "package")
    forget()
    yield tmp_path / "package"
    forget()


def forget() -> None:
    """Stand for a new process."""
    module._code_hash.cache_clear()
    fingerprint.cache_clear()


@pytest.mark.parametrize(
    ("name", "content", "changes"),
    [
        ("pipeline.py", "other", True),
        ("language/terms.tsv", "other", True),
        ("language/new.txt", "", True),
        ("cli/run.py", "other", False),
        ("language/__pycache__/x.pyc", "other", False),
    ],
)
def test_code_and_data_count_but_not_the_shell(package: Path, name: str, content: str, changes: bool) -> None:
    before = fingerprint(Config())
    (package / name).write_text(content)
    forget()
    assert (fingerprint(Config()) != before) is changes


def test_every_setting_counts(package: Path) -> None:
    configs = [Config(), Config(mode="fast"), Config(kind="html"), Config(max_bytes=1)]
    assert len({fingerprint(config) for config in configs}) == len(configs)


def test_of_a_vocabulary_the_content_counts_and_not_the_place(package: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.tsv", tmp_path / "two.tsv"
    one.write_text("term")
    two.write_text("term")
    assert fingerprint(Config(vocabulary=one)) == fingerprint(Config(vocabulary=two)) != fingerprint(Config())
    two.write_text("other")
    forget()
    assert fingerprint(Config(vocabulary=one)) != fingerprint(Config(vocabulary=two))


def test_dependencies_that_shape_records_count(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(Config())
    monkeypatch.setattr(module, "version", lambda name: "99")
    forget()
    assert fingerprint(Config()) != before
