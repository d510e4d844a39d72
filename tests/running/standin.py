"""A stand-in for `clean_page`: fast, and misbehaving on demand, as the page's text says."""

from __future__ import annotations

import hashlib
import os
import signal
import time

from cleaner.config import Config, fingerprint
from cleaner.contract import SCHEMA_VERSION, CleanPage
from cleaner.contract.models import Metadata, Pipeline, Source
from cleaner.errors import PageError, QuarantineReason
from cleaner.sources import RawPage


def clean_page(raw: RawPage, *, config: Config) -> CleanPage:
    text = raw.body.decode("utf-8", "replace").strip()
    if not text:
        raise PageError(QuarantineReason.EMPTY, "nothing in it")
    _misbehave(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    names = ("title", "dek", "category", "published", "modified", "language", "site_name", "canonical_url")
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
        pipeline=Pipeline(version="0", fingerprint=fingerprint(config), mode=config.mode),
        metadata=Metadata(**dict.fromkeys(names), authors=(), reviewed_by=()),
        text=text,
        text_sha256=digest,
        **dict.fromkeys(
            ("blocks", "sections", "abbreviations", "entities", "concepts", "dosages", "related_links", "removed"), ()
        ),
        warnings=(),
    )


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
        case "SLOW":
            time.sleep(float(text.split()[1]))


def cannot_load(raw: RawPage, *, config: Config) -> CleanPage:
    raise RuntimeError("the model is missing")
