"""What is said of spans and words in a text: denials, abbreviations, amounts."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.compare.peer import Run

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS = {
    "kg": r"kg|kilograms?",
    "g": r"g|grams?",
    "mg": r"mg|milligrams?",
    "ug": r"mcg|ug|µg|μg|micrograms?",
    "ng": r"ng|nanograms?",
    "[IU]": r"IUs?|international units",
    "mL": r"ml|millilit(?:er|re)s?",
    "L": r"lit(?:er|re)s?",
}
_AMOUNT = re.compile(
    rf"({_NUMBER})(?:\s?(?:-|–|to)\s?({_NUMBER}))?\s?(?:{'|'.join(f'({names})' for names in _UNITS.values())})\b"
    r"(?!\s?(?:/|per )\s?(?:d|m|de?ci|mil+i)?l)",  # not a concentration
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_BY_NAME = {
    "kilogram": "kg",
    "gram": "g",
    "milligram": "mg",
    "microgram": "ug",
    "nanogram": "ng",
    "litre": "L",
    "millilitre": "mL",
    "cubic": "mL",  # centimetre
}
_RATES = {"kilogram": "kg", "day": "d", "hour": "h", "week": "wk"}


def negspacy() -> Run:
    """Items `{"id", "text", "entities": [{"start", "end"}]}`; a flag for each span, one at a time as they overlap."""
    import negspacy.negation  # noqa: F401  registers the factory
    import spacy
    from negspacy.termsets import termset

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    negex = nlp.add_pipe("negex", config={"neg_termset": termset("en").get_patterns()})  # its best of three

    def run(item: dict[str, Any]) -> list[bool]:
        doc = nlp(item["text"])
        return [_negated(negex, doc, entity) for entity in item["entities"]]

    return run


def _negated(negex: Any, doc: Any, entity: dict[str, Any]) -> bool:
    span = doc.char_span(entity["start"], entity["end"], label="CONDITION", alignment_mode="expand")
    if span is None:
        return False
    doc.set_ents([span])
    return negex(doc).ents[0]._.negex


def abbreviations() -> Run:
    """Items `{"id", "text"}`; the answer is pairs of short and long form. The package asks for a sentence a line."""
    from abbreviations.schwartz_hearst import extract_abbreviation_definition_pairs as pairs_of

    return lambda item: [[str(s), str(f)] for s, f in pairs_of(doc_text=_SENTENCE_END.sub("\n", item["text"])).items()]


def quantulum() -> Run:
    """Items `{"id", "text"}`; quantities of mass or volume, as doses of value, unit and rate."""
    from quantulum3 import parser

    return lambda item: [dose for quantity in parser.parse(item["text"]) for dose in _doses_of(quantity)]


def _doses_of(quantity: Any) -> list[dict[str, Any]]:
    """None for what is no mass or volume, and for shares and concentrations: what is per anything but body or time.

    Words that it reads as a second unit ("mg at": ampere-turns) are let go. A range comes as its middle and half its
    width.
    """
    amount, *rates = quantity.unit.name.split(" per ")
    unit = _BY_NAME.get(amount.split(" ")[0])
    if unit is None or not _RATES.keys() >= set(rates):
        return []
    margin = quantity.uncertainty or 0
    low, high = quantity.value - margin, quantity.value + margin
    return [_dose(quantity.span, low, high, unit) | {"per": ".".join(_RATES[rate] for rate in rates) or None}]


def plain_pattern() -> Run:
    """A number or a range and a unit, as anybody would write the pattern; the answer as of `quantulum`."""
    return lambda item: [_dose_of(match) for match in _AMOUNT.finditer(item["text"])]


def _dose_of(match: re.Match[str]) -> dict[str, Any]:
    first, last, *units = match.groups()
    low, high = (float(number.replace(",", "")) for number in (first, last or first))
    return _dose(match.span(), low, high, next(u for u, found in zip(_UNITS, units, strict=True) if found))


def _dose(span: tuple[int, int], low: float, high: float, unit: str) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "value_low": low, "value_high": high, "unit": unit}
