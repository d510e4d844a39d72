"""The command as its users meet it: what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.contract import CleanPage

PAGE = """<!doctype html><html lang="en"><head><title>Zinc and the common cold</title></head><body>
<nav><a href="/">Home</a> <a href="/a">Articles</a></nav>
<main><h1>Zinc and the common cold</h1>
<p>In one trial adults took 75 mg of zinc per day for 5 days, and their colds were shorter.</p>
<h2>Side effects</h2><p>High doses may cause nausea. Zinc does not prevent pneumonia.</p></main>
<footer>Copyright 2026 Example Health</footer></body></html>"""
COMMAND = [sys.executable, "-m", "cleaner.cli"]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def write(name: str, content: bytes | str = PAGE) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def test_one_page_goes_to_standard_output_as_a_valid_record(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", write("page.html")]) == 0
    captured = capfd.readouterr()
    page = CleanPage.model_validate_json(captured.out)
    assert page.source.uri == "page.html"
    assert "75 mg of zinc" in page.text
    assert "Articles" not in page.text
    assert captured.err == ""
    assert captured.out.startswith('{\n  "schema_version"')


def test_standard_input_is_a_page(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["run", "-"]) == 0
    assert json.loads(capfd.readouterr().out)["source"]["uri"] == "stdin"


def test_many_pages_go_to_standard_output_as_lines(capfd: pytest.CaptureFixture[str]) -> None:
    names = [write(f"in/{number}.html") for number in range(6)]
    assert main(["run", "in", "--format", "jsonl", "--jobs", "2", "--mode", "fast"]) == 0
    records = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [record["source"]["uri"] for record in records] == names


def test_two_modes_and_a_forced_kind(capfd: pytest.CaptureFixture[str]) -> None:
    write("page.html")
    assert main(["run", "page.html", "--mode", "fast", "--kind", "text"]) == 0
    record = json.loads(capfd.readouterr().out)
    assert (record["pipeline"]["mode"], record["source"]["kind"]) == ("fast", "text")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-a-page"),
        (bytes(range(256)) * 9, "not-a-page"),
    ],
    ids=["empty", "white space", "pdf", "binary"],
)
def test_what_is_no_page_gives_one_clear_line(content: bytes, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    for command in ("run", "explain"):
        assert main([command, write("thing.html", content)]) == 1
        captured = capfd.readouterr()
        assert captured.out == ""
        assert captured.err.startswith(f"cleaner: thing.html: {reason}: ")
        assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nothing.html"], "nothing.html: no such file or folder"),
        (["run", "no*.html"], "no*.html: no such file or folder"),
        (["explain", "nothing.html"], "nothing.html: no such file or folder"),
        (["run", "none"], "no pages in none"),
        (["run", "-", "in"], "- (standard input) goes alone"),
        (["run", "in"], "more than one page: name a folder"),
        (["explain", "in"], "in: is a folder"),
        (["explain", "in/a.html", "--page", "2"], "in/a.html: has no page 2"),
        (["run", "in", "-o", "in/a.html/x"], "Not a directory"),
        (["run", "in/a.html", "--vocabulary", "missing.tsv"], "missing.tsv: no such file"),
        (["run", "in/a.html", "--vocabulary", "in/b.html"], "in/b.html, line 1: "),
        (["run", "in/a.html", "--vocabulary", "in/b.html", "-o", "out"], "in/b.html, line 1: "),
        (["explain", "in/a.html", "--vocabulary", "in/b.html", "--html", "review.html"], "in/b.html, line 1: "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write("in/a.html")
    write("in/b.html")
    Path("none").mkdir()
    assert main(arguments) == 2
    captured = capfd.readouterr()
    assert message in captured.err
    assert captured.err.startswith("cleaner: ")
    assert captured.err.count("\n") == 1
    assert captured.out == ""


@pytest.mark.parametrize(
    "arguments", [[], ["run"], ["wash"], ["run", "x", "--mode", "slow"], ["run", "x", "--jobs", "0"]]
)
def test_wrong_arguments_end_with_code_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: cleaner" in capfd.readouterr().err


@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_with_a_folder_every_page_ends_as_a_record_or_in_quarantine(
    fmt: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write("in/good.html")
    write("in/empty.html", b"")
    write("in/paper.html", b"%PDF-1.7\n")
    write("in/feed.jsonl", json.dumps({"text": "Zinc\n\nTake 15 mg of zinc daily."}) + "\n{}\n")
    assert main(["run", "in", "-o", "out", "--format", fmt, "--jobs", "1", "--mode", "fast"]) == 1
    captured = capfd.readouterr()
    assert captured.out == ""
    assert "5 pages" in captured.err
    assert "out/quarantine.jsonl" in captured.err
    lines = map(json.loads, Path("out/quarantine.jsonl").read_text("utf-8").splitlines())
    bad = {line["uri"]: line["reason"] for line in lines}
    assert bad == {"in/empty.html": "empty", "in/paper.html": "not-a-page", "in/feed.jsonl#2": "unreadable"}
    assert (
        main(["run", "in/good.html", "in/feed.jsonl", "-o", "out", "--format", fmt, "--mode", "fast", "--quiet"]) == 1
    )
    assert capfd.readouterr().err == ""


def test_a_page_that_failed_and_then_succeeds_leaves_quarantine(capfd: pytest.CaptureFixture[str]) -> None:
    write("page.html", b"")
    assert main(["run", "page.html", "-o", "out"]) == 1
    write("page.html")
    assert main(["run", "page.html", "-o", "out"]) == 0
    assert Path("out/quarantine.jsonl").read_text() == ""
    assert main(["run", "page.html", "-o", "out"]) == 0
    assert "1 unchanged" in capfd.readouterr().err


def test_explain_says_for_each_line_what_became_of_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", write("page.html")]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert all(line.lstrip()[0] in "+=-" for line in lines)
    assert any(line.startswith("+ body (") and "75 mg of zinc" in line for line in lines)
    assert any(line.startswith("- ") and "Copyright 2026" in line for line in lines)
    assert not any("\x1b" in line for line in lines)
    assert main(["explain", "page.html", "--removed"]) == 0
    assert "75 mg of zinc" not in capfd.readouterr().out


def test_tables_are_made_of_an_output_folder(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    assert main(["run", write("page.html"), "-o", "out", "--mode", "fast"]) == 0
    assert main(["tables", "out"]) == 0
    assert "out/tables/dosages.parquet" in capfd.readouterr().out
    assert main(["tables", "elsewhere"]) == 2
    assert capfd.readouterr().err == "cleaner: elsewhere: no output folder (it has no pages)\n"


def test_a_review_page_shows_the_record_and_what_was_removed(capfd: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "explain",
                write("page.html", PAGE.replace("Zinc does", "Zinc <b>&lt;script&gt;</b> does")),
                "--html",
                "review.html",
            ]
        )
        == 0
    )
    html = Path("review.html").read_text("utf-8")
    assert capfd.readouterr().out == ""
    assert "75 mg" in html
    assert "Copyright 2026 Example Health" in html
    assert 'class="dosage"' in html
    assert "<script" not in html
    assert main(["explain", "page.html", "--html", "nowhere/review.html"]) == 2


def test_schema_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capfd.readouterr().out)
    assert schema["properties"]["schema_version"]


def test_exit_codes_are_documented(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["run", "--help"], ["explain", "--help"]):
        with pytest.raises(SystemExit):
            main(arguments)
        assert "exit codes:" in capfd.readouterr().out


def test_the_command_starts_without_what_it_does_not_need() -> None:
    code = "import sys, cleaner.cli; cleaner.cli._parser(); print(*sys.modules)"
    modules = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not modules & {"prefect", "spacy", "lxml", "rich", "sqlite3"}


def test_the_library_never_imports_the_orchestrator() -> None:
    code = "import sys, cleaner.pipeline, cleaner.running.run; print('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.split() == [b"False"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_ended_run_leaves_no_process_and_no_half_written_file(how: signal.Signals) -> None:
    for number in range(400):
        write(f"in/{number:03d}.html", PAGE.replace("<p>", f"<p>{number} ", 1) + "<p>More words.</p>" * 200)
    process = subprocess.Popen(
        [*COMMAND, "run", "in", "-o", "out", "--jobs", "1", "--mode", "fast"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while len(list(Path("out/pages").glob("*.json"))) < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does: to all at once
    else:
        process.send_signal(how)  # to the parent alone: its workers have to notice
    _, errors = process.communicate(timeout=30)
    assert process.returncode == (130 if how is signal.SIGINT else -how)
    assert errors == ("cleaner: interrupted\n" if how is signal.SIGINT else "")
    assert all(json.loads(path.read_bytes()) for path in Path("out/pages").glob("*.json"))
    while time.monotonic() < deadline and alive(process.pid):
        time.sleep(0.05)
    assert not alive(process.pid)


def alive(group: int) -> bool:
    """Whether any process of a group is."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["explain", "in/0.html"], "\x1b[1;32m+ title"),
        (["run", "in", "-o", "out", "--mode", "fast", "--jobs", "1"], "6/6"),
    ],
    ids=["colours", "progress bar"],
)
def test_on_a_terminal_there_is_more_to_see(arguments: list[str], shown: str) -> None:
    for number in range(6):
        write(f"in/{number}.html")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    del environment["NO_COLOR"]
    process = subprocess.Popen([*COMMAND, *arguments], env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    parts = []
    with suppress(OSError):  # how a terminal says that nobody writes to it any more
        while part := os.read(ours, 4096):
            parts.append(part)
    os.close(ours)
    assert process.wait() == 0
    assert shown in b"".join(parts).decode()


def test_a_reader_that_stops_reading_is_no_error() -> None:
    for number in range(5):
        write(f"in/{number}.html")
    shell = f"{sys.executable} -m cleaner.cli run in --format jsonl --jobs 1 | head -c 10; echo ${{PIPESTATUS[0]}} >&2"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout == '{"schema_v'
    assert done.stderr.strip() == "0"
