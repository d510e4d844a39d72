"""The formats of predictions: what a scorer from outside relies on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.kinds import KINDS
from benchmarks.pages import _theirs

from cleaner.labels import Label

HTML = """<!DOCTYPE html><html><head><title>Ginger and Nausea</title></head><body>
<nav><a href="/">Home</a> <a href="/herbs">Herbs</a></nav><main><h1>Ginger and Nausea</h1>
<p>Ginger is a root that has been used against nausea for centuries. It may help in pregnancy.</p>
<h2>How to take it</h2><p>Most studies used 1 g of ginger per day for four days.</p>
<ul><li>As tea</li><li>As capsules</li></ul>
<table><tr><th>Form</th><th>Amount</th></tr><tr><td>Capsule with powdered root</td><td>250 mg</td></tr>
<tr><td>Fresh root, one slice</td><td>about 2 g</td></tr></table>
<p>Ginger can cause heartburn, and people who take warfarin should ask a doctor before they use it.</p>
</main></body></html>"""
TEXT = """Herbs

Ginger and Nausea

Ginger is a root that has been used against nausea for centuries, and it may help in pregnancy.

How to take it

Most studies used 1 g of ginger per day for four days, in capsules or as tea.

Related: Five Teas for an Upset Stomach Five Teas for an Upset Stomach
"""


def predict(kind: str, source: Path, target: Path, *options: str) -> str:
    assert main(["predict", kind, "--input", str(source), "--output", str(target), "--mode", "fast", *options]) == 0
    return target.read_text(encoding="utf-8")


def jsonl(path: Path, *records: dict) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_html_takes_a_folder_of_pages_compressed_or_not(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "two.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (tmp_path / "notes.txt").write_text("no page")
    texts = json.loads(predict("html", tmp_path, tmp_path / "out.json"))
    assert list(texts) == ["one", "two"]
    assert texts["one"] == texts["two"]
    assert "Most studies used 1 g of ginger" in texts["one"]
    assert not texts["one"].startswith("Ginger and Nausea")


def test_a_page_that_is_none_has_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "blank.html").write_bytes(b"")
    assert json.loads(predict("html", tmp_path, tmp_path / "out.json")) == {"blank": ""}


def test_html_pages_give_typed_blocks(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "w1.html").write_text(HTML, encoding="utf-8")
    source = jsonl(tmp_path / "pages.jsonl", {"id": "w1", "html_file": "html/w1.html"})
    page = json.loads(predict("html-pages", source, tmp_path / "out.jsonl"))
    assert page["id"] == "w1"
    assert page["title"] == "Ginger and Nausea"
    blocks = {block["text"]: block for block in page["blocks"]}
    assert blocks["How to take it"] == {"type": "heading", "text": "How to take it", "level": 2}
    assert blocks["As tea"]["type"] == "list_item"
    assert blocks["250 mg"]["type"] == "table"
    assert "Ginger and Nausea" not in blocks


def test_texts_go_in_and_out_as_one_json_object(tmp_path: Path) -> None:
    source = tmp_path / "texts.json"
    source.write_text(json.dumps({"texts": {"a": TEXT}}), encoding="utf-8")
    assert "in capsules or as tea." in json.loads(predict("text", source, tmp_path / "out.json"))["a"]


class TestTextPages:
    @pytest.fixture
    def page(self, tmp_path: Path) -> dict:
        source = jsonl(tmp_path / "texts.jsonl", {"id": "t1", "text": TEXT, "url": None})
        return json.loads(predict("text-pages", source, tmp_path / "out.jsonl"))

    def test_each_line_that_is_not_empty_has_one_record(self, page: dict) -> None:
        lines = [TEXT[line["start"] : line["end"]] for line in page["lines"]]
        assert lines == [line for line in TEXT.split("\n") if line]

    def test_labels_are_those_of_the_data(self, page: dict) -> None:
        assert {line["label"] for line in page["lines"]} <= set(_theirs().values())

    def test_sections_start_where_their_heading_stands_in_the_input(self, page: dict) -> None:
        section = next(section for section in page["sections"] if section["heading"] == "How to take it")
        assert section["start"] == TEXT.index("How to take it")

    def test_offsets_hold_where_reading_repairs_the_text(self, tmp_path: Path) -> None:
        text = TEXT.replace("centuries", "centuries â€“ it doesnâ€™t taste bad and isnâ€™t dear").replace("\n", "\r\n")
        source = jsonl(tmp_path / "texts.jsonl", {"id": "t1", "text": text})
        page = json.loads(predict("text-pages", source, tmp_path / "out.jsonl"))
        lines = [text[line["start"] : line["end"]] for line in page["lines"]]
        assert lines == [line.strip() for line in text.split("\n") if line.strip()]
        section = next(section for section in page["sections"] if section["heading"] == "How to take it")
        assert section["start"] == text.index("How to take it")


def test_dosage_gives_the_fields_of_the_guideline(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", {"id": "d1", "text": "Adults took up to 2 g of ginger per day for 4 weeks."})
    record = json.loads(predict("dosage", source, tmp_path / "out.jsonl"))
    (dose,) = record["doses"]
    assert (dose["text"], dose["value_low"], dose["value_high"], dose["unit"]) == ("2 g", None, 2, "g")
    assert dose["bound"] == "upper"
    assert dose["per"] == "d"
    assert dose["frequency"] == {"count": 1, "period": 1, "period_unit": "d"}
    assert dose["duration"] == {"value": 4, "unit": "wk"}
    assert dose["substance"]["text"] == "ginger"
    assert {"route", "form", "population", "kind", "as_needed", "single"} <= dose.keys()


def test_a_dose_may_take_its_substance_from_the_context(tmp_path: Path) -> None:
    record = {"id": "d1", "text": "The usual amount is 400 mg per day.", "context": "How much magnesium is safe?"}
    (dose,) = json.loads(predict("dosage", jsonl(tmp_path / "in.jsonl", record), tmp_path / "out.jsonl"))["doses"]
    assert dose["substance"] == {"text": "magnesium", "start": None, "end": None}


def test_entities_carry_ids_and_assertion(tmp_path: Path) -> None:
    text = "Vitamin D does not cause multiple sclerosis."
    record = json.loads(
        predict("entities", jsonl(tmp_path / "in.jsonl", {"id": "e1", "text": text}), tmp_path / "out.jsonl")
    )
    found = {text[entity["start"] : entity["end"]]: entity for entity in record["entities"]}
    disease = found["multiple sclerosis"]
    assert disease["label"] == "CONDITION"
    assert disease["ids"] == ["D009103"]
    assert disease["mesh"] == "D009103"
    assert disease["polarity"] == "negated"
    assert disease.keys() == {"start", "end", "label", "ids", "mesh", "polarity", "certainty", "hypothetical"}


def test_assertion_fills_given_spans_and_changes_nothing_else(tmp_path: Path) -> None:
    text = "There is no fever, but the cough goes on."
    spans = [{"start": 12, "end": 17, "label": "CONCEPT", "other": 1}, {"start": 27, "end": 32, "label": "CONCEPT"}]
    record = {"id": "n1", "text": text, "entities": spans, "source": "notes"}
    found = json.loads(predict("assertion", jsonl(tmp_path / "in.jsonl", record), tmp_path / "out.jsonl"))
    assert [entity.pop("negated") for entity in found["entities"]] == [True, False]
    assert found == record


def test_abbreviations_are_pairs(tmp_path: Path) -> None:
    record = {"id": "a1", "text": "Irritable bowel syndrome (IBS) is common. IBS is not dangerous."}
    found = json.loads(predict("abbreviations", jsonl(tmp_path / "in.jsonl", record), tmp_path / "out.jsonl"))
    assert found == {"id": "a1", "pairs": [["IBS", "Irritable bowel syndrome"]]}


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    source = jsonl(
        tmp_path / "in.jsonl", *({"id": str(n), "text": f"Take {n} mg of iron daily."} for n in range(1, 20))
    )
    alone = predict("dosage", source, tmp_path / "one.jsonl")
    assert predict("dosage", source, tmp_path / "two.jsonl", "--jobs", "2") == alone


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("dosage", None, "no such file"),
        ("dosage", '{"id": "1"}\n', "line 1: without text"),
        ("dosage", "{}\n", "line 1: without id, text"),
        ("entities", "not json\n", "line 1: not JSON"),
        ("entities", "[]\n", "line 1: not a JSON object"),
        ("html-pages", '{"id": "1", "html_file": "gone.html"}\n', "gone.html is missing"),
        ("html", "a file", "not a folder"),
        ("text", '{"text": 1}', "without texts"),
    ],
)
def test_wrong_input_is_one_line_and_code_2(
    kind: str, content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "input"
    if content is not None:
        source.write_text(content)
    assert main(["predict", kind, "--input", str(source), "--output", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_every_label_has_a_name_in_the_data() -> None:
    assert set(_theirs()) == set(Label)


def test_every_kind_is_explained() -> None:
    assert all(kind.meaning for kind in KINDS.values())
