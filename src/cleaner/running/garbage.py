"""When Python searches for cycles of garbage."""

from __future__ import annotations

import gc

_OBJECTS = 100_000  # new ones before a search; a page of 300 blocks makes some 5,000


def search_less() -> None:
    """For a process that cleans pages, once it has loaded its pipeline. What is there by now stays, so no search goes
    through it again; and a page leaves next to no cycles, so searches may be rare. They took a sixth of a page's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)
