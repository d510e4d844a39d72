"""A stand-in for `clean_page`: fast, and misbehaving on demand, as the page's text says."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from cleaner.blocks import PageKind
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.config import Config, with_memory
from cleaner.contract import SCHEMA_VERSION, CleanPage
from cleaner.contract.provenance import Metadata, Pipeline, RecognisedKind, Source
from cleaner.errors import PageError, QuarantineReason
from cleaner.sources import RawPage


def clean_page(raw: RawPage, *, config: Config, memory: PageMemory = NO_MEMORY) -> CleanPage:
    text = raw.body.decode("utf-8", "replace").strip()
    if not text:
        raise PageError(QuarantineReason.EMPTY, "nothing in it")
    _misbehave(text)
    return CleanPage(
        schema_version=SCHEMA_VERSION,
        page_id=raw.page_id,
        source=Source(
            uri=raw.uri,
            url=raw.url,
            kind="text",
            media_type="text/plain",
            encoding="utf-8",
            sha256=hashlib.sha256(raw.body).hexdigest(),
            bytes=len(raw.body),
            fetched_at=raw.fetched_at,
        ),
        pipeline=Pipeline(version="0", fingerprint=with_memory("standin", memory.version), mode=config.mode),
        metadata=Metadata(**_nothing(Metadata)),
        page_kind=RecognisedKind(kind=PageKind.UNKNOWN, confidence=None, evidence=()),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        **_nothing(CleanPage),
    )


def _nothing(model: type[BaseModel]) -> dict[str, Any]:
    """Every list of a model, empty, and every field that may be null, null."""
    lists = {name: () for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple}
    nulls = {name: None for name, field in model.model_fields.items() if type(None) in get_args(field.annotation)}
    return {**lists, **nulls}


def _misbehave(text: str) -> None:
    match text.split()[0]:
        case "BREAK":
            raise ZeroDivisionError("a defect")
        case "DIE":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "EXIT":
            os._exit(7)
        case "HANG":
            while True:
                pass
        case "PRINT":
            print("a stray word", flush=True)
        case "SLOW":
            time.sleep(float(text.split()[1]))


def cannot_load(raw: RawPage, *, config: Config, memory: PageMemory = NO_MEMORY) -> CleanPage:
    raise RuntimeError("the model is missing")


def badly_set(raw: RawPage, *, config: Config, memory: PageMemory = NO_MEMORY) -> CleanPage:
    raise ValueError("terms.tsv, line 7: no label")
