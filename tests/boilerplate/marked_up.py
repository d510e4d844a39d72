"""Pages written around one piece of markup."""

from __future__ import annotations

from cleaner.blocks import InputKind, LabelledDocument
from cleaner.boilerplate import label
from cleaner.config import Config
from cleaner.reading import read
from cleaner.sources import RawPage

PARAGRAPHS = (
    "Iron carries oxygen in the blood, and the body cannot make it, so that all of it has to come from food.",
    "A low level often goes unnoticed for months. Tiredness, pale skin and cold hands are the usual first signs.",
    "Lentils, beans and red meat are rich in iron. Vitamin C in the same meal helps the gut to take it up.",
    "Tablets are taken once a day, or every other day, for three months. They can upset the stomach.",
    "A blood test shows whether the treatment works. Ask for one after four weeks, and again at the end.",
)
ARTICLE = "<h1>Low iron</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(before: str = "", after: str = "", inside: str = "", title: str = "Low iron") -> str:
    return (
        f"<!doctype html><html lang=en><title>{title} | Example Health</title><body>{before}"
        f"<main><article>{ARTICLE}{inside}</article></main>{after}</body></html>"
    )


def labelled(markup: str, url: str | None = "https://health.example/low-iron") -> LabelledDocument:
    return label(read(RawPage(uri="test", body=markup.encode(), url=url), Config(kind=InputKind.HTML)))


def labels_of(markup: str) -> dict[str, str]:
    """Label by text."""
    return {block.block.text: str(block.label) for block in labelled(markup).blocks}
