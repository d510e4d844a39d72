"""The example tables: see examples/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.language.dosages import Dose
from cleaner.language.dosages.model import Duration, Timing
from tests.language.dosages.reader import read

TABLES = Path(__file__).parent / "examples"
LEAST_KEPT_APART = 0.85  # share of the fields asked for


def table(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _range(low: float, high: float | None) -> str:
    return f"{low:g}" if high is None else f"{low:g}-{high:g}"


def _timing(timing: Timing | None) -> str | None:
    if timing is None:
        return None
    return f"{_range(timing.count, timing.count_max)}/{_range(timing.period, timing.period_max)}{timing.unit}"


def _duration(duration: Duration | None) -> str | None:
    return f"{_range(duration.value, duration.value_max)} {duration.unit}" if duration else None


def _field(dose: Dose, name: str, text: str) -> Any:
    match name:
        case "quote":
            return text[dose.start : dose.end]
        case "timing":
            return _timing(dose.timing)
        case "duration":
            return _duration(dose.duration)
        case "substance":
            return dose.substance.text if dose.substance else None
        case "population":
            return text[slice(*dose.population)] if dose.population else None
        case "equivalent":
            return dose.equivalent_to is not None
        case _:
            return getattr(dose, name)


def mistakes(example: dict[str, Any]) -> list[str]:
    """What was read otherwise than the example says; empty if all is right."""
    text = example["text"]
    reading = read(text, example.get("outside"))
    quotes = [text[dose.start : dose.end] for dose in reading.doses]
    wanted = [dose["quote"] for dose in example["doses"]]
    if quotes != wanted:
        return [f"doses {quotes} instead of {wanted}"]
    found = [
        f"{expected['quote']}: {name} is {_field(dose, name, text)!r}, not {value!r}"
        for dose, expected in zip(reading.doses, example["doses"], strict=True)
        for name, value in expected.items()
        if _field(dose, name, text) != value
    ]
    rejects = {text[reject.start : reject.end]: reject.reason.value for reject in reading.rejects}
    for quote, reason in example.get("rejects", {}).items():
        if rejects.get(quote) != reason:
            found.append(f"{quote} is {rejects.get(quote)}, not {reason}")
    return found


@pytest.mark.parametrize("example", table("tuned_on") + table("bugs_caught"), ids=lambda example: example["text"][:60])
def test_example(example: dict[str, Any]) -> None:
    assert mistakes(example) == []


def test_examples_kept_apart() -> None:
    examples = table("kept_apart")
    wrong = {example["text"]: found for example in examples if (found := mistakes(example))}
    asked = sum(1 + sum(map(len, example["doses"])) for example in examples)
    missed = sum(_cost(example, wrong.get(example["text"], [])) for example in examples)
    assert 1 - missed / asked >= LEAST_KEPT_APART, json.dumps(wrong, indent=1, ensure_ascii=False)


def _cost(example: dict[str, Any], found: list[str]) -> int:
    """How many fields of an example are wrong: all of them where other amounts were read."""
    return 1 + sum(map(len, example["doses"])) if found[:1] and found[0].startswith("doses ") else len(found)
