"""The boundaries that docs/architecture.md promises."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "cleaner"

# What a stage may import from `cleaner`, beside itself and the words all stages share.
SHARED = {"blocks", "labels", "described", "errors", "config", "markdown"}
STAGES = {"sources", "reading", "boilerplate", "sections", "language"}
ALLOWED = {
    "blocks": set(),
    "labels": set(),
    "described": set(),
    "errors": set(),
    "markdown": set(),
    "contract": set(),
    "config": {"contract"},
    "sources": set(),
    "reading": {"sources"},
    "boilerplate": set(),
    "sections": {"contract"},
    "language": {"contract", "sections"},
    "record": {"boilerplate", "contract", "language", "sections", "sources"},
    "pipeline": {"boilerplate", "contract", "language", "reading", "record", "sections", "sources"},
    "outputs": {"boilerplate", "contract", "sources"},
    "review": {"contract", "outputs", "sections"},
    # Runs name the pipeline's functions as text: a process that only arranges work never loads it.
    "running": {"boilerplate", "contract", "outputs", "review", "sources"},
    "cli": STAGES | {"contract", "record", "outputs", "review", "running"},
}

# The folders of the dosage reader, each with those it may import.
LAYERS: dict[str, set[str]] = {
    "text": set(),
    "amounts": {"text"},
    "clause": {"text", "amounts"},
    "fields": {"text", "amounts", "clause"},
    "substances": {"text", "amounts", "clause", "fields"},
    "rejected": {"text", "amounts", "clause", "fields"},
    "intakes": {"text"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Full names of all modules a file imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_stage_imports_only_what_comes_before_it(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    used = {name.split(".")[1] for name in imports(path) if name.startswith("cleaner.")}
    if room != "__init__":
        assert used <= ALLOWED[room] | SHARED | {room}
    assert not {name for name in imports(path) if name.split(".")[0] in {"prefect", "flows"}}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_of_the_dosage_reader_imports_only_what_stands_before_it(layer):
    house = "cleaner.language.dosages."
    used = {
        name.removeprefix(house).split(".")[0]
        for path in (PACKAGE / "language" / "dosages" / layer).glob("*.py")
        for name in imports(path)
        if name.startswith(house)
    }
    assert used & (LAYERS.keys() | {"describe", "reading", "component", "record"}) <= LAYERS[layer] | {layer}


def test_the_command_starts_without_the_heavy_libraries():
    script = "import sys, cleaner.cli; print(sorted({'spacy', 'prefect', 'numpy', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_page_boundary_catches_everything():
    wide = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    ]
    assert len(wide) <= 1, wide
