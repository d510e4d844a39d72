"""A user's mistakes, and systems that refuse: one clear line, the documented exit code, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.outputs.folder import OutputFolder

COMMAND = [sys.executable, "-m", "cleaner.cli"]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("a.txt", "b.txt"):
        Path("in", name).write_text("Zinc\n\nTake 15 mg of zinc a day.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *(
            (["run", "in", "--page-seconds", given], f"'{given}' is no number of seconds above 0, up to 3,600")
            for given in ("0", "-1", "nan", "inf", "1e9", "soon")
        ),
        (["run", "in", "--jobs", "513"], "'513' is no whole number from 1 to 512"),
        (["run", "in", "--max-bytes", "9" * 30], "is no whole number from 1 to"),
        (["run", "in", "--max-bytes", "1.5"], "'1.5' is no whole number"),
        (["explain", "in/a.txt", "--page", "0"], "'0' is no whole number"),
        (["explain", "in/a.txt", "--html", "a.html", "--removed"], "not allowed with argument --html"),
        (["run", ""], "an empty name"),
        (["run", "in", "-o", ""], "an empty name"),
        (["run", "in/a.txt", "--vocabulary", ""], "an empty name"),
        (["explain", ""], "an empty name"),
        (["explain", "in/a.txt", "--html", ""], "an empty name"),
        (["explain", "in/a.txt", "--known-from", ""], "an empty name"),
        (["tables", ""], "an empty name"),
    ],
)
def test_a_wrong_argument_is_named(
    arguments: list[str], message: str, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "in", "-o", "in/a.txt"], "cannot use in/a.txt as output folder: in/a.txt is a file"),
        (["run", "in", "-o", "in/a.txt/x"], "cannot use in/a.txt/x as output folder: Not a directory"),
        (["run", "in", "-o", "/proc/out"], "cannot use /proc/out as output folder: No such file or directory"),
        (["run", "in", "-o", "x" * 300], "as output folder: File name too long"),
        (["run", "x" * 300], f"{'x' * 300}: File name too long"),
        (["run", "in/**x"], "in/**x: no pattern of files: Invalid pattern: '**'"),
        (["run", "in", "--prune"], "--prune needs -o"),
        (["explain", "in/a.txt", "--html", "in"], "in: Is a directory"),
        (["run", "in", "--vocabulary", "in", "-o", "out"], "in: no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, *(["--mode", "fast"] if arguments[0] != "tables" else [])]) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("cleaner: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("damage", ["no database", "a folder"])
def test_a_ledger_that_is_none_is_named(damage: str, capfd: pytest.CaptureFixture[str]) -> None:
    ledger = Path("out/ledger.sqlite")
    ledger.parent.mkdir()
    if damage == "a folder":
        ledger.mkdir()
    else:
        ledger.write_text("These are no pages of a database. " * 100)
    assert main(["run", "in", "-o", "out"]) == 2
    error = capfd.readouterr().err
    assert error.startswith("cleaner: out/ledger.sqlite: ")
    assert error.count("\n") == 1


def test_a_folder_in_use_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    with OutputFolder(Path("out")):
        assert main(["run", "in", "-o", "out"]) == 2
    assert capfd.readouterr().err == "cleaner: cannot use out as output folder: another run is writing to it\n"


def test_a_broken_record_is_named_when_tables_are_made(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    assert main(["run", "in", "-o", "out", "--mode", "fast", "--quiet"]) == 0
    path = next(Path("out/pages").glob("a-*.json"))
    path.write_bytes(path.read_bytes()[:-100])
    assert main(["tables", "out"]) == 2
    assert capfd.readouterr().err.startswith(f"cleaner: {path} holds no record (")
    path.unlink()
    assert main(["run", "in", "-o", "out", "--mode", "fast", "--quiet"]) == 0
    assert main(["tables", "out"]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("arguments", [["schema"], ["run", "in/a.txt", "--mode", "fast"], ["explain", "in/a.txt"]])
def test_a_full_disk_under_standard_output_is_an_error(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "cleaner: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_output_is_nobodys_mistake(closed: str) -> None:
    command = f"{sys.executable} -m cleaner.cli run in/a.txt -o out --mode fast {closed}"
    assert subprocess.run(["bash", "-c", command], check=False).returncode == 0
    assert len(list(Path("out/pages").iterdir())) == 1


def test_records_of_inputs_that_are_gone_stay_until_they_are_pruned(capfd: pytest.CaptureFixture[str]) -> None:
    Path("in/feed.jsonl").write_text(json.dumps({"text": "Zinc\n\nTake 15 mg of zinc daily."}) + "\n")
    run = ["run", "in", "-o", "out", "--mode", "fast", "--jobs", "1"]
    assert main(run) == 0
    Path("in/b.txt").unlink()
    assert main(run) == 0
    assert "out/pages (3 in all)" in capfd.readouterr().err
    assert main([*run, "--prune"]) == 0
    assert (
        "  1 of earlier runs removed: their input is gone\nRecords:    out/pages (2 in all)" in capfd.readouterr().err
    )
