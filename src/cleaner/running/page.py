"""The page boundary: one page in, one result out, whatever happens."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from time import perf_counter

from cleaner import __file__ as package_file
from cleaner.contract import CleanPage
from cleaner.errors import PageError, QuarantineReason
from cleaner.outputs.atomic import publish
from cleaner.outputs.serialise import line, pretty
from cleaner.running.job import PageFacts, PageJob, PageResult, Setup, Status
from cleaner.sources import Loader, RawPage, page_id

_MESSAGE_LENGTH = 500
_WARM_UP = (
    b'<!doctype html><html lang="en"><head><title>Warm-up</title></head><body><h1>Warm-up</h1>'
    b"<p>Take 5 mg of vitamin D daily. Multiple sclerosis (MS) may cause fatigue, but no fever.</p></body></html>"
)
_PACKAGE = Path(package_file).parent


class PageCleaner:
    """Cleans pages one after another with a pipeline loaded once."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._loader = Loader(setup.config.max_bytes)
        module, _, name = setup.clean.partition(":")
        self._clean: Callable[..., CleanPage] = getattr(import_module(module), name)

    def warm_up(self) -> None:
        """Load all that is loaded on first use, so that no page is charged for it. Any error means: cannot run."""
        self._clean(RawPage("warm-up", _WARM_UP), config=self._setup.config)

    def clean(self, job: PageJob) -> PageResult:
        """Clean a page. This is the one place that catches everything: a page must not end a run."""
        started = perf_counter()
        uri, name = job.ref.uri, page_id(job.ref.uri)
        digest: str | None = None
        try:
            raw = self._loader.load(job.ref)
            digest = sha256(raw.body).hexdigest()
            if digest == job.known_sha256:
                return PageResult(uri, name, Status.UNCHANGED, perf_counter() - started, digest)
            page = self._clean(raw, config=self._setup.config)
            file, text = self._written(page)
        except PageError as error:
            reason, message = error.reason, error.message
        except Exception as error:
            reason, message = QuarantineReason.FAILED, _described(error)
        else:
            seconds = perf_counter() - started
            facts = PageFacts.of(page)
            return PageResult(uri, name, Status.CLEANED, seconds, digest, facts=facts, file=file, line=text)
        seconds = perf_counter() - started
        message = " ".join(message.split())[:_MESSAGE_LENGTH]
        return PageResult(uri, name, Status.QUARANTINED, seconds, digest, reason, message)

    def _written(self, page: CleanPage) -> tuple[tuple[str, int] | None, bytes | None]:
        if self._setup.pages is None or self._setup.scratch is None:
            return None, pretty(page) if self._setup.indent else line(page)
        content = pretty(page)
        target = self._setup.pages / f"{page.page_id}.json"
        publish(target, content, self._setup.scratch)
        return (target.name, len(content)), None


def _described(error: Exception) -> str:
    """The error and the innermost line of our own code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" ({Path(ours[-1].filename).relative_to(_PACKAGE)}:{ours[-1].lineno})" if ours else ""
    return f"{type(error).__name__}: {error}{place}"
