"""What our own figures are worth: our rules and weights were made with the tuning halves that are measured here."""

from __future__ import annotations

import json
from importlib.resources import files

_STAR = (
    r"\* cleaner's rules and weights were made with these texts: its starred figures are what it can reach, "
    "not what to expect"
)


def of_pages() -> str:
    """The note under a table of extraction, with the model's own cross-validation by site."""
    model = json.loads(files("cleaner.boilerplate").joinpath("data", "block_model.json").read_text("utf-8"))
    apart = model.get("cross_validated_word_f1")
    return (
        f"{_STAR}."
        if apart is None
        else f"{_STAR}. Its block model alone, cross-validated by site: word F1 {apart:.3f}."
    )


def of_texts() -> str:
    """The note under a table of entities, with the recogniser's scores on texts kept out of its training."""
    about = json.loads(files("cleaner.language.ner").joinpath("recognizer.json").read_text("utf-8"))
    apart = about.get("scores without the development halves", {})
    scores = ", ".join(f"{corpus} {score['f'] / 100:.3f}" for corpus, score in apart.items())
    return f"{_STAR}. Strict F1 of its recogniser when trained without them: {scores}." if scores else f"{_STAR}."


def of_passages() -> str:
    return f"{_STAR}."
