"""Who is compared, and what came of it. Only the standard library: workers of other environments import this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Run = Callable[[dict[str, Any]], Any]
"""What a loader returns: from one item of the task (see the loader's module) to the peer's answer."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One row of a table.

    `loader` is `module:function`; the function takes nothing, imports the package and returns a `Run`. `distribution`
    is the name its version is asked by (empty: it has none). `ours` runs in this environment, whatever Python runs the
    others. `labels` are the kinds of things it claims to find, in our words, where a task has kinds. A `floor` is what
    doing nothing reaches.
    """

    name: str
    distribution: str
    loader: str
    ours: bool = False
    labels: frozenset[str] = frozenset()
    floor: bool = False


@dataclass(slots=True)
class Outcome:
    """What a peer answered. `seconds` are CPU seconds, the processor time of the whole worker."""

    peer: Peer
    version: str = ""
    missing: str = ""  # why it did not run at all
    load_seconds: float = 0.0  # until the first item is answered
    memory_mb: float = 0.0  # resident memory at the peak, less what Python took before the peer was loaded
    answers: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    crashes: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As a table shows it: the name, the version, and after a comma the setting."""
        package, comma, setting = self.peer.name.partition(",")
        return f"{package} {self.version}".rstrip() + comma + setting
