"""One pipeline of each mode for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from cleaner.config import Config
from cleaner.contract.vocabulary import Mode
from cleaner.language.nlp import build_nlp

Read = Callable[[str], Doc]


@pytest.fixture(scope="session")
def fast() -> Language:
    return build_nlp(Config(mode=Mode.FAST))


@pytest.fixture(scope="session")
def full() -> Language:
    return build_nlp(Config(mode=Mode.FULL))
