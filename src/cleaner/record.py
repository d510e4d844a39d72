"""What the stages found -> the output contract."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from cleaner import __version__
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory
from cleaner.config import Config, fingerprint, with_memory
from cleaner.contract import SCHEMA_VERSION, CleanPage
from cleaner.contract.content import RelatedLink, Removed, Section, TextBlock
from cleaner.contract.provenance import Metadata, PageWarning, Pipeline, RecognisedKind, Source
from cleaner.language.understand import Findings
from cleaner.sections import Article, faqs, references
from cleaner.sources import RawPage


def record(
    raw: RawPage, article: Article, findings: Findings, config: Config, memory: PageMemory = NO_MEMORY
) -> CleanPage:
    """Put one page's record together; pydantic validates it here, once."""
    made_by = with_memory(fingerprint(config), memory.version)
    return CleanPage(
        schema_version=SCHEMA_VERSION,
        page_id=raw.page_id,
        source=_source(raw, article),
        pipeline=Pipeline(version=__version__, fingerprint=made_by, mode=config.mode),
        metadata=Metadata(**{**asdict(article.metadata), "language": findings.language}),
        page_kind=RecognisedKind(
            kind=article.kind.kind, confidence=article.kind.chance, evidence=article.kind.evidence
        ),
        text=article.text,
        text_sha256=hashlib.sha256(article.text.encode()).hexdigest(),
        blocks=tuple(TextBlock(start=b.start, end=b.end, label=b.label, level=b.level) for b in article.blocks),
        sections=_sections(article),
        faqs=faqs(article),
        references=references(article),
        abbreviations=findings.abbreviations,
        entities=findings.entities,
        concepts=findings.concepts,
        main_subject=findings.main_subject,
        dosages=findings.dosages,
        related_links=tuple(
            RelatedLink(title=link.title, url=link.url, label=link.cue, copies=link.copies) for link in article.related
        ),
        removed=_removed(article),
        warnings=tuple(
            PageWarning(code=warning.code, message=warning.message)
            for warning in (*article.warnings, *findings.warnings)
        ),
    )


def _source(raw: RawPage, article: Article) -> Source:
    document = article.document
    return Source(
        uri=raw.uri,
        url=document.url,
        kind=document.kind,
        media_type=document.media_type,
        encoding=document.encoding,
        sha256=hashlib.sha256(raw.body).hexdigest(),
        bytes=len(raw.body),
        fetched_at=raw.fetched_at,
    )


def _sections(article: Article) -> tuple[Section, ...]:
    return tuple(
        Section(
            id=section.id,
            parent=section.parent,
            depth=section.depth,
            level=section.level,
            heading=section.heading,
            kind=section.kind,
            start=section.start,
            end=section.end,
        )
        for section in article.sections
    )


def _removed(article: Article) -> tuple[Removed, ...]:
    return tuple(
        Removed(
            label=span.verdict.label,
            reason=span.verdict.reason,
            evidence=span.verdict.evidence,
            text=article.document.visible[span.start : span.end],
            source_start=span.start,
            source_end=span.end,
        )
        for span in article.removed
    )
