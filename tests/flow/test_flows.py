"""The flows on a server: what they publish, report and refuse, and that killing one loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from state import everything, quarantine, records

from cleaner.outputs.folder import Format

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, str(Path(__file__).parent / "with_standin.py")]


@pytest.fixture
def flows(prefect_server: str, monkeypatch: pytest.MonkeyPatch):
    """The flows' modules, with the stand-in."""
    from flows import clean_pages, reprocess, settings
    from with_standin import use_standin

    monkeypatch.setattr(settings.Processing, "options", settings.Processing.options)
    use_standin()
    monkeypatch.setattr("cleaner.running.run.fingerprint", lambda config: f"print-{config.mode}")

    class Flows:
        QualityGateError = clean_pages.QualityGateError

        @staticmethod
        def clean(**given: object):
            given = {"inputs": ["in"], "jobs": 2, "batch_pages": 4, **given}
            return clean_pages.clean_pages(settings.CleanSettings.model_validate(given))

        @staticmethod
        def reprocess(**given: object):
            return reprocess.reprocess(settings.ReprocessSettings.model_validate({"jobs": 2, **given}))

    return Flows


def write_pages(count: int, text: str = "This is") -> list[str]:
    Path("in").mkdir(exist_ok=True)
    names = [f"in/page-{number:03d}.txt" for number in range(count)]
    for name in names:
        Path(name).write_text(f"{text} {name}.")
    return names


def test_a_run_publishes_records_quarantine_and_reports_and_the_next_one_skips_them(flows) -> None:
    names = write_pages(12)
    Path("in/bad.txt").write_text("EXIT")
    report = flows.clean(gate={"max_defects": 0.2})
    assert everything(Path("output")) == {**dict.fromkeys(names, "cleaned"), "in/bad.txt": "crashed"}
    assert json.loads(Path("output/report.json").read_text())["totals"]["cleaned"] == 12
    assert "| crashed | 1 |" in Path("output/report.md").read_text()
    assert report.totals.cleaned == 12
    again = flows.clean(gate={"max_defects": 0.2})
    assert (again.totals.cleaned, again.totals.unchanged) == (0, 12)
    assert len(list(Path("output/runs").glob("*.json"))) == 2


def test_a_run_may_learn_the_sites_of_its_pages_first(flows) -> None:
    from benchmarks.site.pages import site

    Path("in").mkdir()
    pages = [{"url": page.url, "text": page.text} for page in site(10)]
    Path("in/crawl.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in pages))
    assert flows.clean(learn_sites=True, jobs=1).totals.cleaned == 10
    assert flows.reprocess().totals.pages == 0
    assert all("+" in record["pipeline"]["fingerprint"] for record in records(Path("output")).values())


def test_a_run_may_remove_records_whose_input_is_gone(flows) -> None:
    names = write_pages(3)
    flows.clean()
    Path(names[0]).unlink()
    assert flows.clean().records == 3
    assert flows.clean(prune=True).records == 2
    for name in names[1:]:
        Path(name).unlink()
    with pytest.raises(flows.QualityGateError, match="no pages"):
        flows.clean(prune=True)
    assert set(records(Path("output"))) == set(names[1:])


def test_the_report_is_an_artifact_of_the_run(flows) -> None:
    from prefect.artifacts import Artifact

    write_pages(1)
    flows.clean()
    artifact = Artifact.get(key="run-report")
    assert artifact is not None
    assert "| pages | cleaned |" in str(artifact.data)


@pytest.mark.parametrize(
    ("text", "bad", "gate", "why"),
    [
        ("", 4, {}, r"4 of 12 pages \(33%\) have no record, 25% are allowed"),
        ("BREAK", 1, {}, r"1 of 12 pages \(8%\) failed by a defect"),
        ("", 4, {"max_quarantined": 0.5}, None),
        ("", 12, {"min_pages": 13}, None),
    ],
)
def test_the_quality_gate_fails_loudly_and_publishes_what_could_be_cleaned(
    flows, text: str, bad: int, gate: dict, why: str | None
) -> None:
    names = write_pages(12)
    for name in names[:bad]:
        Path(name).write_text(text)
    if why is None:
        flows.clean(gate=gate)
    else:
        with pytest.raises(flows.QualityGateError, match=why):
            flows.clean(gate=gate)
    assert len(records(Path("output"))) == 12 - bad
    assert len(quarantine(Path("output"))) == bad
    assert Path("output/report.md").exists()


def test_a_run_that_finds_no_pages_fails(flows) -> None:
    Path("in").mkdir()
    with pytest.raises(flows.QualityGateError, match="no pages in in"):
        flows.clean()


def test_reprocess_tries_what_is_unfinished_and_nothing_else(flows) -> None:
    names = write_pages(6)
    Path(names[0]).write_text("")
    flows.clean()
    Path(names[0]).write_text("Mended.")
    Path(names[1]).write_text("Changed, but nobody looks at it.")
    report = flows.reprocess()
    assert (report.totals.pages, report.totals.cleaned) == (1, 1)
    assert set(everything(Path("output")).values()) == {"cleaned"}
    assert flows.reprocess(mode="fast").totals.cleaned == 6
    assert flows.reprocess(mode="fast").totals.pages == 0


@pytest.mark.parametrize(("fmt", "moment"), [(Format.JSON, 0.2), (Format.JSONL, 0.7)])
def test_killing_a_run_loses_no_page_doubles_none_and_leaves_none_half_written(
    prefect_server: str, fmt: Format, moment: float
) -> None:
    names = write_pages(60, text="SLOW 0.04")
    output = Path("output")
    command = [*COMMAND, "in", "--format", fmt, "--jobs", "2", "--batch-pages", "7"]
    environment = {**os.environ, "PREFECT_API_URL": prefect_server}

    process = subprocess.Popen(command, env=environment, start_new_session=True)
    deadline = time.monotonic() + 60
    expected = moment * (len(names) if fmt is Format.JSON else len(names) / 7)
    while len(list(output.glob("pages/*"))) < expected and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "the run was over before it could be killed"
    assert len(records(output)) < len(names)  # also: each whole, none twice

    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert finished.returncode == 0, finished.stderr
    assert everything(output) == dict.fromkeys(names, "cleaned")
    assert "60 pages" in finished.stdout
    assert not list(output.glob(".scratch/*"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing"], 2, "nothing: no such file or folder"),
        (["in", "--jobs", "-1"], 2, "jobs"),
        (["in", "--page-seconds", "inf"], 2, "page_seconds"),
        (["in", "--output", ""], 2, "an empty name"),
        ([""], 2, "an empty name"),
        (["in", "--output", "in/page-000.txt"], 2, "cannot use in/page-000.txt as output folder"),
        (["in"], 1, "quality gate"),
    ],
)
def test_a_run_by_hand_ends_with_a_code_and_a_plain_message(
    flows, arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.clean_pages import clean_pages
    from flows.command import main

    write_pages(12, text="BREAK")
    assert main(clean_pages, arguments) == code
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err


def test_deployments_name_flows_and_settings_that_exist(flows) -> None:
    from flows import settings
    from prefect.flows import load_flow_from_entrypoint

    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert {deployment["name"] for deployment in deployments} == {"nightly", "on-demand", "reprocess"}
    for deployment in deployments:
        path, _, name = deployment["entrypoint"].partition(":")
        flow = load_flow_from_entrypoint(f"{ROOT / path}:{name}")
        model = {"clean-pages": settings.CleanSettings, "reprocess": settings.ReprocessSettings}[flow.name]
        model.model_validate(deployment["parameters"]["settings"])
        assert deployment["concurrency_limit"]["limit"] == 1
