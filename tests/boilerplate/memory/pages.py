"""Pages of one small site, written around the lines that a test is about."""

from __future__ import annotations

from cleaner.blocks import Document, InputKind, LabelledDocument
from cleaner.boilerplate import label
from cleaner.boilerplate.memory.contribution import Contribution, contribution_of
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.reading.flat import read_flat

ORGANS = ("heart", "liver", "spleen", "stomach", "bladder", "pancreas", "thyroid", "gallbladder", "skin", "tongue")
TITLES = tuple(f"What the {organ} tells your doctor about you" for organ in ORGANS)


def paragraph(number: int, about: str = "first") -> str:
    organ = ORGANS[number % len(ORGANS)]
    return (
        f"In {1950 + number} the {about} study of the {organ} counted {number + 30} people who had complained about it "
        f"for weeks, and found that most of them were better as soon as they had slept, eaten and walked enough."
    )


def page(number: int, *, top: str = "", middle: str = "", bottom: str = "") -> str:
    """A title, three paragraphs of its own, and lines above, among and below them."""
    lines = [
        top,
        TITLES[number % len(TITLES)],
        paragraph(number),
        paragraph(number, "second"),
        middle,
        paragraph(number, "third"),
        bottom,
    ]
    return "\n".join(line for line in lines if line)


def labelled(text: str, memory: PageMemory = NO_MEMORY) -> LabelledDocument:
    document = Document(InputKind.TEXT, "utf-8", "text/plain", text, read_flat(text), url="https://organs.example/x")
    return label(document, memory)


def contribution(text: str) -> Contribution:
    return contribution_of(labelled(text), "page.txt")


def with_memory(texts: list[str], number: int = 0) -> LabelledDocument:
    """One page of a site, labelled with the memory of all its pages."""
    pages = [contribution(text) for text in texts]
    return labelled(texts[number], SiteMemory.of(pages).page(pages[number]))
