"""Comparisons name what is missing, survive what crashes, and measure all on the same items."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from benchmarks.__main__ import COMPARISONS, main
from benchmarks.compare import entities, extraction, report
from benchmarks.compare.loaders.readers import plain_pattern
from benchmarks.compare.peer import Outcome, Peer
from benchmarks.compare.report import Apart, Column, Seen
from benchmarks.compare.turns import take_turns
from benchmarks.files import InputError

ITEMS = [{"id": ident} for ident in "abc"]


def fake(name: str, **settings: object) -> Peer:
    return Peer(name, "", f"tests.benchmarks.fake_peers:{name}", **settings)


class TestTurns:
    def test_each_peer_answers_each_item(self) -> None:
        (outcome,) = take_turns([fake("strip_tags")], [{"id": "a", "html": "<p>One</p>"}, {"id": "b", "html": "two"}])
        assert outcome.answers == {"a": " One ", "b": "two"}
        assert outcome.seconds.keys() == {"a", "b"}
        assert outcome.memory_mb >= 0
        assert not outcome.missing

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("raises", "ValueError: cannot read"),
            ("dies", "the process ended"),
            ("sleeps", "no answer in 2 s"),
        ],
    )
    def test_a_crash_is_counted_and_the_rest_goes_on(self, name: str, reason: str) -> None:
        (outcome,) = take_turns([fake(name)], ITEMS, limit=2)
        assert outcome.crashes == {"b": reason}
        assert outcome.answers == {"a": "text", "c": "text"}

    def test_a_peer_that_always_dies_is_given_up(self) -> None:
        (outcome,) = take_turns([fake("always_dies")], [{"id": str(n)} for n in range(9)])
        assert len(outcome.crashes) == 9
        assert outcome.crashes["8"] == "given up"

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("absent", "no_such_package is not installed"),
            ("broken", "cannot be loaded: RuntimeError: no model found"),
        ],
    )
    def test_what_cannot_run_says_why(self, name: str, reason: str) -> None:
        (outcome,) = take_turns([fake(name)], ITEMS)
        assert outcome.missing == reason
        assert not outcome.answers

    def test_a_package_that_is_not_installed_is_named(self) -> None:
        peer = Peer("fake", "no-such-distribution", "tests.benchmarks.fake_peers:strip_tags")
        assert take_turns([peer], ITEMS)[0].missing == "no-such-distribution is not installed"

    def test_items_go_to_those_that_they_are_wanted_of(self) -> None:
        peers = [fake("raises"), fake("dies")]
        outcomes = take_turns(
            peers, ITEMS, jobs=2, wanted=lambda peer, item: item["id"] == "a" or peer.name == "raises"
        )
        assert [outcome.answers.keys() for outcome in outcomes] == [{"a", "c"}, {"a"}]


class TestReport:
    def test_the_best_is_bold_and_never_one_of_our_own_making(self) -> None:
        columns = [Column("F1"), Column("ms", ".1f", "min")]
        rows = [("all", [Apart(1), None]), ("ours", [Seen(0.99), 2.0]), ("one", [0.9001, 3.0]), ("two", [0.9, None])]
        assert report.table("", columns, rows).splitlines()[2:] == [
            "| all | 1.000 | - |",
            r"| ours | 0.990\* | **2.0** |",
            "| one | **0.900** | 3.0 |",
            "| two | **0.900** | - |",
        ]

    def test_versions_stand_before_the_setting(self) -> None:
        assert Outcome(Peer("fake, precise", "fake", ""), version="1.2").name == "fake 1.2, precise"

    def test_markers_keep_what_is_around_them(self, tmp_path: Path) -> None:
        page = tmp_path / "README.md"
        page.write_text("before\n<!-- compare dosages -->\nold\n<!-- /compare dosages -->\nafter\n")
        report.write_between_markers(page, "dosages", "new")
        assert page.read_text() == "before\n<!-- compare dosages -->\n\nnew\n\n<!-- /compare dosages -->\nafter\n"

    @pytest.mark.parametrize("text", ["", "<!-- /compare x --><!-- compare x -->", "<!-- compare x -->" * 2])
    def test_a_file_without_markers_is_refused(self, text: str, tmp_path: Path) -> None:
        page = tmp_path / "README.md"
        page.write_text(text)
        with pytest.raises(InputError, match="needs one line"):
            report.write_between_markers(page, "x", "new")


EXTRACTION_SCORER = """
GOLD = [
    {"id": "a", "suite": "scrapinghub", "page_type": "article", "health": True},
    {"id": "b", "suite": "wcxb", "page_type": "article", "health": False},
    {"id": "c", "suite": "wcxb", "page_type": "forum", "health": False},
]

def load_gold(suite, health=False):
    return [gold for gold in GOLD if gold["suite"] in suite and (gold["health"] or not health)]

def score(texts, gold, with_lcs):
    share = sum("ginger" in texts.get(page["id"], "").lower() for page in gold) / len(gold)
    return {"shingle_f1": share, "strict_f1": share, "word_f1": share}
