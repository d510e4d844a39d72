"""Page records with what the other records of their site tell about them, as a run with `--learn-sites` gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from benchmarks.files import Record
from benchmarks.pages import labelled_page
from cleaner.boilerplate.memory.contribution import Contribution, contribution_of
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.config import Config
from cleaner.errors import PageError


def with_memories(records: Iterable[Record], config: Config) -> Iterator[Record]:
    """The records, each with its `memory`. Those without an address belong to no site, and have none."""
    records = list(records)
    found = {record["id"]: _contribution(record, config) for record in records if record.get("url")}
    sites: dict[str, list[Contribution]] = defaultdict(list)
    for contribution in found.values():
        if contribution is not None:
            sites[contribution.site].append(contribution)
    memories = {site: SiteMemory.of(pages) for site, pages in sites.items()}
    for record in records:
        contribution = found.get(record["id"])
        yield record if contribution is None else {**record, "memory": memories[contribution.site].page(contribution)}


def _contribution(record: Record, config: Config) -> Contribution | None:
    try:
        return contribution_of(labelled_page(record, config), record["id"])
    except PageError:
        return None
