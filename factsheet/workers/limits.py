"""What a piece of work may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much a piece of work may use: seconds by the clock, and bytes of memory (address space).

    The leaflet needs 1.5 s and 0.4 GB for all its formats.
    """

    seconds: float = 60.0
    memory: int = 1_000_000_000


LIMITS = Limits()
