"""Short forms and the long forms they are defined by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.language.abbreviations import definitions
from cleaner.language.alignment import aligned

DEFINED = [
    ("multiple sclerosis (MS)", "MS", "multiple sclerosis"),
    ("The central nervous system [CNS]", "CNS", "central nervous system"),
    ("selective serotonin reuptake inhibitors (SSRIs)", "SSRIs", "selective serotonin reuptake inhibitors"),
    ("chronic obstructive pulmonary disease (COPD, or emphysema)", "COPD", "chronic obstructive pulmonary disease"),
    ("Centers for Disease Control (CDC)", "CDC", "Centers for Disease Control"),
    ("attention-deficit/hyperactivity disorder (ADHD)", "ADHD", "attention-deficit/hyperactivity disorder"),
    ("IBS (irritable bowel syndrome) is", "IBS", "irritable bowel syndrome"),
    ("the forced expiratory volume (FEV(1)) rose", "FEV(1)", "forced expiratory volume"),
    ("a body mass index (BMI) of 25", "BMI", "body mass index"),
    ("a two-dimensional (2D) image", "2D", "two-dimensional"),
    ("pro-opiomelanocortin (POMC) rose", "POMC", "pro-opiomelanocortin"),
    ("grilled meat holds benzo[a]pyrene (BaP)", "BaP", "benzo[a]pyrene"),
    (
        "a growth (posttransplant lymphoproliferative disorder, PTLD) was",
        "PTLD",
        "posttransplant lymphoproliferative disorder",
    ),
    ('the "body shape index" (BSI)', "BSI", "body shape index"),
    ("BTX (benzene, toluene, and xylene) in air", "BTX", "benzene, toluene, and xylene"),
    ("levels of adenosine 3',5'-cyclic monophosphate (cAMP)", "cAMP", "adenosine 3',5'-cyclic monophosphate"),
    ("a rise of gamma-interferon (IFN-gamma) followed", "IFN-gamma", "gamma-interferon"),
    ("phorbol 12-myristate 13-acetate (PMA)", "PMA", "phorbol 12-myristate 13-acetate"),
    ("given (+/-)-3-(2-methoxyphenyl)-oxypiperidine (OPD)", "OPD", "(+/-)-3-(2-methoxyphenyl)-oxypiperidine"),
    ("to avoid: (i) falls; (ii) injuries; (iii) fractures", None, None),
    ("25-hydroxyvitamin D (25(OH)D)", None, None),
    ("the drug (see Table 2)", None, None),
    ("two weeks (14 days)", None, None),
    ("in the study (and others)", None, None),
    ("many people (up to 40)", None, None),
]


@pytest.mark.parametrize(("text", "short", "long"), DEFINED, ids=[text for text, _, _ in DEFINED])
def test_definitions(text: str, short: str | None, long: str | None) -> None:
    found = definitions(text)
    if short is None:
        assert not found
    else:
        assert [(d.short, d.long) for d in found] == [(short, long)]
        assert text[found[0].start : found[0].end] == short
        assert text[found[0].long_start : found[0].long_end] == long


def test_each_wording_counts_once() -> None:
    found = definitions("mitral stenosis (MS), multiple sclerosis (MS) and again mitral stenosis (MS)")
    assert [d.long for d in found] == ["mitral stenosis", "multiple sclerosis"]


@pytest.mark.parametrize(
    ("short", "window", "begin"),
    [("MS", "with multiple sclerosis", 5), ("DVT", "deep vein thrombosis", 0), ("XQ", "multiple sclerosis", None)],
)
def test_alignment(short: str, window: str, begin: int | None) -> None:
    assert aligned(short, window) == begin


@given(st.text(alphabet="abAB ()[]-.\n2", max_size=80))
def test_offsets_hold_on_any_text(text: str) -> None:
    for found in definitions(text):
        assert text[found.start : found.end] == found.short
        assert text[found.long_start : found.long_end] == found.long
