"""What a check has found: its place, what it is, what to do, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from ..core.diagnostics import Problem


class Weight(IntEnum):
    """The weight of a finding: an error keeps a leaflet from being released, a warning should be looked at."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


@dataclass(frozen=True, order=True)
class Finding:
    """Something that was found. `kind` is a keyword for programs; `edition` is empty if it concerns all."""

    weight: Weight
    problem: Problem
    kind: str
    edition: str = ""


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding for other programs."""
    record = finding.problem.as_record()
    del record["source"]
    return {"weight": finding.weight.name.lower(), "kind": finding.kind, "edition": finding.edition, **record}
