"""Packages to compare with, made up: each function loads one, as in `benchmarks.compare.loaders`."""

from __future__ import annotations

import os
import re
import time
from typing import Any

from benchmarks.compare.peer import Run


def strip_tags() -> Run:
    print("loaded")  # must not reach the conversation
    return lambda page: re.sub(r"<[^>]+>", " ", page["html"])


def raises() -> Run:
    def run(item: dict[str, Any]) -> str:
        if item["id"] == "b":
            raise ValueError("cannot read\nthis one")
        return "text"

    return run


def dies() -> Run:
    return lambda item: os._exit(3) if item["id"] == "b" else "text"


def always_dies() -> Run:
    return lambda item: os._exit(3)


def sleeps() -> Run:
    return lambda item: time.sleep(60) if item["id"] == "b" else "text"


def absent() -> Run:
    import no_such_package  # noqa: F401

    return lambda item: ""


def broken() -> Run:
    raise RuntimeError("no model found")


def ginger() -> Run:
    def run(item: dict[str, Any]) -> list[dict[str, Any]]:
        found = re.finditer("ginger", item["text"])
        return [{"start": m.start(), "end": m.end(), "label": "DRUG", "ids": ["D020939"], "mesh": None} for m in found]

    return run


def all_denied() -> Run:
    return lambda item: [True for _ in item["entities"]]


def no_pairs() -> Run:
    return lambda item: []
