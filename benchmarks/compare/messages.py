"""What a worker says to the process that asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ready:
    version: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Missing:
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`error` where the peer raised; `memory_mb` is the peak so far, less what Python took before loading."""

    output: Any
    seconds: float
    error: str
    memory_mb: float
