"""Which language a text is written in."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 80  # characters; below, a page's own declaration is worth more than a guess
_SAMPLE = 2_000
_SURE = 0.95


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str, declared: str | None) -> str | None:
    """BCP 47 code of the text's language: recognised where the text is long and clear enough, else as declared.

    A declaration whose main language is recognised too keeps its region ("en-GB").
    """
    if len(text) < _ENOUGH:
        return declared
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    found, probability = _identifier().classify(text[middle : middle + _SAMPLE])
    if declared and (probability < _SURE or declared.split("-")[0].casefold() == found):
        return declared
    return str(found) if probability >= _SURE else None
