"""The page boundary: one page in, one result out, whatever happens."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from cleaner import __file__ as package_file
from cleaner.boilerplate.memory.page import PageMemory
from cleaner.contract import CleanPage
from cleaner.errors import PageError, QuarantineReason
from cleaner.outputs.atomic import publish
from cleaner.outputs.serialise import line, pretty
from cleaner.running.garbage import search_less
from cleaner.running.job import LoadError, PageFacts, PageJob, PageResult, Setup, Status, Task
from cleaner.sources import Loader, RawPage, page_id

_MESSAGE_LENGTH = 500
_WARM_UP = (
    b'<!doctype html><html lang="en"><head><title>Warm-up</title></head><body><h1>Warm-up</h1>'
    b"<p>Take 5 mg of vitamin D daily. Multiple sclerosis (MS) may cause fatigue, but no fever.</p></body></html>"
)
_PACKAGE = Path(package_file).parent


_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: QuarantineReason
    message: str


class PageCleaner:
    """Cleans pages one after another. The pipeline is loaded when the first page needs it: unchanged pages do not.

    `limited` makes a context in which the time for one page runs; `loaded` is called once the pipeline is.
    """

    def __init__(
        self, setup: Setup, *, limited: Callable[[], AbstractContextManager[None]], loaded: Callable[[], None]
    ) -> None:
        self._setup = setup
        self._limited = limited
        self._loaded = loaded
        self._loader = Loader(setup.config.max_bytes)
        self._pipeline: Callable[..., CleanPage] | None = None
        self._loading = 0.0

    def process(self, job: PageJob) -> PageResult:
        """One page in, one result out; its seconds are its own, without the loading of the pipeline.

        Raises what is no page's fault: `OSError` where a record cannot be written, `LoadError`.
        """
        started, self._loading = perf_counter(), 0.0
        result = self._result(job)
        return replace(result, seconds=perf_counter() - started - self._loading)

    def _result(self, job: PageJob) -> PageResult:
        uri, name = job.ref.uri, page_id(job.ref.uri)
        raw = self._at_boundary(partial(self._loader.load, job.ref))
        if isinstance(raw, _Failure):
            return PageResult(uri, name, Status.QUARANTINED, reason=raw.reason, message=raw.message)
        digest = sha256(raw.body).hexdigest()
        if digest == job.known_sha256:
            return PageResult(uri, name, Status.UNCHANGED, digest)
        pipeline = self._pipeline or self._load()
        if job.task is Task.LEARN:
            learned = self._at_boundary(partial(_function(self._setup.learn), raw, config=self._setup.config))
            if isinstance(learned, _Failure):
                return PageResult(uri, name, Status.QUARANTINED, digest, reason=learned.reason, message=learned.message)
            return PageResult(uri, name, Status.LEARNED, digest, contribution=learned)
        made = self._at_boundary(partial(self._made, pipeline, raw, job.memory))
        if isinstance(made, _Failure):
            return PageResult(uri, name, Status.QUARANTINED, digest, reason=made.reason, message=made.message)
        facts, content = made
        if self._setup.pages is None or self._setup.scratch is None:
            return PageResult(uri, name, Status.CLEANED, digest, facts=facts, line=content)
        target = self._setup.pages / f"{name}.json"
        publish(target, content, self._setup.scratch)
        return PageResult(uri, name, Status.CLEANED, digest, facts=facts, file=(target.name, len(content)))

    def _made(self, pipeline: Callable[..., CleanPage], raw: RawPage, memory: PageMemory) -> tuple[PageFacts, bytes]:
        page = pipeline(raw, config=self._setup.config, memory=memory)
        return PageFacts.of(page), pretty(page) if self._setup.indent else line(page)

    def _load(self) -> Callable[..., CleanPage]:
        """Load all that is loaded on first use, outside any page's time.

        Any error means that no page can be cleaned; `LoadError`, that the user's settings are why.
        """
        started = perf_counter()
        pipeline: Callable[..., CleanPage] = _function(self._setup.clean)
        try:
            pipeline(RawPage("warm-up", _WARM_UP), config=self._setup.config)
        except ValueError as error:
            raise LoadError(f"the pipeline cannot be loaded: {error}") from error
        self._pipeline = pipeline
        search_less()
        self._loaded()
        self._loading = perf_counter() - started
        return pipeline

    def _at_boundary(self, work: Callable[[], _Made]) -> _Made | _Failure:
        """The page boundary, the one place that catches everything: a page must not end a run."""
        try:
            with self._limited():
                return work()
        except PageError as error:
            reason, message = error.reason, error.message
        except Exception as error:
            reason, message = QuarantineReason.FAILED, _described(error)
        return _Failure(reason, " ".join(message.split())[:_MESSAGE_LENGTH])


def _function(name: str) -> Callable[..., Any]:
    """The function called `module:function`."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _described(error: Exception) -> str:
    """The error and the innermost line of our own code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" ({Path(ours[-1].filename).relative_to(_PACKAGE)}:{ours[-1].lineno})" if ours else ""
    return f"{type(error).__name__}: {error}{place}"