"""
PAGE = "<html><body><h1>Roots</h1><p>People take ginger against nausea, in tea, on bread, as pills.</p></body></html>"


def test_extraction_compares_on_the_same_pages(tmp_path: Path) -> None:
    pages = tmp_path / "extraction" / "pages"
    pages.mkdir(parents=True)
    (tmp_path / "extraction" / "score.py").write_text(EXTRACTION_SCORER)
    for ident in "abc":
        (pages / f"{ident}.html").write_text(PAGE)
    ours = Peer("cleaner", "cleaner", "benchmarks.compare.loaders.ours:main_text", ours=True)
    tables = extraction.compare(tmp_path, peers=[ours, fake("strip_tags"), fake("raises"), fake("absent")])
    rows = {row.split(" | ")[0]: row for row in tables.splitlines() if row.startswith("| ")}
    assert tables.startswith("3 pages (scrapinghub 1, wcxb 2, health 1)")
    assert tables.count(r"| 1.000\*") == 3 + 1 + 2  # no figure of ours without its star
    assert "article (1) | forum (1)" in tables
    assert rows["| strip_tags"].count("**1.000**") == 2  # the last table, by type
    assert "Crashed: raises 1 (`ValueError: cannot read`)." in tables
    assert "Not measured: absent (no_such_package is not installed)." in tables


def test_pages_are_spread_over_the_types() -> None:
    rows = [{"page_type": kind, "id": str(n)} for kind in ("article", "forum") for n in range(50)]
    chosen = extraction._spread(rows, 10)
    assert [gold["page_type"] for gold in chosen] == ["article"] * 5 + ["forum"] * 5
    assert extraction._spread(rows, 1000) == sorted(rows, key=lambda gold: (gold["page_type"], gold["id"]))


NER_SCORER = """
DOC = {"id": "1", "text": "Some take ginger.", "entities": [{"start": 10, "end": 16, "label": "Chemical"}]}

def load(name):
    return [DOC]

def spans(docs, predicted, labels):
    right = sum(10 == start and 16 == end for start, end, *_ in predicted[0])
    return {label: {"f": 100.0 * right} for label in labels}

concepts = spans
"""
CONSUMER_SCORER = """
DOC = {"id": "1", "text": "No ginger.", "entities": [{"start": 3, "end": 9, "label": "DRUG", "polarity": "negated"}]}

def load(split):
    return [DOC]

def spans(gold, predicted):
    right = {"f": 100.0 * len(predicted["1"]), "overlap_f": 100.0}
    return {"DRUG": right, "micro": right}

def assertions(gold, predicted, gold_spans):
    return {"negated": {"f": 100.0 * (predicted["1"][0]["polarity"] == "negated")}}
"""


def test_entities_show_what_a_package_looks_for(tmp_path: Path) -> None:
    for name, code in (("ner", NER_SCORER), ("health-entities", CONSUMER_SCORER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "score.py").write_text(code)
    kit = {"id": "n", "text": "no fever", "entities": [{"start": 3, "end": 8, "label": "CONCEPT", "negated": True}]}
    (tmp_path / "ner" / "negex-dev.jsonl").write_text(json.dumps(kit) + "\n")
    pairs = {"id": "p", "text": "bowel syndrome (BS)", "pairs": [["BS", "bowel syndrome"]]}
    (tmp_path / "ner" / "ab3p-dev.jsonl").write_text(json.dumps(pairs) + "\n")
    tables = entities.compare(
        tmp_path,
        recognisers=[fake("ginger", labels=frozenset({"DRUG"})), fake("absent")],
        negation=[fake("all_denied")],
        abbreviations=[fake("no_pairs"), fake("broken")],
    )
    cells = next(row for row in tables.splitlines() if row.startswith("| ginger")).split(" | ")
    assert cells[1:11] == ["1.000", "-", "-", "1.000", "-", "-", "-", "-", "-", "1.000"]
    assert "| all_denied | 1.000 | 1.000 |" in tables
    assert "| no_pairs | 0.000 |" in tables
    assert "absent (no_such_package is not installed), broken (cannot be loaded" in tables


DOSAGE_SCORER = """
def load(path):
    return [{"id": "1", "text": "Take 5 to 10 mg of zinc daily."}]

def report(gold, predicted, boot):
    (dose,) = predicted["1"]
    right = {"f1": float((dose["value_low"], dose["value_high"], dose["unit"]) == (5, 10, "mg"))}
    return {"overlap": right, "amount": right, "tuple": right, "not_doses": {"hit": 0, "n": 0}}
"""


class TestCommand:
    @pytest.fixture
    def data(self, tmp_path: Path) -> Path:
        (tmp_path / "dosage").mkdir()
        (tmp_path / "dosage" / "score.py").write_text(DOSAGE_SCORER)
        return tmp_path

    def test_it_prints_the_tables_and_writes_them(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = data / "page.md"
        page.write_text("<!-- compare dosages -->\n<!-- /compare dosages -->\n")
        assert main(["compare", "dosages", "--data", str(data), "--write", str(page)]) == 0
        tables = capsys.readouterr().out.strip()
        assert f"| cleaner {version('cleaner')} | 1.000\\* | 1.000\\* | 1.000\\* |" in tables
        assert tables in page.read_text()

    def test_markers_are_looked_for_first(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = data / "page.md"
        page.write_text("no markers")
        assert main(["compare", "dosages", "--data", str(data), "--write", str(page)]) == 2
        assert "needs one line" in capsys.readouterr().err

    @pytest.mark.parametrize("task", COMPARISONS)
    def test_a_folder_without_data_is_refused(
        self, task: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["compare", task, "--data", str(tmp_path)]) == 2
        assert "no scorer there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Take 1,200 milligrams or 75 to 100 g.", [(1200, 1200, "mg"), (75, 100, "g")]),
        ("600 IU and 250 mcg", [(600, 600, "[IU]"), (250, 250, "ug")]),
        ("a level of 30 mg/dL", []),
    ],
)
def test_the_plain_pattern_is_a_fair_one(text: str, amounts: list[tuple[float, float, str]]) -> None:
    doses = plain_pattern()({"id": "1", "text": text})
    assert [(dose["value_low"], dose["value_high"], dose["unit"]) for dose in doses] == amounts
