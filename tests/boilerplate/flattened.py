"""Labelling a flattened page in tests."""

from __future__ import annotations

from cleaner.blocks import Document, InputKind, LabelledDocument
from cleaner.boilerplate import label
from cleaner.labels import Action
from cleaner.reading.flat import read_flat

TEXT = (
    "Zinc is a mineral that the body needs in small amounts for the healing of wounds, for taste and for the immune "
    "system, and a mixed diet supplies enough of it for most people."
)
MORE_TEXT = (
    "Oysters hold more of it than any other food, while beef, beans and seeds come after them at some distance, so "
    "that few people who eat widely have to think about it."
)
LAST_TEXT = (
    "Large amounts taken for weeks can upset the stomach and displace copper, which is why the tablets are for a short "
    "time and the kitchen for the rest of the year."
)


def labelled(text: str) -> LabelledDocument:
    return label(Document(InputKind.TEXT, "utf-8", "text/plain", text, read_flat(text)))


def kept(document: LabelledDocument) -> list[str]:
    """The texts of the kept blocks without their cuts."""
    texts = []
    for block in document.blocks:
        if block.label.action is Action.KEEP:
            text = block.block.text
            for cut in reversed(block.cuts):
                text = text[: cut.start] + text[cut.end :]
            texts.append(" ".join(text.split()))
    return texts


def titles(document: LabelledDocument) -> list[str]:
    return [title.title for title in document.related]
