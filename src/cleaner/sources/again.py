"""References to pages whose URIs are known from an earlier run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.errors import QuarantineReason
from cleaner.sources.listing import archive_kind, file_of, pages_in
from cleaner.sources.reference import PageRef, Problem


def references_to(uris: Iterable[str]) -> Iterator[PageRef]:
    """The pages that have these URIs, files first. Of an archive that has a URI of its own in them, all pages.

    Relative URIs are looked up from the current directory. A record that its archive no longer holds becomes a
    reference with a problem.
    """
    archives: dict[str, set[str]] = defaultdict(set)
    for uri in uris:
        file = file_of(uri)
        if archive_kind(Path(file)) is not None:
            archives[file].add(uri)
        else:
            yield PageRef(uri, uri)
    for file, wanted in sorted(archives.items()):
        yield from _records(file, wanted)


def _records(file: str, wanted: set[str]) -> Iterator[PageRef]:
    missing = wanted - {file}
    for ref in pages_in(Path(file)):
        if file in wanted or ref.uri in wanted or ref.problem is not None:
            missing.discard(ref.uri)
            yield ref
    problem = Problem(QuarantineReason.UNREADABLE, "the archive no longer holds this record")
    for uri in sorted(missing):
        yield PageRef(uri, file, problem=problem)
