"""Which site a page belongs to."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@\s]*@)?(\[[0-9a-f:.]+\]|[^/?#:@\[\]\s]+)", re.IGNORECASE)
_DOORS = ("www.", "m.", "amp.", "mobile.")  # other ways into the same site


def site_of(url: str | None, uri: str) -> str:
    """The host of a page's address; without an address, what stands for it in the name of the input.

    That is the nearest folder named like a host (`mirror/health.example/iron.html`), or else the folder itself or the
    archive: `pages/`. Hosts under one domain stay apart, since they seldom share a template, and shared ones (blogs)
    are as many sites as hosts.
    """
    address = _ADDRESS.match(url or "")
    if address:
        return _house(address[1])
    file, _, record = uri.partition("#")
    folders = PurePosixPath(file).parts if record else PurePosixPath(file).parent.parts
    named = next(
        (name for name in reversed(folders[:-1] if record else folders) if _HOST.fullmatch(name.lower())), None
    )
    return _house(named) if named else f"{PurePosixPath(*folders).as_posix()}/"


def _house(host: str) -> str:
    host = host.lower().rstrip(".")
    door = next((door for door in _DOORS if host.startswith(door) and "." in host[len(door) :]), "")
    return host[len(door) :]
